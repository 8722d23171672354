"""Device numbers."""

import pytest

from tests.identifiers.values import found, key, value


@pytest.mark.parametrize(
    ("raw", "hint", "expected"),
    [
        ("490154203237518", "IMEI", "imei:49015420323751"),
        ("49-015420-323751-8", "imei number", "imei:49015420323751"),
        ("4901542032375101", "IMEI", "imei:49015420323751"),
        ("49015420323751", "IMEI", "imei:49015420323751"),
        ("490154203237518", None, "imei:49015420323751"),
        ("٤٩٠١٥٤٢٠٣٢٣٧٥١٨", "IMEI", "imei:49015420323751"),
        ("8992301234567890123", "ICCID", "iccid:8992301234567890123"),
        ("8992301234567890123F", "SIM serial", "iccid:8992301234567890123"),
        ("6D92078A-8246-4BA4-AE5B-76104861E7DC", "IDFA", "adid:6d92078a-8246-4ba4-ae5b-76104861e7dc"),
        ("6d92078a82464ba4ae5b76104861e7dc", "Google Advertising ID", "adid:6d92078a-8246-4ba4-ae5b-76104861e7dc"),
        ("410012345678901", "IMSI", "imsi:410012345678901"),
        ("A1B2C3D4E5F60718", "Android ID", "android:a1b2c3d4e5f60718"),
        ("00:1B:44:11:3A:B7", "MAC address", "mac:001b44113ab7"),
        ("SN-12345-X", "Serial Number", "serial:SN-12345-X"),
        ("something-long", "Other", "id:something-long"),
    ],
)
def test_a_device_number_is_told_apart_by_its_type_or_form(raw, hint, expected):
    assert value("device", raw, hint) == expected
    assert key("device", raw, hint) != 0


def test_an_imei_with_a_wrong_check_digit_is_warned_of_and_still_links():
    right, wrong = found("device", "490154203237518", "IMEI"), found("device", "490154203237519", "IMEI")
    assert right.key == wrong.key != 0
    assert right.warning is None
    assert "check digit" in wrong.warning


def test_a_sim_card_shows_its_country():
    assert found("device", "8992301234567890123", "ICCID").country == "PK"
    assert found("device", "8944123456789012345", "ICCID").country == "GB"


def test_one_uuid_links_under_different_names_for_it():
    uuid = "6d92078a-8246-4ba4-ae5b-76104861e7dc"
    assert key("device", uuid, "IDFA") == key("device", uuid.upper(), None) == key("device", uuid, "Device ID")


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        ("00000000-0000-0000-0000-000000000000", "IDFA"),
        ("000000000000000", "IMEI"),
        ("123456789012345", "IMEI"),
        ("9774d56d682e549c", "Android ID"),
        ("02:00:00:00:00:00", "MAC"),
        ("da:a1:19:00:00:01", "MAC"),
        ("Home-WiFi", "SSID"),
        ("abc", "serial"),
    ],
)
def test_a_number_that_many_devices_share_does_not_link(raw, hint):
    identifier = found("device", raw, hint)
    assert identifier.key == 0
    assert identifier.warning


@pytest.mark.parametrize(("raw", "hint"), [("12345", "IMEI"), ("abc", "ICCID"), ("12", "IMSI")])
def test_a_number_of_wrong_length_is_not_of_its_type(raw, hint):
    assert found("device", raw, hint) is None
