"""The watch over the pages sees what it is there for, or no other test of this folder would mean anything."""

from __future__ import annotations

import pytest


@pytest.fixture
def page(officer_page):
    page = officer_page()
    page.goto("/")
    return page


def test_a_style_that_the_policy_forbids_is_a_fault(page, faults):
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    faults.forgive("Content Security Policy")


def test_a_script_that_fails_and_an_error_in_the_console_are_faults(page, faults):
    page.evaluate("setTimeout(() => { throw new Error('it broke') })")
    page.evaluate("console.error('it is wrong')")
    page.wait_for_timeout(50)
    faults.forgive("it broke")
    faults.forgive("it is wrong")


def test_a_request_to_another_site_is_a_fault(page, faults):
    page.route("http://other.example/", lambda route: route.fulfill(body='<link rel="icon" href="data:,">'))
    page.goto("http://other.example/")
    faults.forgive("another site: http://other.example/")


def test_what_nobody_forgave_fails_the_test(page, faults):
    page.evaluate("console.error('unexpected')")
    with pytest.raises(AssertionError, match="unexpected"):
        faults.check()
    faults.forgive("unexpected")


def test_axe_finds_a_field_without_a_label(page, axe):
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    with pytest.raises(AssertionError, match="label"):
        axe(page)
