"""Addresses of the wanted list."""

from __future__ import annotations

from django.urls import path

from nigehban.desk.wanted.views import importing, pages

app_name = "wanted"
urlpatterns = [
    path("wanted/", pages.listed, name="list"),
    path("wanted/new/", pages.propose, name="propose"),
    path("wanted/import/", importing.table, name="import"),
    path("wanted/<int:number>/", pages.entry, name="entry"),
    path("wanted/<int:number>/approve/", pages.approve, name="approve"),
    path("wanted/<int:number>/correct/", pages.correct, name="correct"),
    path("wanted/<int:number>/review/", pages.review, name="review"),
    path("wanted/<int:number>/remove/", pages.remove, name="remove"),
]
