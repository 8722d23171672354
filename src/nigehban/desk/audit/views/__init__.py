"""Pages of the auditors, who read logs and nothing else."""
