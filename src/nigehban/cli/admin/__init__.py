"""``nigehban admin``: officers who can let others in."""
