"""What every editor of the form has in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Mapping

    from criteria.strict_json import Json
    from matcher.explain import Register


@dataclass(frozen=True, slots=True)
class Reading:
    """What an editor holds: the value for the patient file, None for not known.

    `unread` has a sentence for each part that could not be read, by its path below the editor's own ("" is the
    editor itself). The text of such a part stands in the value as it was typed: no reader takes it for an answer.
    """

    value: Json = None
    unread: Mapping[str, str] = field(default_factory=dict)


class Editor(QWidget):
    """Shows one value and tells every change that a person makes to it."""

    edited = Signal(object)

    def reading(self) -> Reading:
        """Return what the editor holds now."""
        return Reading()

    def show_value(self, value: Json) -> None:
        """Show a value without telling a change."""

    def show_problems(self, problems: Mapping[str, str]) -> str:
        """Show the problems of its parts, by path below its own, and return the sentence of the editor itself."""
        return "; ".join(dict.fromkeys(problems.values()))

    def set_register(self, register: Register) -> None:
        """Change the words to those of a register."""

    def set_name(self, name: str) -> None:
        """Take the name that assistive technology reads out."""
        self.setAccessibleName(name)
        target = self.focusProxy()
        if target is not None:
            target.setAccessibleName(name)

    def see_entry(self, entry: Mapping[str, Json]) -> None:
        """Look at the whole entry of a list that this editor is a part of."""

    def remark(self) -> str:
        """Return what the editor has to say about its value, short of a problem."""
        return ""

    def tell(self) -> None:
        """Tell what the editor holds now."""
        self.edited.emit(self.reading())
