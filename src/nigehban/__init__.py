"""Nigehban: from a flood of referrals to the child who needs an officer now."""

__version__ = "0.1.0"
