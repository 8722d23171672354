"""What options may say, without loading the room that they are for."""

from __future__ import annotations

from enum import StrEnum


class FrameChoice(StrEnum):
    """The values of ``--frames``: those of ``nigehban.media.Frames``."""

    NONE = "none"
    EVERY_SECOND = "every-second"
    KEYFRAMES = "keyframes"
