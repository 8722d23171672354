"""Addresses of cases. A number names a unit and a year, never a person; parties go by their row."""

from __future__ import annotations

from django.urls import path

from nigehban.desk.cases.views import acting, listing, opening, showing

app_name = "cases"
urlpatterns = [
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
    path("cases/<str:number>/join/", acting.join, name="join"),
]
