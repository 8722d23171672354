"""Readers of lists of known files, one module a format, and the exporter: as they stream by, nothing dropped.

>>> known = vics.read(Path("hashes.json"))
>>> for portion in known.portions:
...     portion.entries.num_rows, portion.rejected
"""
