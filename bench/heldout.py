"""How the product does on data by a stranger: the worlds of ``bench.stranger``, never used to tune it.

Half A of the wordings of danger may be looked at when a failure is mended; half B is only scored. Judge by half B.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import shutil
import subprocess
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

from bench.facts import _check_json, _check_xml
from bench.report import NIGEHBAN, Report
from bench.stranger.documents import write
from bench.stranger.tables import Made
from bench.stranger.world import CITIES, WORDS, Danger, Pair, Tip, World

WORK = Path(__file__).with_name(".work")
AS_OF = "2026-11-20"


class Answer(NamedTuple):
    """What the product says of one tip."""

    lead: str
    network: str
    status: str
    unit: str


class Scored(NamedTuple):
    """One delivery: the tips, what the product made of them, and its list."""

    tips: list[Tip]
    answers: dict[str, Answer]
    leads: dict[str, dict[str, Any]]
    seen: set[str]

    def answered(self) -> list[Tip]:
        """The tips that the product knows."""
        return [one for one in self.tips if one.number in self.answers]

    def status(self, number: str) -> str:
        """Of the lead that the tip belongs to: what the officer meets."""
        return str(self.leads[self.answers[number].lead]["status"])


def run(*, full: bool) -> Iterator[Report]:
    """Two tables: everything at once on the stranger's data, and each sentence by itself."""
    yield from measure(20_000 if full else 8_000, seed=7)


def measure(count: int, seed: int) -> Iterator[Report]:
    """The same for a world of that size and seed."""
    folder = WORK / f"heldout-{count}-{seed}"
    shutil.rmtree(folder, ignore_errors=True)
    world = World(count, seed).build()
    early = write([one for one in world.tips if not one.later], folder / "documents", seed)
    late = write([one for one in world.tips if one.later], folder / "later", seed + 1)
    _triage([folder / "documents"], folder / "first")
    _triage([folder / "documents", folder / "later"], folder / "both")
    first, both = _scored(folder / "first", early), _scored(folder / "both", early + late)
    report = Report(
        f"Held-out world, {count:,} tips, seed {seed}", "python -m bench --only heldout", ("measure", "value")
    )
    for name, value in itertools.chain(
        _linking(first, world),
        _ranking(first),
        _archive(first, both, world),
        _routing(first),
        _accounted(folder, early, first),
    ):
        report.add(name, value)
    yield report
    yield _wordings(folder)


FIRST_SAID = 240_000_000
BANDS = ("immediate", "urgent", "elevated", "routine")


def _wordings(folder: Path) -> Report:
    """Each sentence alone in a report that is otherwise like any other: which reach a floor?"""
    spoken = list(_spoken())
    (folder / "wordings").mkdir()
    for number, said in enumerate(spoken):
        (folder / "wordings" / f"{number}.json").write_text(json.dumps(_saying(number, said)), "utf-8")
    _triage([folder / "wordings"], folder / "said")
    bands = _bands(folder / "said")
    reached: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for number, said in enumerate(spoken):
        reached[said.kind, said.language, said.half].append(bands[number])
    report = Report(
        "Held-out wordings: the band of a report with one sentence",
        "python -m bench --only heldout",
        ("kind", "language", "half", *BANDS, "of"),
    )
    for key, found in reached.items():
        report.add(*key, *map(found.count, BANDS), len(found))
    return report


def _spoken() -> Iterator[Danger]:
    for kind, languages in WORDS["danger"].items():
        for language, sentences in languages.items():
            yield from (Danger(kind, "text", language, "AB"[at % 2], one) for at, one in enumerate(sentences))
    for kind in ("decoys", "ordinary"):
        yield from (Danger(kind, "text", "any", "AB"[at % 2], one) for at, one in enumerate(WORDS[kind]["texts"]))


def _saying(number: int, said: Danger) -> dict[str, Any]:
    people = {"reportedPersons": [{"espUserId": f"u{number}x"}]}
    told = {"reportedPeople": people, "additionalInformations": [{"value": said.wording}]}
    return {"reportId": FIRST_SAID + number, "reportedInformation": told}


def _bands(out: Path) -> dict[int, str]:
    leads = {one["lead"]: one["band"] for one in pq.read_table(out / "leads.parquet").to_pylist()}
    rows = pq.read_table(out / "referrals.parquet").to_pylist()
    return {int(row["referral"].partition(":")[2]) - FIRST_SAID: leads[row["lead"]] for row in rows}


