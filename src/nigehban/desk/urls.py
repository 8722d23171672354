"""The desk's addresses. None of them ever holds a name of a person."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from nigehban.desk.access.policies import PUBLIC, policy
from nigehban.desk.web.health import health
from nigehban.desk.web.start import start

handler500 = "nigehban.desk.web.faults.fault"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("nigehban.desk.leads.urls")),
    path("", include("nigehban.desk.referrals.urls")),
    path("", include("nigehban.desk.worklists.urls")),
    path("", include("nigehban.desk.access.urls")),
    path("", include("nigehban.desk.audit.urls")),
    path("", include("nigehban.desk.cases.urls")),
    path("", include("nigehban.desk.accounts.urls")),
    path("", include("nigehban.desk.custody.urls")),
    path("", include("nigehban.desk.statistics.urls")),
    path("", include("nigehban.desk.documents.urls")),
    path("start/", start, name="start"),
    path("language/", policy(PUBLIC)(login_not_required(set_language)), name="set_language"),
    path("", include("nigehban.desk.operations.urls")),
    path("", include("nigehban.desk.wanted.urls")),
    path("", include("nigehban.desk.api.urls")),
    path("api/v1/", include("nigehban.desk.api.v1.urls")),
    path("health/", health, name="health"),
]
