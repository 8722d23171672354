"""One form a step of custody; each says which event of the pack it records, and with which data."""
