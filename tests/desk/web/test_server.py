"""The desk as a user has it: granian, a browser's requests, cookies; and Chromium, where there is one."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from tests.browser.chromium import require_chromium
from tests.desk.officers import officer_with

from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.use_cases import issue_login_link
from nigehban.desk.leads.models import Lead, LeadAct

from .serving import served
from .visitor import Visitor
from .world import small_desk

TOOLS = Path(__file__).parents[3] / "tools"


@pytest.mark.django_db(transaction=True)
def test_an_officer_walks_from_the_login_to_a_decision_and_back(desk_home: Path) -> None:
    small_desk(desk_home)
    secret = issue_login_link(officer_with(Role.TRIAGE_ANALYST, name="officer-1"))
    visitor = Visitor()
    with served(desk_home) as desk:
        assert visitor.get(f"{desk}/").address == f"{desk}/login/?next=/"
        door = visitor.get(f"{desk}/login/once/{secret}/")
        ranked = visitor.send(door, "")
        assert (ranked.status, ranked.address) == (200, f"{desk}/worklist/")
        lead = visitor.get(ranked.link("L1"))
        assert "Why it stands here" in lead.text
        source = visitor.get(lead.link("source"))
        assert 'id="here"' in source.text
        assert "incidentType" in source.text
        aside = visitor.send(lead, "/archive/", common="Passed on to police abroad.", words="By letter.")
        assert "Lead L1 is set aside." in aside.text
        assert "L1</a>" not in visitor.get(f"{desk}/").text
        back = visitor.send(aside, "/reopen/", words="They sent it back.")
        assert "Lead L1 is open again." in back.text
        assert visitor.send(door, "").status == 403
        style = visitor.get(f"{desk}/static/web/desk.css")
        assert style.headers["Content-Type"].startswith("text/css")
        for answer in (ranked, lead, source, aside):
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
    assert Lead.objects.get(id="L1").state == "open"
    assert LeadAct.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_browser_shows_list_lead_and_source_without_a_fault(desk_home: Path, tmp_path: Path) -> None:
    browsing, screenshots = _tool("browser"), _tool("screenshots")
    program = require_chromium()
    small_desk(desk_home)
    secret = issue_login_link(officer_with(Role.TRIAGE_ANALYST, name="officer-1"))
    with served(desk_home) as desk, browsing.Browser(program) as browser:
        pictures = screenshots.take(browser, f"{desk}/login/once/{secret}/", tmp_path, ("list", "lead", "source"))
        assert browser.value("document.getElementById('here') !== null")
        assert browser.value("getComputedStyle(document.body).fontSize") == "14px"
        for scheme in ("light", "dark"):
            browser.scheme(scheme)
            for page in ("/", "/leads/L1/", "/leads/L3/", "/intake/"):
                browser.open(desk + page)
                assert browser.value("document.documentElement.scrollWidth") <= 1366
        assert browser.problems == []
        browser.value("document.body.setAttribute('style', 'color: red')")
        assert any("Content Security Policy" in problem for problem in browser.problems)
    for picture in pictures:
        data = picture.read_bytes()
        assert data.startswith(b"\x89PNG")
        assert int.from_bytes(data[16:20]) == 1366
        assert int.from_bytes(data[20:24]) == 768


def _tool(name: str) -> ModuleType:
    """A script of ``tools``, under the name by which the scripts import each other."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]
