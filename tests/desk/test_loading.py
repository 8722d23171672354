"""Loading end to end: sealed, read, stored, listed; twice is once; the list can always be made again from the store."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection, transaction
from tests.desk.officers import officer_with
from tests.formats import samples
from tests.formats.test_archives import zipped
from tests.runs.made import AS_OF, PK, person, report, rows, silent, triaged, write

from nigehban.desk import loading
from nigehban.desk.access.roles import Role
from nigehban.desk.home import units_folder, vault_folder
from nigehban.desk.leads.models import Act, Lead, LeadMember, LeadReason, Link
from nigehban.desk.leads.use_cases import archive_lead, judge, reopen_lead
from nigehban.desk.referrals.models import LoadedUnit, Quarantine, Referral, SourceDocument
from nigehban.desk.rereading import MissingUnitsError
from nigehban.runs import reading
from nigehban.runs.reading import Settings
from nigehban.synthetic import synth_referrals
from nigehban.vault import open_vault

pytestmark = pytest.mark.django_db
STORED = ("sourcedocument", "attachment", "quarantine", "referral", "mention", "signal", "abroad", "chain")
LISTED = ("lead", "leadmember", "leadreason", "link", "network")
COUNTED = [
    *(f"referrals_{name}" for name in ("load", "loadedunit", *STORED)),
    *(f"leads_{name}" for name in LISTED),
]
Places = list[tuple[object, ...]]


def load(*paths: Path, settings: Settings = PK) -> None:
    """What ``nigehban load`` does."""
    loading.load(paths, settings, steps=silent, workers=1)
    loading.relist(AS_OF, silent)


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for table in COUNTED:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
        return found


def places() -> Places:
    fields = ("id", "rank", "danger", "solvability", "novelty", "deadline", "referrals", "network", "state", "unit")
    return list(Lead.objects.order_by("rank", "id").values_list(*fields))


def said() -> list[object]:
    """The whole list: places, reasons with their sources, members, links."""
    reasons = LeadReason.objects.order_by("lead_id", "position").values_list(
        "lead_id", "rule", "points", "text", "pointer"
    )
    members = LeadMember.objects.order_by("referral").values_list("referral", "lead_id", "status")
    return [
        places(),
        list(reasons),
        list(members),
        list(Link.objects.order_by("a", "b", "kind").values_list("a", "b", "kind", "score")),
    ]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """120 referrals of every format, and what comes later."""
    folder = tmp_path_factory.mktemp("loaded") / "world"
    synth_referrals(120, 8, folder, processes=1)
    return folder


def test_the_list_of_the_desk_is_the_list_of_triage(world: Path, tmp_path: Path) -> None:
    load(world / "documents")
    triaged([world / "documents"], tmp_path / "out")
    names = ("lead", "rank", "danger", "solvability", "novelty", "deadline", "referrals", "network", "status", "unit")
    assert places() == [tuple(row[name] for name in names) for row in rows(tmp_path / "out", "leads")]
    links = {(row["a"], row["b"], row["kind"]) for row in rows(tmp_path / "out", "links")}
    assert set(Link.objects.values_list("a", "b", "kind")) == links
    assert LeadReason.objects.count() == sum(len(row["reasons"]) for row in rows(tmp_path / "out", "leads"))


def test_everything_received_is_stored_sealed_and_accounted_for(world: Path) -> None:
    totals = loading.load([world / "documents"], PK, steps=silent, workers=1)
    assert totals.received == totals.stored + totals.attachments + totals.duplicates + totals.quarantined
    vault = open_vault(vault_folder())
    for path in (path for path in (world / "documents").rglob("*") if path.is_file()):
        if path.suffix != ".zip" and path.stat().st_size:
            assert vault.open(sha256(path.read_bytes()).hexdigest()) == path.read_bytes()
    assert {one.sha256 for one in SourceDocument.objects.all()} <= set(
        Referral.objects.values_list("source_id", flat=True)
    )
    assert Quarantine.objects.count() == totals.quarantined


def test_the_same_bytes_twice_add_no_row(world: Path) -> None:
    load(world / "documents")
    before = counts()
    totals = loading.load([world / "documents"], PK, steps=silent, workers=1)
    loading.relist(AS_OF, silent)
    assert counts() == before
    assert totals.received == totals.duplicates > 120
    assert totals.stored == totals.referrals == 0


def test_the_same_bytes_from_another_place_add_no_document(world: Path, tmp_path: Path) -> None:
    load(world / "documents")
    before, listed = counts(), said()
    shutil.copytree(world / "documents", tmp_path / "copy")
    totals = loading.load([tmp_path / "copy"], PK, steps=silent, workers=1)
    loading.relist(AS_OF, silent)
    grown = {name for name, count in counts().items() if count != before[name]}
    assert grown <= {"referrals_load", "referrals_loadedunit", "referrals_attachment", "referrals_quarantine"}
    assert totals.stored == totals.referrals == 0
    assert said() == listed


def test_the_order_of_loads_does_not_matter(world: Path) -> None:
    with transaction.atomic():
        load(world / "documents", world / "later")
        together = said()
        transaction.set_rollback(True)
    assert not Referral.objects.exists()
    load(world / "later")
    load(world / "documents")
    assert said() == together


def test_new_content_under_a_known_id_is_a_version_and_the_list_follows_it(tmp_path: Path) -> None:
    first, second = report(1, received="2026-03-01T00:00:00Z"), report(1, received="2026-03-02T00:00:00Z")
    second["additionalNcmecInformation"] = samples.added(priority={"priorityId": "1", "value": "risk to life"})
    load(write(tmp_path / "one", a=first))
    quiet = Lead.objects.get()
    load(write(tmp_path / "two", a=second))
    urgent = Lead.objects.get()
    assert (urgent.pk, urgent.referrals) == (quiet.pk, 1)
    assert urgent.danger > quiet.danger
    assert list(Referral.objects.order_by("version").values_list("version", "source_id")) == [
        (1, sha256(samples.encode(first)).hexdigest()),
        (2, sha256(samples.encode(second)).hexdigest()),
    ]


@pytest.fixture
def small_units(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several units of a small delivery."""
    monkeypatch.setattr(reading, "UNIT_SOURCES", 30)


