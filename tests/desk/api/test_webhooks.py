"""Programs are told what happened, signed, at least once, and never of whom."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from tests.desk.cases.casework import a_case, hours_ago, investigator
from tests.desk.leads.lists import lead_row, replace_list
from tests.desk.officers import officer_with
from tests.desk.web.serving import database_url

from nigehban.desk.access.acting import acting_as
from nigehban.desk.access.errors import NotPermittedError
from nigehban.desk.access.roles import Role
from nigehban.desk.accounts.models import Officer
from nigehban.desk.api.errors import BadAddressError, EndedError
from nigehban.desk.api.models import Delivery, Kind, Stand, Subscription
from nigehban.desk.api.use_cases import pause, replay, subscribe
from nigehban.desk.api.webhooks.announcing import announce_missed
from nigehban.desk.api.webhooks.delivering import BACK_OFF, deliver_one, forget_old
from nigehban.desk.api.webhooks.running import deliver_all, deliverer
from nigehban.desk.api.webhooks.signing import is_signed
from nigehban.desk.cases.models import Case, CaseDeadline
from nigehban.desk.cases.use_cases import open_case, record_event
from nigehban.desk.home import prepare_home, secret_key

from .programs import administrator
from .receiver import Receiver, receiver


@pytest.fixture(autouse=True)
def _this_machine_may_be_told(settings: Any) -> None:
    settings.DEMONSTRATION = True


@pytest.fixture
def told() -> Iterator[Receiver]:
    with receiver() as listening:
        yield listening


def subscribed(told: Receiver, officer: Officer, *kinds: Kind) -> tuple[Subscription, str]:
    said = {"name": "exchange", "url": told.url, "kinds": kinds or list(Kind), "reason": "For the test."}
    return subscribe(administrator(), officer, **said)


@pytest.mark.django_db
def test_what_happens_in_a_case_is_told_signed_and_without_a_word_of_it(told: Receiver) -> None:
    officer = investigator()
    subscription, secret = subscribed(told, officer)
    with acting_as(officer):
        case = open_case(officer, "ISB", "Words of the case.")
        record_event(officer, case, "complaint_registered", hours_ago(1))
        Case.objects.filter(pk=case.pk).update(state="verification")
    assert deliver_all() == 3
    assert [notice.told["kind"] for notice in told.notices] == ["case.opened", "case.event", "case.moved"]
    assert {notice.told["record"] for notice in told.notices} == {case.number}
    assert [notice.told["detail"] for notice in told.notices][1:] == ["complaint_registered", "verification"]
    for notice in told.notices:
        assert notice.path == "/told?by=desk"
        assert is_signed(secret, notice.body, notice.headers["Nigehban-Signature"], int(time.time()))
        assert not is_signed("another", notice.body, notice.headers["Nigehban-Signature"], int(time.time()))
        assert not is_signed(secret, notice.body, notice.headers["Nigehban-Signature"], int(time.time()) + 3600)
        assert notice.headers["Nigehban-Delivery"] == notice.told["id"]
        assert b"Words" not in notice.body
    assert secret not in Subscription.objects.get(pk=subscription.pk).sealed_secret
    assert deliver_all() == 0


@pytest.mark.django_db
def test_what_was_taken_back_is_not_told(told: Receiver) -> None:
    officer = investigator()
    subscribed(told, officer)
    with transaction.atomic():
        a_case(officer)
        assert Delivery.objects.exists()
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()


@pytest.mark.django_db
def test_only_what_was_subscribed_is_told(told: Receiver) -> None:
    officer = investigator()
    subscription, _secret = subscribed(told, officer, Kind.CASE_MOVED)
    a_case(officer, state="verification")
    assert list(Delivery.objects.values_list("kind", flat=True)) == ["case.moved"]
    pause(administrator(), subscription)
    a_case(officer, state="verification")
    assert Delivery.objects.count() == 1
    assert deliver_all() == 0


@pytest.mark.django_db
def test_of_a_case_that_its_officer_does_not_see_a_program_is_told_nothing(told: Receiver) -> None:
    subscribed(told, investigator("KHI"), Kind.CASE_OPENED)
    a_case(investigator("ISB"))
    assert deliver_all() == 1
    assert told.notices == []
    assert Delivery.objects.get().stand == Stand.WITHHELD


@pytest.mark.django_db
def test_a_missed_deadline_is_told_once(told: Receiver) -> None:
    officer = investigator()
    case = a_case(officer)
    subscription, _secret = subscribed(told, officer, Kind.DEADLINE_MISSED)
    Subscription.objects.filter(pk=subscription.pk).update(made_at=hours_ago(5))
    late = {"case": case, "rule": "D1", "weight": "law", "since": hours_ago(9), "sort_at": hours_ago(2)}
    CaseDeadline.objects.create(**late, due=hours_ago(2), state="running", turns_at=hours_ago(2), turns_to="missed")
    CaseDeadline.objects.create(**late | {"rule": "D2"}, due=hours_ago(7), state="missed")
    CaseDeadline.objects.create(**late | {"rule": "D3"}, due=hours_ago(1), state="missed", done_at=hours_ago(1))
    assert [announce_missed(), announce_missed()] == [1, 0]
    assert deliver_all() == 1
    assert (told.notices[0].told["record"], told.notices[0].told["detail"]) == (case.number, "D1")


@pytest.mark.django_db
def test_a_lead_that_rises_in_a_new_list_is_told_and_a_first_list_is_not(told: Receiver) -> None:
    subscribed(told, officer_with(Role.TRIAGE_ANALYST), Kind.LEAD_RAISED)
    replace_list([lead_row(1, band="immediate"), lead_row(2, band="routine")])
    assert not Delivery.objects.exists()
    replace_list([lead_row(1, band="immediate"), lead_row(2, band="urgent"), lead_row(3, band="urgent")])
    assert deliver_all() == 1
    assert (told.notices[0].told["record"], told.notices[0].told["detail"]) == ("L2", "2")


@pytest.mark.django_db
def test_what_does_not_arrive_is_sent_again_under_the_same_id_until_it_is_given_up(told: Receiver) -> None:
    officer = investigator()
    subscribed(told, officer, Kind.CASE_OPENED)
    a_case(officer)
    told.status = 500
    for attempt in range(len(BACK_OFF) + 1):
        assert deliver_one()
        delivery = Delivery.objects.get()
        if attempt < len(BACK_OFF):
            assert delivery.due_at > timezone.now() + BACK_OFF[attempt] - timedelta(seconds=30)
            assert not deliver_one()
            Delivery.objects.update(due_at=timezone.now())
    assert (delivery.stand, delivery.problem) == (Stand.DEAD, "The answer was 500.")
    assert len({notice.told["id"] for notice in told.notices}) == 1
    told.status = 200
    replay(administrator(), delivery)
    assert deliver_one()
    assert Delivery.objects.get().stand == Stand.DELIVERED
    with pytest.raises(EndedError):
        replay(administrator(), delivery)
    assert sum(BACK_OFF, timedelta()) < timedelta(days=1)


@pytest.mark.django_db
def test_a_receiver_that_fails_does_not_keep_others_waiting(told: Receiver) -> None:
    officer = investigator()
    told.status = 500
    subscribed(told, officer, Kind.CASE_OPENED)
    for _ in range(3):
        a_case(officer)
    assert deliver_all() == 1
    assert Delivery.objects.filter(stand=Stand.WAITING, due_at__gt=timezone.now()).count() == 3


@pytest.mark.django_db
def test_a_redirect_is_not_followed(told: Receiver) -> None:
    officer = investigator()
    with receiver() as other:
        told.status, told.location = 302, other.url
        subscribed(told, officer, Kind.CASE_OPENED)
        a_case(officer)
        deliver_one()
        assert other.notices == []
    assert Delivery.objects.get().problem == "The answer was 302."


@pytest.mark.django_db
def test_what_arrived_long_ago_is_forgotten_and_what_was_given_up_is_not(told: Receiver) -> None:
    officer = investigator()
    subscribed(told, officer, Kind.CASE_OPENED)
    first, second = a_case(officer), a_case(officer)
    Delivery.objects.filter(record=first.number).update(stand=Stand.DELIVERED, ended_at=hours_ago(31 * 24))
    Delivery.objects.filter(record=second.number).update(stand=Stand.DEAD, ended_at=hours_ago(31 * 24))
    forget_old()
    assert Delivery.objects.get().record == second.number


@pytest.mark.django_db
def test_only_an_administrator_subscribes(told: Receiver) -> None:
    with pytest.raises(NotPermittedError):
        subscribe(officer_with(Role.DIRECTOR), investigator(), name="x", url=told.url, kinds=list(Kind), reason="x")


@pytest.mark.django_db
def test_outside_of_the_demonstration_a_notice_to_this_machine_is_not_sent(told: Receiver, settings: Any) -> None:
    officer = investigator()
    subscription, _secret = subscribed(told, officer, Kind.CASE_OPENED)
    a_case(officer)
    settings.DEMONSTRATION = False
    deliver_one()
    assert told.notices == []
    Subscription.objects.filter(pk=subscription.pk).update(url=told.url.replace("http:", "https:"))
    Delivery.objects.update(due_at=timezone.now())
    deliver_one()
    assert told.notices == []
    assert "NIGEHBAN_WEBHOOK_NETS" in Delivery.objects.get().problem
    with pytest.raises(BadAddressError):
        subscribed(told, officer)


DELIVER = [sys.executable, "-m", "nigehban.cli", "deliver", "--once"]


@pytest.mark.django_db(transaction=True)
def test_a_deliverer_that_is_killed_while_it_sends_loses_nothing(
    told: Receiver, desk_home: Path, settings: Any
) -> None:
    prepare_home()
    settings.SECRET_KEY = secret_key()  # the key of the process that will send
    officer = investigator()
    subscribed(told, officer, Kind.CASE_OPENED)
    a_case(officer)
    told.hangs = True
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NIGEHBAN_")}
    environment = {**kept, "NIGEHBAN_HOME": str(desk_home), "NIGEHBAN_DEMO": "1", "DATABASE_URL": database_url()}
    (desk_home / "demonstration").write_text(sha256(database_url().encode()).hexdigest(), "ascii")
    sender = subprocess.Popen(DELIVER, env=environment)
    try:
        assert told.came.wait(60)
    finally:
        sender.send_signal(signal.SIGKILL)
        sender.wait()
    assert Delivery.objects.get().attempts == 0
    told.hangs = False
    with deliverer():
        deadline = time.monotonic() + 20
        while Delivery.objects.get().stand != Stand.DELIVERED and time.monotonic() < deadline:
            time.sleep(0.05)
    assert Delivery.objects.get().stand == Stand.DELIVERED
    assert len(told.notices) == 2
    assert len({notice.told["id"] for notice in told.notices}) == 1
