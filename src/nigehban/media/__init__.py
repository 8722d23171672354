"""What a media file is found by: digests of its bytes, PDQ of its pictures.

digest_file(file)                    # MD5, SHA-1, SHA-256 in one pass
for hashed in hash_files(paths):     # the same, and PDQ, decoded in processes that may die
"""

from nigehban.media.decoding.limits import Limits
from nigehban.media.digests import Digesting, Digests, check_blake3, digest_bytes, digest_chunks, digest_file
from nigehban.media.errors import ChangedError, MediaError, NotInstalledError, UndecodableError
from nigehban.media.finding import find_files
from nigehban.media.hashes import FULL, Frame, Frames, Hashed, Wants
from nigehban.media.hashing import HashContents, content_hashing, hash_contents, hash_files
from nigehban.media.turn import Turn

__all__ = [
    "FULL",
    "ChangedError",
    "Digesting",
    "Digests",
    "Frame",
    "Frames",
    "HashContents",
    "Hashed",
    "Limits",
    "MediaError",
    "NotInstalledError",
    "Turn",
    "UndecodableError",
    "Wants",
    "check_blake3",
    "content_hashing",
    "digest_bytes",
    "digest_chunks",
    "digest_file",
    "find_files",
    "hash_contents",
    "hash_files",
]
