"""What the desk writes to its log: one line an event, times in UTC, never a name, an address or a document's words."""

from __future__ import annotations

import logging
import re
import sys

import structlog
from structlog.typing import EventDict

_LOGIN_LINK = re.compile(r"(/login/once/)[^/\s]+")


def without_secrets(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Django logs the address of what it refuses; that of a login link must not open the desk for who reads the log."""
    event["event"] = _LOGIN_LINK.sub(r"\1…", str(event.get("event", "")))
    return event


_SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    without_secrets,
]


def configure() -> None:
    """Send structlog's and the standard library's records to standard error in one form."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "logger", "event"]),
            ],
            foreign_pre_chain=_SHARED,
        )
    )
    logger = logging.getLogger("nigehban.desk")
    for name in ("nigehban.desk", "django"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.INFO)
