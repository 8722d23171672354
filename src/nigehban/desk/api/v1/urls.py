"""Addresses of the API. Each has the policy of its operation, so that it is refused before anything is looked at."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, path

from nigehban.desk.access.policies import policy
from nigehban.desk.api.v1.api import api
from nigehban.desk.api.v1.description import openapi
from nigehban.desk.api.v1.needs import OPERATIONS

app_name = "api"


def _addresses() -> Iterator[URLPattern]:
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name in OPERATIONS:
            policy(OPERATIONS[pattern.name].policy)(pattern.callback)
            yield pattern


urlpatterns = [path("openapi.json", openapi, name="openapi"), *_addresses()]
