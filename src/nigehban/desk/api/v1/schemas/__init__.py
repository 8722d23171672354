"""The shapes of what goes in and out. A field is added freely; one that stands is never changed within a version."""
