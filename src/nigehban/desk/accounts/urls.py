"""Addresses of login and logout."""

from __future__ import annotations

from django.urls import path

from nigehban.desk.accounts import views

app_name = "accounts"
urlpatterns = [
    path("login/", views.log_in, name="login"),
    path("login/once/<str:secret>/", views.log_in_once, name="once"),
    path("logout/", views.log_out, name="logout"),
]
