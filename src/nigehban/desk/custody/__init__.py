"""Custody: an accused from arrest to sentence. It has no tables: everything is an event of the case."""
