"""The administrators' pages of programs, and every officer's page of what acts in the own name."""
