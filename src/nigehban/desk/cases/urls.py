"""Addresses of cases. A number names a unit and a year, never a person; parties go by their row."""

from __future__ import annotations

from django.urls import path

from nigehban.desk.cases.views import acting, due, listing, offences, opening, people, showing, victim

app_name = "cases"
urlpatterns = [
    path("deadlines/", due.due, name="due"),
    path("deadlines/calendar.ics", due.download, name="calendar"),
    path("deadlines/feeds/new/", due.new_feed, name="new_feed"),
    path("deadlines/feeds/<int:feed>/end/", due.end_feed, name="end_feed"),
    path("deadlines/feed/<str:secret>.ics", due.feed, name="feed"),
    path("cases/", listing.cases, name="list"),
    path("cases/new/", opening.by_hand, name="new"),
    path("cases/from/<str:lead_id>/", opening.from_lead, name="from_lead"),
    path("cases/<str:number>/", showing.case, name="case"),
    path("cases/<str:number>/step/<slug:end>/", acting.move, name="move"),
    path("cases/<str:number>/events/", showing.events, name="events"),
    path("cases/<str:number>/events/new/", acting.choose_event, name="choose_event"),
    path("cases/<str:number>/events/new/<slug:kind>/", acting.record, name="record"),
    path("cases/<str:number>/events/<int:event>/withdraw/", acting.withdraw, name="withdraw"),
    path("cases/<str:number>/referrals/", showing.referrals, name="referrals"),
    path("cases/<str:number>/people/", people.people, name="people"),
    path("cases/<str:number>/people/new/", people.add, name="add_party"),
    path("cases/<str:number>/people/<int:party>/remove/", people.remove, name="remove_party"),
    path("cases/<str:number>/victims/<int:party>/", victim.victim, name="victim"),
    path("cases/<str:number>/victims/<int:party>/step/", victim.step, name="care_step"),
    path("cases/<str:number>/victims/<int:party>/care/", victim.care, name="care"),
    path("cases/<str:number>/victims/<int:party>/seal/", people.seal, name="seal"),
    path("cases/<str:number>/victims/<int:party>/identity/", people.unseal, name="unseal"),
    path("cases/<str:number>/offences/", offences.offences, name="offences"),
    path("cases/<str:number>/offences/new/", offences.add, name="add_offence"),
    path("cases/<str:number>/offences/<int:offence>/stage/", offences.stage, name="stage"),
    path("cases/<str:number>/offences/<int:offence>/withdraw/", offences.withdraw, name="withdraw_offence"),
    path("cases/<str:number>/join/", acting.join, name="join"),
]
