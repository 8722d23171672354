"""Referrals as they came in, and everything that hangs on them."""
