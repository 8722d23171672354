"""Benchmarks: every figure that the project claims, measured beside a named peer in the same run."""
