"""Statistics: the figures of a product, as its page has them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from ninja import Query

from nigehban.desk.api.scopes import Scope
from nigehban.desk.api.v1.needs import operation
from nigehban.desk.api.v1.schemas.statistics import FiguresAsked, FiguresOut, ProductList
from nigehban.desk.statistics.asking import read_asked
from nigehban.desk.statistics.computing import PACK
from nigehban.desk.statistics.errors import BadPeriodError, ComparedError, NoSuchProductError
from nigehban.desk.statistics.telling import digest, tell
from nigehban.jurisdiction.statistics import load_statistics


@operation("GET", "/statistics", Scope.STATISTICS_READ, ProductList, summary="The products")
def products(request: HttpRequest) -> dict[str, Any]:
    """What can be asked for."""
    del request
    known = load_statistics(PACK).products.values()
    items = [
        {"id": one.id, "title": dict(one.title), "cadence": one.cadence.value, "leaves_unit": one.leaves_unit}
        for one in known
    ]
    return {"items": items}


@operation("GET", "/statistics/{product_id}", Scope.STATISTICS_READ, FiguresOut, summary="The figures of a product")
def figures(request: HttpRequest, product_id: str, asked: Query[FiguresAsked]) -> dict[str, Any]:
    """A product of some days, each figure with its definition and the digest of its query."""
    given = request.GET.copy()
    if not asked.release:
        given.pop("release", None)
    try:
        wanted = read_asked(product_id, given)
        content = tell(wanted.product, wanted.within, outside=wanted.outside)
    except NoSuchProductError as error:
        raise Http404(str(error)) from error
    except (BadPeriodError, ComparedError) as error:
        raise BadRequest(str(error)) from error
    return {"digest": digest(content), "content": content}
