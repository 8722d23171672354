"""Addresses of statistics."""

from __future__ import annotations

from django.urls import path

from nigehban.desk.statistics.views import deciding, exporting, home, issues, product, records, supervisors, targets

app_name = "statistics"
urlpatterns = [
    path("statistics/", home.home, name="home"),
    path("statistics/supervisors/", supervisors.supervisors, name="supervisors"),
    path("statistics/issues/<int:number>/", issues.issue, name="issue"),
    path("statistics/issues/<int:number>/changes/", issues.changed, name="changes"),
    path("statistics/issues/<int:number>/as/<str:kind>/", exporting.issue_file, name="issue_file"),
    path("statistics/issues/<int:number>/approve/", deciding.approve, name="approve"),
    path("statistics/issues/<int:number>/refuse/", deciding.refuse, name="refuse"),
    path("statistics/issues/<int:number>/publish/", deciding.publish, name="publish"),
    path("statistics/<str:product_id>/", product.product, name="product"),
    path("statistics/<str:product_id>/prepare/", deciding.prepare, name="prepare"),
    path("statistics/<str:product_id>/target/", targets.target, name="target"),
    path("statistics/<str:product_id>/as/<str:kind>/", exporting.product_file, name="product_file"),
    path("statistics/<str:product_id>/<str:measure_id>/records/", records.behind, name="records"),
]
