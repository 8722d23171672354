"""One request to a subscriber: to the address that was looked at, no redirect, no proxy, not for long."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from threading import Timer

from nigehban.desk.api.errors import NotSentError
from nigehban.desk.api.webhooks.addresses import Target, look_up

CONNECT_SECONDS, WHOLE_SECONDS = 5.0, 15.0


class _Fixed(HTTPConnection):
    """Connects to one address of the host, and asks for the host's own certificate."""

    def __init__(self, target: Target, address: str) -> None:
        super().__init__(target.host, target.port, timeout=CONNECT_SECONDS)
        self._target, self._address = target, address

    def connect(self) -> None:
        """Connect, and encrypt where the address says so."""
        self.sock = socket.create_connection((self._address, self._target.port), CONNECT_SECONDS)
        if self._target.encrypted:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self._target.host)

    def hang_up(self) -> None:
        """End what is under way, from another thread."""
        with suppress(OSError):
            if self.sock is not None:
                self.sock.shutdown(socket.SHUT_RDWR)


def send(target: Target, body: bytes, headers: Mapping[str, str]) -> None:
    """Post the body. Raises ``NotSentError`` unless the answer is one of 200 to 299."""
    connection = _Fixed(target, look_up(target))
    alarm = Timer(WHOLE_SECONDS, connection.hang_up)  # a timeout of a socket counts from byte to byte
    alarm.daemon = True
    alarm.start()
    try:
        connection.request("POST", target.path, body, dict(headers))
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        raise NotSentError(f"No answer: {type(error).__name__}.") from error
    finally:
        alarm.cancel()
        connection.close()
    if not 200 <= status < 300:
        raise NotSentError(f"The answer was {status}.")
