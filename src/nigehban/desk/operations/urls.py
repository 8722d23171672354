"""Addresses of operations. None holds a code word, a name or a place."""

from __future__ import annotations

from django.urls import path

from nigehban.desk.operations.views import conflicts, listing, planning, results, showing

app_name = "operations"
urlpatterns = [
    path("operations/", listing.listed, name="list"),
    path("operations/new/", listing.plan, name="plan"),
    path("operations/notices/", conflicts.notices, name="notices"),
    path("operations/conflicts/<int:conflict_id>/", conflicts.conflict, name="conflict"),
    path("operations/conflicts/<int:conflict_id>/acknowledge/", conflicts.acknowledge, name="acknowledge"),
    path("operations/conflicts/<int:conflict_id>/override/", conflicts.override, name="override"),
    path("operations/<int:number>/", showing.operation, name="operation"),
    path("operations/<int:number>/advance/", planning.advance, name="advance"),
    path("operations/<int:number>/board/", showing.board, name="board"),
    path("operations/<int:number>/briefing/", showing.briefing, name="briefing"),
    path("operations/<int:number>/briefing.pdf", showing.briefing_pdf, name="briefing_pdf"),
    path("operations/<int:number>/targets/new/", planning.add_target, name="add_target"),
    path("operations/<int:number>/targets/<int:target>/", planning.change_target, name="change_target"),
    path("operations/<int:number>/targets/<int:target>/remove/", planning.remove_target, name="remove_target"),
    path("operations/<int:number>/teams/new/", planning.add_team, name="add_team"),
    path("operations/<int:number>/warrants/new/", planning.add_warrant, name="add_warrant"),
    path("operations/<int:number>/members/new/", planning.add_member, name="add_member"),
    path("operations/<int:number>/record/<slug:kind>/", results.record, name="record"),
    path("operations/<int:number>/results/<int:result>/withdraw/", results.withdraw, name="withdraw"),
]
