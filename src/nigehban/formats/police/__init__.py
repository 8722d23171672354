"""Police JSON, part by part: each module takes one part of a report into the records.

There is no public schema. Every node may be missing, null, a bare value, a list, or wrapped twice; what a part does not
understand it leaves, and the walk of all leaves (``formats.facts``) keeps it as a fact.
"""