@pytest.mark.usefixtures("small_units")
@pytest.mark.parametrize("lost", [slice(1), slice(1, 3), slice(None)])
def test_units_that_are_gone_are_read_again_from_the_vault(world: Path, lost: slice) -> None:
    load(world / "documents")
    load(world / "later")
    before = said()
    names = list(LoadedUnit.objects.order_by("stored_at", "pk").values_list("pk", flat=True))
    assert len(names) > 4
    for name in names[lost]:
        shutil.rmtree(units_folder() / name)
    loading.relist(AS_OF, silent)
    assert said() == before
    assert not any((units_folder() / name).exists() for name in names[lost])
    load(world / "documents", world / "later")
    assert said() == before


def test_what_was_refused_is_in_the_vault_and_is_not_taken_for_a_document_when_units_are_read_again(
    tmp_path: Path,
) -> None:
    folder = write(tmp_path / "in", a=report(4713), empty=b"")
    (folder / "packed.7z").write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(100_000))
    (folder / "trap.zip").write_bytes(zipped({"../evil.json": samples.encode(report(666)), "b.json": b"[1]"}))
    load(folder)
    before, refused = said(), list(Quarantine.objects.order_by("path").values_list("path", "sha256", "reason"))
    vault = open_vault(vault_folder())
    for path in folder.iterdir():
        digest = sha256(path.read_bytes()).hexdigest()
        assert vault.open(digest) == path.read_bytes()
        assert path.name == "a.json" or any(digest in f"{sha} {reason}" for _, sha, reason in refused)
    for name in LoadedUnit.objects.values_list("pk", flat=True):
        shutil.rmtree(units_folder() / name)
    loading.relist(AS_OF, silent)
    assert said() == before
    assert list(Quarantine.objects.order_by("path").values_list("path", "sha256", "reason")) == refused
    assert Referral.objects.count() == 1


