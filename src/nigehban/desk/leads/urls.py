"""Addresses of the list and of leads."""

from __future__ import annotations

from django.urls import path

from nigehban.desk.leads.views import deciding, finding, judging, network, ranked, shaping, showing, tray

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
    path("leads/<str:lead_id>/split/", shaping.split, name="split"),
    path("tray/", tray.tray, name="tray"),
    path("tray/add/", tray.add, name="tray_add"),
    path("tray/remove/", tray.remove, name="tray_remove"),
    path("tray/apply/", tray.apply, name="tray_apply"),
    path("batches/<uuid:batch_id>/", tray.batch, name="batch"),
    path("batches/<uuid:batch_id>/undo/", tray.undo_all, name="batch_undo"),
    path("merge/", shaping.merge, name="merge"),
    path("leads/<str:lead_id>/next-pair/", judging.next_pair, name="next_pair"),
    path("pairs/", judging.pair, name="pair"),
    path("pairs/judge/", judging.judge_pair, name="judge"),
    path("acts/<int:act_id>/undo/", deciding.undo_act, name="undo"),
    path("networks/<str:network_id>/", network.network, name="network"),
    path("networks/<str:network_id>/links/", network.joins, name="network_links"),
    path("networks/<str:network_id>/leads/", network.members, name="network_leads"),
    path("networks/<str:network_id>/time/", network.timeline, name="network_time"),
    path("bundles/<str:bundle_id>/", showing.bundle, name="bundle"),
]
