"""Addresses of what came in."""

from __future__ import annotations

from django.urls import path

from nigehban.desk.referrals.views import intake, source

app_name = "referrals"
urlpatterns = [
    path("intake/", intake.intake, name="intake"),
    path("intake/quarantine/", intake.quarantine, name="quarantine"),
    path("referrals/", intake.referral, name="referral"),
    path("source/at/", source.source_at, name="source_at"),
    path("source/<str:sha256>/", source.source, name="source"),
]
