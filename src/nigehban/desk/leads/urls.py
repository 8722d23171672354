"""Addresses of the list and of leads."""

from __future__ import annotations

from django.urls import path

from nigehban.desk.leads.views import deciding, finding, ranked, showing

app_name = "leads"
urlpatterns = [
    path("", ranked.ranked, name="list"),
    path("find/", finding.find, name="find"),
    path("leads/<str:lead_id>/", showing.lead, name="lead"),
    path("leads/<str:lead_id>/archive/", deciding.archive, name="archive"),
    path("leads/<str:lead_id>/reopen/", deciding.reopen, name="reopen"),
    path("leads/<str:lead_id>/reasons/", showing.reasons, name="reasons"),
    path("leads/<str:lead_id>/referrals/", showing.referrals, name="referrals"),
    path("leads/<str:lead_id>/links/<str:level>/", showing.links, name="links"),
    path("leads/<str:lead_id>/decisions/", showing.decisions, name="decisions"),
    path("networks/<str:network_id>/", showing.network, name="network"),
    path("bundles/<str:bundle_id>/", showing.bundle, name="bundle"),
]
