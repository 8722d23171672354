"""Addresses of the pages of programs; those of the API itself stand in ``v1.urls``."""

from __future__ import annotations

from django.urls import path

from nigehban.desk.api.views import tokens, webhooks

app_name = "programs"
urlpatterns = [
    path("programs/", tokens.about, name="about"),
    path("programs/tokens/", tokens.tokens, name="tokens"),
    path("programs/tokens/new/", tokens.new_token, name="new_token"),
    path("programs/tokens/<int:pk>/revoke/", tokens.revoke, name="revoke"),
    path("programs/webhooks/", webhooks.webhooks, name="webhooks"),
    path("programs/webhooks/new/", webhooks.new_webhook, name="new_webhook"),
    path("programs/webhooks/<int:pk>/pause/", webhooks.pause, name="pause"),
    path("programs/webhooks/<int:pk>/resume/", webhooks.resume, name="resume"),
    path("programs/notices/<int:pk>/again/", webhooks.replay, name="replay"),
]
