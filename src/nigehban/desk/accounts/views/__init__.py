"""Pages of accounts: entering, one's own account, the officers."""
