"""A world, and documents of it, by someone who did not write ``nigehban.synthetic``: only from the public facts."""
