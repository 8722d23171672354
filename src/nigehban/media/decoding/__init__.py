"""Pictures and videos as arrays of pixels. Codecs are large and their input hostile: only ``media.hashing`` calls this,
in a child process that may die."""
