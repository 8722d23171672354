"""Pages by the rules of WCAG 2.2 AA, as far as axe-core can tell: no violation is let pass."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Preloading would copy our style sheets into the page as inline styles, which the policy forbids; no rule needs it.
_OPTIONS = {"runOnly": {"type": "tag", "values": STANDARD}, "resultTypes": ["violations"], "preload": False}
_axe = Axe()


def assert_accessible(page: Page) -> None:
    """Fail with every violation: the rule, and the elements that break it."""
    found = _axe.run(page, options=_OPTIONS)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    assert len(found.response["passes"]) > 5, f"{page.url}: axe looked at next to nothing"
