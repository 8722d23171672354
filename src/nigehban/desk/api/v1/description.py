"""The document that describes the API (OpenAPI 3.1)."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from nigehban.desk.access.policies import ANY_OFFICER, policy
from nigehban.desk.api.problems import MEDIA
from nigehban.desk.api.v1 import operations  # noqa: F401 - adds the operations
from nigehban.desk.api.v1.api import PREFIX, api


@policy(ANY_OFFICER)
@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """For an officer at a browser, and for any token."""
    del request
    return JsonResponse(document())


@cache
def document() -> dict[str, Any]:
    """The description; refusals carry their own media type."""
    found: dict[str, Any] = api.get_openapi_schema(path_prefix=PREFIX)
    for path in found["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400 and "application/json" in answer.get("content", {}):
                    answer["content"] = {MEDIA: answer["content"]["application/json"]}
    return found
