"""The window's own words, in two registers. What explains a verdict comes from `matcher.explain` instead."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from matcher.wording.voice import Register

CONTEXT = "gui"


@dataclass(frozen=True, slots=True)
class Words:
    """One text of the window: as a clinician reads it, and in plain words where these differ."""

    clinician: str
    plain: str = ""

    def of(self, register: Register) -> str:
        """Return the text of one register, translated."""
        chosen = self.plain if register is Register.PLAIN and self.plain else self.clinician
        return QCoreApplication.translate(CONTEXT, chosen)


def said(text: str) -> str:
    """Return a text that is the same in both registers, translated."""
    return QCoreApplication.translate(CONTEXT, text)
