"""What the window remembers: its looks; and names of files only where a person has turned that on.

Nothing else of a patient, and nothing in Qt's global settings.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from gui.theme import SIZES, Scheme
from matcher.wording.voice import Register

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DIGITS = 6  # of a width in pixels; the file can be edited by hand


def shut_off_global_settings() -> None:
    """Keep Qt's own file dialog from writing visited folders, whose names may be patients', into a global file."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


class Preferences:
    """Choices in an ini file of the program's own."""

    def __init__(self, file: Path | None = None) -> None:
        """Use `file`, or the usual place of the system."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
        self._settings = QSettings(str(file) if file else f"{folder}/window.ini", QSettings.Format.IniFormat)

    @property
    def scheme(self) -> Scheme:
        """Which colours."""
        text = self._settings.value("scheme", Scheme.SYSTEM.value)
        return next((scheme for scheme in Scheme if scheme.value == text), Scheme.SYSTEM)

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._settings.setValue("scheme", scheme.value)

    @property
    def register(self) -> Register:
        """Which words."""
        text = self._settings.value("register", Register.CLINICIAN.value)
        return next((register for register in Register if register.value == text), Register.CLINICIAN)

    @register.setter
    def register(self, register: Register) -> None:
        self._settings.setValue("register", register.value)

    @property
    def audience(self) -> Register | None:
        """For whom the last report was; None before any."""
        text = self._settings.value("audience", "")
        return next((register for register in Register if register.value == text), None)

    @audience.setter
    def audience(self, register: Register) -> None:
        self._settings.setValue("audience", register.value)

    @property
    def letters(self) -> float:
        """How many times their usual size the letters are."""
        text = str(self._settings.value("letters", "1"))
        return next((size for size in SIZES if f"{size:g}" == text), 1.0)

    @letters.setter
    def letters(self, letters: float) -> None:
        self._settings.setValue("letters", f"{letters:g}")

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood."""
        value = self._settings.value("geometry", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("geometry", geometry)

    @property
    def widths(self) -> tuple[int, ...]:
        """How the panes share the room, in pixels from left to right; nothing before the first time."""
        texts = self._texts("widths")
        return tuple(int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < DIGITS)

    @widths.setter
    def widths(self, widths: Sequence[int]) -> None:
        self._settings.setValue("widths", [str(width) for width in widths])

    @property
    def room(self) -> str:
        """The name of the room that was worked in last; "" before the first time."""
        return str(self._settings.value("room", ""))

    @room.setter
    def room(self, name: str) -> None:
        self._settings.setValue("room", name)

    @property
    def remembers_files(self) -> bool:
        """Whether the last files may be remembered: only if a person has turned it on."""
        return self._settings.value("remember", "no") == "yes"

    @remembers_files.setter
    def remembers_files(self, on: bool) -> None:
        self._settings.setValue("remember", "yes" if on else "no")

    @property
    def recent_files(self) -> tuple[str, ...]:
        """The last files, the newest first; none unless they may be remembered."""
        return self._texts("files") if self.remembers_files else ()

    @recent_files.setter
    def recent_files(self, names: Sequence[str]) -> None:
        if names and self.remembers_files:
            self._settings.setValue("files", list(names))
        else:
            self._settings.remove("files")
        self._settings.sync()  # what is to be forgotten is gone from the disk at once

    def _texts(self, key: str) -> tuple[str, ...]:
        value = self._settings.value(key, [])
        return tuple(str(one) for one in value) if isinstance(value, list) else (str(value),) if value else ()
