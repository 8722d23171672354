"""The factors, one a module: a new one is a new file here and its rules in ``rules.toml``."""
