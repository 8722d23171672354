"""Addresses of custody: below the case, with the number of the party."""

from __future__ import annotations

from django.urls import path

from nigehban.desk.custody.views import recording, showing

app_name = "custody"
urlpatterns = [
    path("cases/<str:number>/custody/<int:party>/", showing.custody, name="custody"),
    path("cases/<str:number>/custody/<int:party>/clock/", showing.clock, name="clock"),
    path("cases/<str:number>/custody/<int:party>/record/<slug:step_id>/", recording.step, name="step"),
    path("cases/<str:number>/custody/<int:party>/withdraw/<int:event>/", recording.withdraw, name="withdraw"),
]
