"""Addresses of access pages."""

from __future__ import annotations

from django.urls import path

from nigehban.desk.access.views import record

app_name = "access"
urlpatterns = [
    path("access/<str:kind>/<str:key>/", record.record, name="record"),
    path("access/<str:kind>/<str:key>/members/", record.add, name="add_member"),
    path("access/<str:kind>/<str:key>/members/<int:number>/end/", record.end, name="end_membership"),
]
