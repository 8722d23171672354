"""Addresses of the auditors' pages."""

from __future__ import annotations

from django.urls import path

from nigehban.desk.audit.views import log, sample

app_name = "audit"
urlpatterns = [
    path("audit/", log.log, name="log"),
    path("audit/sample/", sample.sample, name="sample"),
    path("audit/sample/<int:number>/", sample.find, name="find"),
]
