"""What a media file is found by: digests of its bytes, PDQ of its pictures.

digest_file(file)                    # MD5, SHA-1, SHA-256 in one pass
"""

from nigehban.media.digests import Digests, digest_bytes, digest_chunks, digest_file
from nigehban.media.errors import ChangedError, MediaError, NotInstalledError, UndecodableError

__all__ = [
    "ChangedError",
    "Digests",
    "MediaError",
    "NotInstalledError",
    "UndecodableError",
    "digest_bytes",
    "digest_chunks",
    "digest_file",
]
