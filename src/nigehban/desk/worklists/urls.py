"""Addresses of the work."""

from __future__ import annotations

from django.urls import path

from nigehban.desk.worklists.views import acting, home, supervising, taking

app_name = "worklists"
urlpatterns = [
    path("worklist/", home.home, name="home"),
    path("worklist/next/", taking.following, name="next"),
    path("worklist/leases/", supervising.leases, name="leases"),
    path("worklist/acts/<int:number>/undo/", acting.take_back, name="undo"),
    path("worklist/<str:lead_id>/take/", taking.take_up, name="take"),
    path("worklist/<str:lead_id>/more-time/", taking.more_time, name="more_time"),
    path("worklist/<str:lead_id>/set-aside/", acting.set_lead_aside, name="set_aside"),
    path("worklist/<str:lead_id>/to-circle/", acting.to_circle, name="to_circle"),
    path("worklist/<str:lead_id>/hold/", acting.put_on_hold, name="hold"),
    path("worklist/<str:lead_id>/hand-over/", acting.hand_it_over, name="hand_over"),
    path("worklist/<str:lead_id>/escalate/", acting.escalate_it, name="escalate"),
    path("worklist/<str:lead_id>/skip/", acting.skip_it, name="skip"),
    path("worklist/<str:lead_id>/give-back/", acting.give_it_back, name="give_back"),
    path("worklist/<str:lead_id>/break/", supervising.break_it, name="break"),
]
