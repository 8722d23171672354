"""Little scenes of referrals, told in words, and what linking makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from nigehban.identifiers import digest
from nigehban.linking import NETWORK, ROLES, UNKNOWN_TIME, ChainKind, Evidence, Linked, Rule, Verdict, link
from nigehban.linking.weights import Weights, standard
from nigehban.records import Role
from tests.linking.worlds import CODE, Document, evidence

DAY = 86_400
NOW = 1_700_000_000
Row = dict[str, object]


def key(kind: str, value: int | str) -> int:
    """A key that no other kind and value has."""
    return digest(CODE.get(kind, 0), f"{kind} {value}")


def says(kind: str, value: int | str, role: Role = Role.REPORTED, **more: object) -> Row:
    """A mention of the first reported person (of another's with another role)."""
    row = {
        "kind": CODE[kind],
        "key": key(kind, value),
        "role": ROLES.index(role),
        "primary": role in {Role.REPORTED, Role.NONE},
        "at": UNKNOWN_TIME,
        "verified": -1,
    }
    return row | more


def named(name: str, born: str | None = None) -> Row:
    """The reported person's name, with a date of birth if there is one."""
    birth = key("born", born) if born else 0
    return says("person_name", f"{name} {born}", name_key=key("name", name), birth_key=birth)


def file(value: int | str) -> Row:
    """A file of the referral."""
    return says("file_hash", value, Role.NONE)


@dataclass
class Scene:
    """Referrals by number; what they say; the officers' verdicts."""

    documents: list[Document] = field(default_factory=list)
    verdicts: list[tuple[int, int, int, int]] = field(default_factory=list)
    weights: Weights = field(default_factory=standard)
    held: list[tuple[int, int]] = field(default_factory=list)

    def refer(self, number: int, *rows: Row, at: int = NOW, **node: object) -> Scene:
        """One more referral, received at this time."""
        self.documents.append(Document({"node_id": number, "time": at, **node}, list(rows)))
        return self

    def chain(self, a: int, kind: ChainKind, b: int) -> Scene:
        """Referral ``a`` names ``b``."""
        next(each for each in self.documents if each.node["node_id"] == a).chains.append((a, b, int(kind)))
        return self

    def judge(self, a: int, verdict: Verdict, b: int) -> Scene:
        """An officer's verdict, later than those before it."""
        self.verdicts.append((a, b, int(verdict), len(self.verdicts)))
        return self

    def hold(self, value: int | str, holders: int) -> Scene:
        """So many hold this file elsewhere."""
        self.held.append((key("file_hash", value), holders))
        return self

    @cached_property
    def evidence(self) -> Evidence:
        return evidence(self.documents, self.verdicts, self.held)

    @cached_property
    def linked(self) -> Linked:
        return link(self.evidence, self.weights)

    def lead(self, number: int) -> int:
        """The lead of a referral."""
        return self._at("lead", number)

    def network(self, number: int) -> int:
        """The network of a referral."""
        return self._at("network", number)

    def collapsed(self) -> set[int]:
        """The referrals folded away."""
        linkage = self.linked.linkage
        return set(linkage.node_id[linkage.collapsed].tolist())

    def _at(self, column: str, number: int) -> int:
        linkage = self.linked.linkage
        return int(getattr(linkage, column)[linkage.node_id.tolist().index(number)])

    def same_lead(self, *numbers: int) -> bool:
        return len({self.lead(each) for each in numbers}) == 1

    def same_network(self, *numbers: int) -> bool:
        return len({self.network(each) for each in numbers}) == 1

    def only_network(self, a: int, b: int) -> bool:
        """Two persons of one network."""
        return self.same_network(a, b) and not self.same_lead(a, b)

    def unlinked(self, a: int, b: int) -> bool:
        """Nothing joins them."""
        return not self.same_network(a, b)

    def rules(self, level: int = NETWORK) -> set[int]:
        """The rules of all reasons of edges at this level."""
        linkage = self.linked.linkage
        return {
            Rule(rule) if rule in set(Rule) else rule
            for edge in np.flatnonzero(linkage.edges.level == level)
            for rule in linkage.reasons.rule[linkage.start[edge] : linkage.start[edge + 1]].tolist()
        }
