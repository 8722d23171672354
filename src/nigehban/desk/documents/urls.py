"""Addresses of documents: below their case, by number; none holds a name."""

from __future__ import annotations

from django.urls import path

from nigehban.desk.documents.views import deciding, listing, showing, writing

app_name = "documents"
_ONE = "cases/<str:number>/documents/<int:pk>/"
urlpatterns = [
    path("cases/<str:number>/documents/", listing.documents, name="list"),
    path("cases/<str:number>/documents/new/<slug:kind>/", listing.new, name="new"),
    path(_ONE, showing.document, name="document"),
    path(f"{_ONE}fields/", writing.fields, name="fields"),
    path(f"{_ONE}words/", writing.words, name="words"),
    path(f"{_ONE}approve/", deciding.approving, name="approve"),
    path(f"{_ONE}send-back/", deciding.sending_back, name="send_back"),
    path(f"{_ONE}revisions/<int:revision>/", showing.revision, name="revision"),
    path(f"{_ONE}revisions/<int:revision>/pdf/", showing.pdf, name="pdf"),
]