def _triage(paths: list[Path], out: Path) -> None:
    command = [
        NIGEHBAN,
        "triage",
        *map(str, paths),
        "--out",
        str(out),
        "--as-of",
        AS_OF,
        "--top",
        "0",
        "--workers",
        "1",
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _scored(out: Path, made: list[Made]) -> Scored:
    """Join the tables to the tips: by the document's digest, and by the number where a document holds several."""
    holders = {digest: held for _, data, tips in made for digest, held in _digests(data, tips)}
    files_only = {sha256(data).hexdigest() for _, data, _ in made if data.startswith(b"<fileDetails")}
    answers: dict[str, Answer] = {}
    rows = pq.read_table(out / "referrals.parquet").to_pylist()
    for row in sorted(rows, key=lambda one: one["version"]):
        number = row["referral"].partition(":")[2]
        held = holders.get(row["source_sha256"], [])
        tip = held[0] if len(held) == 1 else next((one for one in held if one.number == number), None)
        if tip is not None and (tip.number not in answers or row["source_sha256"] not in files_only):
            answers[tip.number] = Answer(row["lead"], row["network"], row["status"], row["unit"])
    tips = list({one.number: one for _, _, held in made for one in held}.values())
    leads = {one["lead"]: one for one in pq.read_table(out / "leads.parquet").to_pylist()}
    return Scored(tips, answers, leads, {row["source_sha256"] for row in rows})


def _digests(data: bytes, tips: list[Tip]) -> Iterator[tuple[str, list[Tip]]]:
    if data[:2] != b"PK" or b"workbook.xml" in data[:4000]:
        yield sha256(data).hexdigest(), tips
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry, tip in zip(archive.infolist(), tips, strict=True):
            yield sha256(archive.read(entry)).hexdigest(), [tip]


# Linking


def _linking(scored: Scored, world: World) -> Iterator[tuple[str, object]]:
    people = {one.number: one.person for one in scored.tips}
    leads = {number: answer.lead for number, answer in scored.answers.items()}
    possible = _pairs(_components(scored.tips, lambda tip: _own_keys(tip, world)), people)
    naive = _components(scored.tips, _every_key)
    yield "tips answered", f"{len(scored.answers):,} of {len(scored.tips):,}"
    for name, clusters in (("subjects", leads), ("connected components on any identifier", naive)):
        precision, recall = _pairwise(clusters, people)
        yield f"{name}: pairwise precision", precision
        yield f"{name}: pairwise recall", recall
        yield f"{name}: most people in one", _most_people(clusters, people)
    yield "recall that own identifiers alone could give", possible[0] / max(1, possible[1])
    ringed = [(one.number, one.payment or one.group) for one in scored.tips if one.payment or one.group]
    yield "ring members in one network", _same_network(ringed, scored)


def _own_keys(tip: Tip, world: World) -> Iterator[str]:
    """What is this person's alone; what a household shares only beside the name."""
    shared = world.people[tip.person].shared
    yield from (f"{one.platform}:{one.user}" for one in (tip.account, tip.other_account) if one)
    yield from tip.emails
    for value in [*tip.phones, *(value for _, value in tip.devices)]:
        if value not in shared:
            yield value
        elif tip.name:
            yield f"{value}{tip.name}"
    yield from (one for one in (tip.cnic, tip.supplement_to and f"n{tip.supplement_to}", f"n{tip.number}") if one)


def _every_key(tip: Tip) -> Iterator[str]:
    yield from (f"{one.platform}:{one.user}" for one in (tip.account, tip.other_account) if one)
    yield from itertools.chain(
        tip.emails, tip.phones, (value for _, value in tip.devices), (ip for ip, _, _ in tip.ips), tip.files
    )
    yield from (
        one
        for one in (tip.cnic, tip.payment, tip.group, f"n{tip.supplement_to or tip.number}", f"n{tip.number}")
        if one
    )
    if tip.name and tip.born:
        yield f"{tip.name}{tip.born}"


def _components(tips: list[Tip], keys: Callable[[Tip], Iterable[str]]) -> dict[str, str]:
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            parent[node] = node = parent[parent[node]]
        return node

    for tip in tips:
        for key in keys(tip):
            parent[root(f"k{key}")] = root(tip.number)
    return {tip.number: root(tip.number) for tip in tips}


def _pairs(clusters: dict[str, str], people: dict[str, int]) -> tuple[int, int, int]:
    """Pairs of one person and one cluster, of one person, of one cluster."""
    both = Counter((people[number], cluster) for number, cluster in clusters.items())
    persons = Counter(people.values())
    return _twos(both), _twos(persons), _twos(Counter(clusters.values()))


def _pairwise(clusters: dict[str, str], people: dict[str, int]) -> tuple[float, float]:
    right, true, made = _pairs(clusters, people)
    return right / max(1, made), right / max(1, true)


def _twos(counts: Counter[Any]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def _most_people(clusters: dict[str, str], people: dict[str, int]) -> int:
    inside: dict[str, set[int]] = defaultdict(set)
    for number, cluster in clusters.items():
        inside[cluster].add(people[number])
    return max(map(len, inside.values()))


def _same_network(ringed: list[tuple[str, str]], scored: Scored) -> str:
    groups: dict[str, list[str]] = defaultdict(list)
    for number, key in ringed:
        if number in scored.answers:
            groups[key].append(scored.answers[number].network)
    together = sum(_twos(Counter(networks)) for networks in groups.values())
    return f"{together / max(1, sum(len(one) * (len(one) - 1) // 2 for one in groups.values())):.1%}"


# Ranking


def _ranking(scored: Scored) -> Iterator[tuple[str, object]]:
    ranked = sorted(scored.leads.values(), key=lambda one: one["rank"])
    place = {one["lead"]: index for index, one in enumerate(ranked)}
    children = [(one.danger, scored.answers[one.number].lead) for one in scored.answered() if one.danger]
    theirs = {lead for _, lead in children}
    top = max(1, len(ranked) // 100)
    yield "leads", len(ranked)
    yield "children's leads", len(theirs)
    yield "most that the top 1 % can hold of them", f"{min(1, top / len(theirs)):.1%}"
    for share in (1, 2, 5):
        yield f"children in the top {share} %", f"{sum(place[lead] < share * top for lead in theirs) / len(theirs):.1%}"
    yield "other leads above the last child but 10 %", _above(theirs, place)
    yield from _floors(children, scored)
    decoys = {scored.answers[one.number].lead for one in scored.answered() if one.trap == "decoy"} - theirs
    yield "floor reached by decoys", _share(sum(_at_floor(scored.leads[one]) for one in decoys), len(decoys))


def _floors(children: list[tuple[Danger, str]], scored: Scored) -> Iterator[tuple[str, object]]:
    for how in ("field", "text"):
        yield f"floor reached, told by {how}", _floored([one for one in children if one[0].how == how], scored)
    for half, language in itertools.product("AB", ("en", "ur", "roman")):
        chosen = [one for one in children if (one[0].half, one[0].language) == (half, language)]
        yield f"floor reached, text, half {half}, {language}", _floored(chosen, scored)


def _above(theirs: set[str], place: dict[str, int]) -> int:
    places = sorted(place[one] for one in theirs)
    cut = int(len(places) * 0.9)
    return places[cut - 1] + 1 - cut


def _at_floor(lead: dict[str, Any]) -> bool:
    return lead["band"] in {"immediate", "urgent"}


def _floored(children: list[tuple[Danger, str]], scored: Scored) -> str:
    return _share(sum(_at_floor(scored.leads[lead]) for _, lead in children), len(children))


def _share(part: int, whole: int) -> str:
    return f"{part / max(1, whole):.1%} of {whole}"


# Archive, routing, facts


def _archive(first: Scored, both: Scored, world: World) -> Iterator[tuple[str, object]]:
    states = Counter(answer.status for answer in first.answers.values())
    for state in ("open", "collapsed", "archived"):
        yield f"share {state}", _share(states[state], len(first.answers))
    asleep = [one for one in world.wakes if first.status(one.number) != "open"]
    for name, chosen in (
        ("woke when all came that was said to be missing", [one for one in asleep if _should_wake(one, first)]),
        ("woke when only something else came", [one for one in asleep if one.brings and not _should_wake(one, first)]),
        ("woke though nothing came", [one for one in asleep if not one.brings]),
    ):
        yield name, _share(sum(both.status(one.number) == "open" for one in chosen), len(chosen))


def _should_wake(pair: Pair, first: Scored) -> bool:
    """By the product's own word: what it called missing has come, or a child is in danger."""
    missing = set(first.leads[first.answers[pair.number].lead]["missing"])
    return "danger_signal" in pair.brings or bool(missing and missing <= pair.brings)


def _routing(scored: Scored) -> Iterator[tuple[str, object]]:
    stated = [one for one in scored.answered() if one.city]
    right = sum(scored.answers[one.number].unit == CITIES[one.city] for one in stated)
    yield "right circle where a city is stated", _share(right, len(stated))


def _accounted(folder: Path, made: list[Made], scored: Scored) -> Iterator[tuple[str, object]]:
    facts: dict[str, Counter[tuple[str, str | None]]] = defaultdict(Counter)
    for batch in pq.ParquetFile(folder / "first" / "facts.parquet").iter_batches(
        columns=["source_sha256", "pointer", "value"]
    ):
        for digest, pointer, value in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            facts[digest][pointer, value] += 1
    for name, pattern, check in (
        ("JSON", "*.json", _check_json),
        ("XML", "*.xml", _check_xml),
        ("CSV", "*.csv", _check_csv),
    ):
        counted = [one for one in (check(path, facts) for path in sorted((folder / "documents").rglob(pattern))) if one]
        total, found = (sum(column) for column in zip(*counted, strict=True))
        yield f"{name} leaves found at their pointer", f"{found / total:.3%} of {total:,}"
    refused = {row["sha256"] for row in pq.read_table(folder / "first" / "quarantine.parquet").to_pylist()}
    digests = [(path, digest) for path, data, tips in made for digest, _ in _digests(data, tips)]
    lost = [path for path, digest in digests if digest not in refused | scored.seen]
    yield "documents lost", f"{len(lost)} {lost[:3] or ''}".strip()
    yield (
        "documents in quarantine that should not be",
        sum(digest in refused for path, digest in digests if "broken" not in path),
    )


def _check_csv(path: Path, facts: dict[str, Counter[tuple[str, str | None]]]) -> tuple[int, int] | None:
    data = path.read_bytes()
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))[1:]
    cells = {(f"cell={at},{one}", cell) for at, row in enumerate(rows, 2) for one, cell in enumerate(row, 1) if cell}
    return len(cells), len(cells & facts[sha256(data).hexdigest()].keys())
