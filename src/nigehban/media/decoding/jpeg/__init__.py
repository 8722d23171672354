"""The means of a JPEG's blocks of 8 x 8 pixels, which stand in the file: nothing has to be decoded for them but codes.

header = header_of(data)             # None for what is not of the plain kind
means = means_of(data, header)       # None for what is not sound
"""

from nigehban.media.decoding.jpeg.blocks import BLOCK_SIDE, means_of
from nigehban.media.decoding.jpeg.headers import Header, header_of

__all__ = ["BLOCK_SIDE", "Header", "header_of", "means_of"]
