"""Which files a report carries: many with one, few with very many; half of them went round before.

Ratios to come near (published, 2022): distinct by MD5 53.5 % of pictures and 44.9 % of videos, reports that bring at
least one new file 73 %.
"""

from __future__ import annotations

import zlib
from hashlib import md5 as md5_digest
from random import Random

from nigehban.synthetic import reserved
from nigehban.synthetic.clock import Clock
from nigehban.synthetic.commons import Commons
from nigehban.synthetic.content import Report, SharedFile
from nigehban.synthetic.difficulty import Difficulty
from nigehban.synthetic.plan import Danger, Plan, Shape, Told

_LARGEST = 1500
_MOST_WITH_MEDIA = 4
_PICTURES = ("IMG_{}.jpg", "photo-{}.jpeg", "{}.png", "Screenshot_{}.jpg", "تصویر {}.jpg", "received_{}.jpeg")
_VIDEOS = ("VID_{}.mp4", "{}.mp4", "video-{}.3gp", "ویڈیو {}.mp4")
_INDUSTRY = ("A1", "A2", "B1", "B2", None, None)


class Sharer:
    """Draws the files of reports."""

    def __init__(self, rng: Random, difficulty: Difficulty, commons: Commons, clock: Clock) -> None:
        self._rng = rng
        self._difficulty = difficulty
        self._commons = commons
        self._clock = clock

    def share(self, report: Report) -> None:
        """Fill in the files."""
        number = self._how_many(report.plan)
        if report.plan.shape is Shape.POLICE_ZIP:
            report.files = [self._with_media(report) for _ in range(1 + min(number, _MOST_WITH_MEDIA - 1))]
            return
        bundle = number > 1 and self._rng.random() < self._difficulty.bundle_share
        report.files = [self._file(report, number, bundle=bundle) for _ in range(number)]
        if report.plan.missing is not None:
            report.files.append(self._worth_a_look(report))
        if report.plan.danger is Danger.LIVE_STREAMING and report.plan.told is Told.TAG:
            self._mark_first(report)

    def _how_many(self, plan: Plan) -> int:
        rng, draw = self._rng, self._rng.random()
        if plan.supplements is not None or draw < self._difficulty.no_file_share:
            return 0
        if draw < self._difficulty.no_file_share + self._difficulty.one_file_share:
            return 1
        if draw > 0.9997:
            return rng.randrange(300, _LARGEST)
        return 1 + int(rng.lognormvariate(0.5, 1.17) * plan.platform.files)

    def _file(self, report: Report, number: int, *, bundle: bool) -> SharedFile:
        rng = self._rng
        video = rng.random() < self._difficulty.video_share
        md5, viral = self._digest(report.plan, number, bundle=bundle, video=video)
        return self._describe(report, md5, video=video, viral=viral)

    def _digest(self, plan: Plan, number: int, *, bundle: bool, video: bool) -> tuple[str, bool]:
        rng, person, difficulty = self._rng, plan.person, self._difficulty
        if person.collection and rng.random() < 0.25:
            return rng.choice(person.collection), False
        if person.ring and rng.random() < 0.3:
            return rng.choice(person.ring.files), False
        novel = difficulty.novel_share_single if number == 1 else difficulty.novel_share_bulk
        if bundle or rng.random() > novel - (0.05 if video else -0.05):
            return self._commons.viral_file(rng, video=video), True
        return reserved.md5(rng), False

    def _describe(
        self, report: Report, md5: str, *, video: bool, viral: bool, media: bytes | None = None
    ) -> SharedFile:
        rng = self._rng
        pattern = "{}.png" if media else rng.choice(_VIDEOS if video else _PICTURES)
        return SharedFile(
            md5=md5,
            name=pattern.format(rng.randrange(10**8)),
            external_id=f"{rng.getrandbits(128):032x}",
            video=video,
            viewed=rng.choice((True, True, False, None)),
            uploaded=self._clock.utc(report.plan.incident - rng.randrange(3600)),
            tags=self._tags(viral=viral),
            industry=rng.choice(_INDUSTRY),
            media=media,
        )

    def _tags(self, *, viral: bool) -> tuple[str, ...]:
        draw = self._rng.random()
        if viral and draw < 0.35:
            return ("viral",) if draw < 0.25 else ("viral", "potentialMeme")
        if draw > 0.985:
            return (self._rng.choice(("animeDrawingVirtualHentai", "generativeAi", "potentialMeme")),)
        return ("possibleSelfProduction",) if draw > 0.975 else ()

    def _with_media(self, report: Report) -> SharedFile:
        media = noise_picture(self._rng)
        digest = md5_digest(media, usedforsecurity=False).hexdigest()
        return self._describe(report, digest, video=False, viral=False, media=media)

    def _worth_a_look(self, report: Report) -> SharedFile:
        """A new file that somebody viewed: but for the one missing fact an officer would take the referral up."""
        return self._describe(report, reserved.md5(self._rng), video=False, viral=False)._replace(viewed=True)

    def _mark_first(self, report: Report) -> None:
        if not report.files:
            report.files = [self._file(report, 1, bundle=False)]
        report.files[0] = report.files[0]._replace(tags=(*report.files[0].tags, "liveStreaming"))


def noise_picture(rng: Random, side: int = 16) -> bytes:
    """A valid PNG (8-bit grey) of ``side`` by ``side`` random pixels: it shows nothing."""
    rows = b"".join(b"\0" + rng.randbytes(side) for _ in range(side))
    header = side.to_bytes(4) * 2 + b"\x08\x00\x00\x00\x00"
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 1)) + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)
