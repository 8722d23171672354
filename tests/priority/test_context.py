from __future__ import annotations

import numpy as np
import pytest

from nigehban.priority import RULES, Signal, reasons
from tests.priority.made import AS_OF, ranked

STATED = [Signal("", "", "")] * 9


def rows(ranking, lead=0):
    return {row.rule: row for row in reasons(ranking, lead, STATED)}


def clock(**ago: int):
    now = np.datetime64(AS_OF.replace(tzinfo=None), "s")
    times = {name: np.array([now - np.timedelta64(n, "D")]) for name, n in ago.items()}
    return rows(ranked([[]], **times))


def test_unseen_files_count_each_up_to_the_cap():
    assert rows(ranked([[]], unseen_files=[2]))["unseen_files"].points == 10
    assert rows(ranked([[]], unseen_files=[900]))["unseen_files"].points == RULES["unseen_files"].cap


def test_one_report_is_no_repeat():
    assert "repeat_reports" not in rows(ranked([[]], lead_reports=[1], lead_senders=[1], lead_months=[1]))


def test_reports_by_another_sender_in_another_month_each_have_a_reason():
    found = rows(ranked([[]], lead_reports=[3], lead_senders=[2], lead_months=[2]))
    assert found["repeat_reports"].text == "More reports about the same person: 2."
    assert {"repeat_senders", "repeat_months"} <= found.keys()


@pytest.mark.parametrize(
    ("ago", "rule"),
    [
        (1, None),
        (274, None),
        (275, "ip_records_end_in_90_days"),
        (335, "ip_records_end_in_30_days"),
        (358, "ip_records_end_in_7_days"),
        (365, "ip_records_end_in_7_days"),
        (366, "ip_records_gone"),
    ],
)
def test_the_tightest_clock_of_ip_records_fires_alone(ago, rule):
    fired = {name for name in clock(newest_ip=ago) if name.startswith("ip_records")}
    assert fired == ({rule} if rule else set())


def test_the_days_that_are_left_are_told():
    assert clock(newest_ip=360)["ip_records_end_in_7_days"].text.endswith("still kept (days left: 5).")


def test_no_known_time_starts_no_clock():
    assert rows(ranked([[]])) == {}


def test_a_time_in_the_future_starts_no_clock():
    assert clock(newest_ip=-4000, incident=-4000) == {}


def test_the_newest_address_of_a_lead_decides():
    now = np.datetime64(AS_OF.replace(tzinfo=None), "s")
    times = np.array([now - np.timedelta64(400, "D"), now - np.timedelta64(340, "D")])
    assert "ip_records_end_in_30_days" in rows(ranked([[], []], [0, 0], newest_ip=times))


def test_a_grave_file_counts_more_when_it_is_new_and_was_looked_at():
    found = rows(ranked([["severe_class", "viewed"]], unseen_files=[1]))
    assert "severe_class_unseen" in found
    assert "severe_class_unseen" not in rows(ranked([["severe_class"]], unseen_files=[1]))


def test_a_file_of_many_senders_says_little_about_each():
    assert rows(ranked([[]], file_senders=[50]))["widely_sent"].points < 0


def test_a_network_counts_its_other_accounts():
    found = rows(ranked([[]], lead_network_accounts=[5], lead_reaches_abroad=[True]))
    assert found["network_accounts"].text.endswith("network: 4.")
    assert "network_reaches_abroad" in found
