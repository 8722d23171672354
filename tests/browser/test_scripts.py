"""What the pages' scripts add: keys, the palette, clocks, forms that are sent once. All under the desk's own policy."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from nigehban.desk.leads.models import Lead

from .bundle import require_bundle

CASE = """
<div id="case"><h2>Case</h2>
<button type="button" data-key="x">Same person</button><button type="button" data-key="n" disabled>Not the same</button>
<label>Reason <input id="reason"></label>
<p><time id="clock">10:00</time></p>
</div>
"""


@pytest.fixture
def desk(officer_page) -> Page:
    """The list of leads, with its scripts."""
    require_bundle()
    page = officer_page()
    page.goto("/")
    expect(page.locator("html.keyed")).to_have_count(1)
    return page


def put(page: Page, html: str) -> None:
    """Add to the page what a template would have on it."""
    page.evaluate("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", html)


def count_presses(page: Page) -> None:
    put(page, CASE)
    page.evaluate("() => { document.querySelector('[data-key=x]').onclick = () => { document.title += '!' } }")


def presses(page: Page) -> int:
    return page.title().count("!")


def test_a_key_presses_what_has_it_but_not_while_text_is_typed_or_a_modifier_is_held(desk):
    count_presses(desk)
    desk.keyboard.press("x")
    assert presses(desk) == 1
    desk.keyboard.press("Control+x")
    desk.keyboard.press("Alt+x")
    desk.locator("#reason").type("six")
    assert presses(desk) == 1
    assert desk.locator("#reason").input_value() == "six"


def test_a_key_that_sticks_decides_once(desk):
    count_presses(desk)
    for _ in range(5):
        desk.keyboard.down("x")
    desk.keyboard.up("x")
    assert presses(desk) == 1


def test_a_question_mark_lists_the_keys_by_the_names_of_what_they_press(desk, axe):
    count_presses(desk)
    desk.keyboard.press("?")
    dialog = desk.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("Same person")
    expect(dialog).not_to_contain_text("Not the same")
    axe(desk)
    desk.keyboard.press("x")
    assert presses(desk) == 0
    desk.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_an_officer_walks_the_rows_of_a_list_and_opens_one(desk, installation):
    second = installation.do(lambda: Lead.objects.filter(state="open").order_by("rank")[1].pk)
    for key in ("j", "ArrowDown", "j", "k"):
        desk.keyboard.press(key)
    expect(desk.locator("tr.at")).to_contain_text(second)
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(f"{installation.url}/leads/{second}/")


def test_an_identifier_that_is_pasted_into_the_palette_is_looked_for_at_once(desk, installation, axe):
    lead = installation.do(lambda: Lead.objects.earliest("rank").pk)
    desk.keyboard.press("Control+k")
    dialog = desk.get_by_role("dialog")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    axe(desk)
    desk.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, cancelable: true}));
        }""",
        f"  {lead}\n",
    )
    expect(desk).to_have_url(f"{installation.url}/leads/{lead}/")


def test_a_clock_ticks_warns_in_its_last_minute_and_says_so_once(desk):
    put(desk, CASE)
    desk.evaluate("document.querySelector('#clock').dataset.countdown = new Date(Date.now() + 62_500).toISOString()")
    clock = desk.locator("#clock")
    expect(clock).to_have_text("1:01")
    expect(clock).not_to_have_class("warn")
    expect(clock).to_have_class("warn")
    expect(desk.locator("#desk-said")).to_have_text("less than a minute is left")
    desk.evaluate("document.querySelector('#clock').dataset.countdown = '2020-01-01T00:00:00Z'")
    expect(clock).to_have_text("time is up")


def test_a_form_that_is_pressed_twice_is_sent_once(desk):
    put(desk, '<form method="post" action="/slow/"><button>Set aside</button></form>')
    desk.evaluate(
        """() => window.addEventListener("submit", (event) => {
            if (!event.defaultPrevented) document.title += "!";
            event.preventDefault();  // the desk is slow: the page stays
        })"""
    )
    button = desk.get_by_role("button", name="Set aside")
    button.click()
    button.click()
    assert presses(desk) == 1


def test_an_officer_who_comes_back_to_an_old_page_is_told_its_age(officer_page):
    require_bundle()
    page = officer_page()
    page.clock.install()
    page.goto("/intake/")
    expect(page.locator("html.keyed")).to_have_count(1)
    come_back = "() => document.dispatchEvent(new Event('visibilitychange'))"
    page.evaluate(come_back)
    expect(page.locator(".stale")).to_have_count(0)
    page.clock.fast_forward("11:00")
    page.evaluate(come_back)
    expect(page.locator(".stale")).to_contain_text("You opened this page 11 minutes ago")
    page.get_by_role("link", name="Load it anew").click()
    expect(page.locator(".stale")).to_have_count(0)


def test_a_fragment_is_put_in_and_a_failure_is_told(officer_page, faults):
    require_bundle()
    page = officer_page()
    page.route(re.compile("/part/"), lambda route: route.fulfill(content_type="text/html", body="<b>fresh</b>"))
    page.route(re.compile("/broken/"), lambda route: route.fulfill(status=500, body="<h1>whole page</h1>"))
    page.route(
        re.compile("/intake/$"),
        lambda route: route.fulfill(response=with_fragments(route.fetch())[0], body=with_fragments(route.fetch())[1]),
    )
    page.goto("/intake/")
    page.get_by_role("button", name="part").click()
    expect(page.locator("#place")).to_have_text("fresh")
    page.get_by_role("button", name="broken").click()
    expect(page.locator(".stale")).to_contain_text("The desk did not do this")
    expect(page.locator("#place")).to_have_text("fresh")
    faults.forgive("500")


def with_fragments(answer):
    """A page of the desk with two buttons that htmx serves."""
    buttons = "".join(f'<button hx-get="/{name}/" hx-target="#place">{name}</button>' for name in ("part", "broken"))
    return answer, answer.text().replace("</main>", f'{buttons}<p id="place">old</p></main>')
