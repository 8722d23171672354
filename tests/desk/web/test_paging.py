"""Pages laid end to end are the list, whatever it is ordered by."""

from __future__ import annotations

import pytest
from django.core.exceptions import BadRequest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nigehban.desk.leads.models import Link
from nigehban.desk.web.paging import page_of

pytestmark = pytest.mark.django_db
ORDER = ("-score", "id")


def links(scores: list[float]) -> None:
    Link.objects.all().delete()
    same = {"a": "a", "b": "b", "lead_a": "L1", "lead_b": "L1", "level": "subject", "kind": "x"}
    Link.objects.bulk_create(
        Link(id=number, score=score, held=False, joins=True, **same) for number, score in enumerate(scores)
    )


@given(scores=st.lists(st.sampled_from([0.1, 1 / 3, 7.25, 7.2]), max_size=12), size=st.integers(1, 5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pages_laid_end_to_end_are_the_list(scores: list[float], size: int) -> None:
    links(scores)
    found: list[int] = []
    after: str | None = None
    while True:
        page = page_of(Link.objects.all(), ORDER, after, size)
        found += [link.id for link in page.rows]
        after = page.following
        if after is None:
            break
        assert len(page.rows) == size
    assert found == [link.id for link in Link.objects.order_by(*ORDER)]


@pytest.mark.parametrize("after", ["x", "1", "1,x", "one,2", ",", "1,2,3"])
def test_a_place_that_is_none_is_refused(after: str) -> None:
    with pytest.raises(BadRequest):
        page_of(Link.objects.all(), ORDER, after, 5)


@pytest.mark.parametrize("after", ["1,99999999999999999999999", "-1e400,1", "nan,1"])
def test_a_place_beyond_all_rows_harms_nothing(after: str) -> None:
    links([1.0, 2.0])
    assert len(page_of(Link.objects.all(), ORDER, after, 5).rows) <= 2