def test_a_table_is_read_again_with_the_mapping_that_it_came_with(tmp_path: Path) -> None:
    mapping = tmp_path / "own.toml"
    mapping.write_text(
        'name = "own"\nscheme = "OTHER"\nrequires = ["ours"]\n'
        '[[column]]\nheaders = ["ours"]\nfield = "external_id"\n'
        '[[column]]\nheaders = ["mail"]\nidentifier = "email"\n'
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "list.csv").write_text("ours,mail\n7,a@example.org\n8,b@example.org\n")
    load(tmp_path / "in", settings=Settings("pk", mapping))
    before = said()
    mapping.unlink()
    for name in LoadedUnit.objects.values_list("pk", flat=True):
        shutil.rmtree(units_folder() / name)
    loading.relist(AS_OF, silent)
    assert said() == before
    assert Lead.objects.count() == 2


def test_what_the_vault_has_lost_too_is_told_and_the_list_stays(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=report(4711))
    load(folder)
    before = said()
    digest = sha256((folder / "a.json").read_bytes()).hexdigest()
    sealed = vault_folder() / "sha256" / digest[:2] / digest[2:4] / digest
    kept = sealed.read_bytes()
    sealed.unlink()
    name = LoadedUnit.objects.get().pk
    shutil.move(units_folder() / name, tmp_path / "moved")
    with pytest.raises(MissingUnitsError, match="from the backup"):
        loading.relist(AS_OF, silent)
    assert said() == before
    sealed.write_bytes(kept)
    loading.relist(AS_OF, silent)
    assert said() == before


def test_officers_decisions_outlive_later_loads(tmp_path: Path) -> None:
    officer = officer_with(Role.TRIAGE_ANALYST, name="officer-1")
    urgent = report(1)
    urgent["additionalNcmecInformation"] = samples.added(priority={"priorityId": "1", "value": "risk to life"})
    load(write(tmp_path / "one", a=urgent, b=report(2)))
    by_referral = dict(LeadMember.objects.values_list("referral", "lead_id"))
    first, second = by_referral["NCMEC:1"], by_referral["NCMEC:2"]
    assert dict(Lead.objects.values_list("pk", "state")) == {first: "open", second: "archived"}
    archive_lead(officer, first, "Passed on.")
    reopen_lead(officer, second, "A colleague knows more.")
    load(write(tmp_path / "two", c=report(3)))
    states = dict(Lead.objects.values_list("pk", "state"))
    assert (states[first], states[second]) == ("archived", "open")
    same_account = report(4, reportedPeople={"reportedPersons": [person(1)]})
    load(write(tmp_path / "three", d=same_account))
    woken = Lead.objects.get(pk=LeadMember.objects.get(referral="NCMEC:4").lead_id)
    assert (woken.referrals, woken.state) == (2, "open")


def leads_of(*referrals: str) -> list[str]:
    found = dict(LeadMember.objects.values_list("referral", "lead_id"))
    return [found[referral] for referral in referrals]


def test_officers_judgements_part_and_join_at_once_and_at_every_later_load(tmp_path: Path) -> None:
    officer = officer_with(Role.TRIAGE_ANALYST, name="officer-1")
    both = {"reportedPeople": {"reportedPersons": [person(1)]}}
    load(write(tmp_path / "one", a=report(1, **both), b=report(2, **both), c=report(3)))
    assert LeadMember.objects.values("lead_id").distinct().count() == 2
    judge(officer, "NCMEC:1", "NCMEC:2", Act.NOT_SAME)
    judge(officer, "NCMEC:2", "NCMEC:3", Act.SAME)
    now = leads_of("NCMEC:1", "NCMEC:2", "NCMEC:3")
    assert now[0] != now[1] == now[2]
    loading.relist(AS_OF, silent)
    assert leads_of("NCMEC:1", "NCMEC:2", "NCMEC:3") == now
    judge(officer, "NCMEC:2", "NCMEC:3", Act.UNSURE)
    now = leads_of("NCMEC:1", "NCMEC:2", "NCMEC:3")
    assert len(set(now)) == 3
    loading.relist(AS_OF, silent)
    assert leads_of("NCMEC:1", "NCMEC:2", "NCMEC:3") == now
