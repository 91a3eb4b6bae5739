"""What all tests share: a screen that needs no display, no network, reference data where there is any."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# Before any Qt module is imported: Qt reads it once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

LOOPBACK = ("127.", "::1", "localhost")


class NetworkRefusedError(AssertionError):
    """A test tried to leave this machine."""


def _stays_here(host: object) -> bool:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    return name in (None, "") or (isinstance(name, str) and name.startswith(LOOPBACK))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection and every look-up of a name that would leave this machine."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def refuse_unless_here(host: object) -> None:
        if not _stays_here(host):
            message = f"tests run offline; this one asked for {host!r}"
            raise NetworkRefusedError(message)

    def check(sock: socket.socket, address: Any) -> None:  # noqa: ANN401 - as wide as the call it stands for
        if sock.family in (socket.AF_INET, socket.AF_INET6):
            refuse_unless_here(address[0])

    def guarded_connect(sock: socket.socket, address: Any) -> None:  # noqa: ANN401
        check(sock, address)
        connect(sock, address)

    def guarded_connect_ex(sock: socket.socket, address: Any) -> int:  # noqa: ANN401
        check(sock, address)
        return connect_ex(sock, address)

    def guarded_getaddrinfo(host: bytes | str | None, *rest: Any, **options: Any) -> Any:  # noqa: ANN401
        refuse_unless_here(host)
        return getaddrinfo(host, *rest, **options)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)


def _reference_folder(variable: str) -> Path:
    folder = os.environ.get(variable)
    if not folder:
        pytest.skip(f"{variable} names no folder of reference data")
    return Path(folder)


@pytest.fixture(scope="session")
def vignettes() -> Path:
    """The folder of patients with expected verdicts; the test is skipped where there is none."""
    return _reference_folder("ZEBRAMATCH_VIGNETTES")


@pytest.fixture(scope="session")
def registry_samples() -> Path:
    """The folder of real registry records; the test is skipped where there is none."""
    return _reference_folder("ZEBRAMATCH_REGISTRY_SAMPLES")
