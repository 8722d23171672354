"""Worklists: one lead at a time, leased to one officer, decided by a key."""
