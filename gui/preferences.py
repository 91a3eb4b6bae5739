"""What the window remembers: its looks. Nothing of a patient, no file names, and nothing in Qt's global settings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from gui.theme import SIZES, Scheme
from matcher.explain import Register

if TYPE_CHECKING:
    from pathlib import Path


def shut_off_global_settings() -> None:
    """Keep Qt's own file dialog from writing visited folders, whose names may be patients', into a global file."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


class Preferences:
    """A few choices in an ini file of the program's own."""

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
