"""An officer at a real browser before a real server.

``officer_page(role)`` is a page of a logged-in officer, ``visitor_page()`` one of somebody who is not; ``axe(page)``
fails on every violation of WCAG 2.2 AA. A page that writes an error to its console, breaks its policy or asks
another site fails its test, unless the test forgives just that (``faults.forgive``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.plugin import DjangoDbBlocker

from nigehban.desk.access.roles import Role

from .axe import assert_accessible
from .chromium import SCREEN, chromium, require_chromium
from .faults import Faults
from .installation import Installation, installed
from .officers import link_of, log_in
from .places import ROLE

PATIENCE_MILLISECONDS = 15_000


class OfficerPage(Protocol):
    """Makes a page of a role's officer; ``options`` are Playwright's for a context (``java_script_enabled``, …)."""

    def __call__(self, role: Role = ROLE, **options: Any) -> Page: ...


# The fixtures end with this folder: Playwright's event loop must not run while other tests use the database.
@pytest.fixture(scope="package")
def installation(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[Installation]:
    """The desk that all tests of this folder share."""
    require_chromium()  # without one nobody waits for the desk
    with installed(tmp_path_factory.mktemp("browser"), django_db_blocker) as installation:
        yield installation


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, without any page."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def entered(installation: Installation, browser: Browser) -> Callable[[Role], Any]:
    """The cookies of a role's officer, who logs in once for all tests."""
    kept: dict[Role, Any] = {}

    def of(role: Role) -> Any:
        if role not in kept:
            with browser.new_context() as context:
                log_in(context.new_page(), link_of(installation, role))
                kept[role] = context.storage_state()
        return kept[role]

    return of


@pytest.fixture
def faults(installation: Installation) -> Iterator[Faults]:
    """What the browser held against the pages of the test."""
    faults = Faults(installation.url)
    yield faults
    faults.check()


@pytest.fixture
def new_page(installation: Installation, browser: Browser, faults: Faults) -> Iterator[Callable[..., Page]]:
    """Makes watched pages of 1366 by 768 in contexts of their own; paths are those of the desk."""
    with ExitStack() as contexts:

        def make(**options: Any) -> Page:
            context: BrowserContext = browser.new_context(base_url=installation.url, viewport=SCREEN, **options)
            context.set_default_timeout(PATIENCE_MILLISECONDS)
            page = contexts.enter_context(context).new_page()
            faults.watch(page)
            return page

        yield make


@pytest.fixture
def visitor_page(new_page: Callable[..., Page]) -> Callable[..., Page]:
    """Makes a page of somebody who is not logged in."""
    return new_page


@pytest.fixture
def officer_page(new_page: Callable[..., Page], entered: Callable[[Role], Any]) -> OfficerPage:
    """Makes a page of a logged-in officer."""

    def make(role: Role = ROLE, **options: Any) -> Page:
        return new_page(storage_state=entered(role), **options)

    return make


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fails on every violation of WCAG 2.2 AA that axe finds on a page."""
    return assert_accessible
