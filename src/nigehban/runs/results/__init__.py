"""The result tables of triage. Large ones are written block by block, so that memory stays bounded."""

from nigehban.runs.results.facts import write_facts
from nigehban.runs.results.known import known_blocks
from nigehban.runs.results.leads import lead_blocks
from nigehban.runs.results.links import link_blocks
from nigehban.runs.results.networks import network_blocks
from nigehban.runs.results.referrals import referral_blocks
from nigehban.runs.results.schemas import FACTS, KNOWN, LEADS, LINKS, NETWORKS, REFERRALS
from nigehban.runs.results.writing import write_blocks

__all__ = [
    "FACTS",
    "KNOWN",
    "LEADS",
    "LINKS",
    "NETWORKS",
    "REFERRALS",
    "known_blocks",
    "lead_blocks",
    "link_blocks",
    "network_blocks",
    "referral_blocks",
    "write_blocks",
    "write_facts",
]
