"""Leads: one subject with all the referrals about them, ranked, and what officers decided of them."""
