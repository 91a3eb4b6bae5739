"""Editors that only entries of lists have: an agent or its class, a unit that goes with the test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from criteria.printed_units import printed_units, unit_offers
from criteria.thousands import refuse_point_thousands
from criteria.vocabulary import vocabulary
from gui.form.editor import Reading
from gui.form.lines import LineEditor, NameEditor
from gui.form.measures import QuantityEditor
from gui.form.notation import TEXT
from gui.form.suggestions import Suggestions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from criteria.strict_json import Json
    from criteria.typeahead import Offer
    from criteria.vocabulary import Kind, Term


class AgentEditor(NameEditor):
    """One name that stands under `agent_key` when it is an agent and under "class" when it is a class."""

    def __init__(self, kind: Kind, agent_key: str, parent: QWidget | None = None) -> None:
        """Show an empty line."""
        super().__init__(kind, TEXT, parent)
        self._agent_key = agent_key
        self._original: tuple[str, str] = ("", agent_key)

    def reading(self) -> Reading:
        """Return the name under its key; one that was shown keeps the key it came with."""
        text = self.line.text().strip()
        if not text:
            return Reading()
        if text == self._original[0]:
            return Reading({self._original[1]: text})
        is_class = self.term is not None and self.term.is_class
        return Reading({"class" if is_class else self._agent_key: text})

    def show_value(self, value: Json) -> None:
        """Show the name, whichever key it stands under."""
        entry: Mapping[str, Json] = value if isinstance(value, dict) else {}
        key = "class" if entry.get("class") is not None else self._agent_key
        name = entry.get(key)
        super().show_value(name)
        self._original = (str(name or ""), key)


class ResultEditor(QuantityEditor):
    """The number of a laboratory result; 1.500 is refused where its test and unit leave open whether 1500 is meant."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show an empty line."""
        super().__init__(parent=parent)
        self._test: Term | None = None
        self._unit = ""

    def see_entry(self, entry: Mapping[str, Json]) -> None:
        """Look which test's result it is, and in which unit."""
        self._test = vocabulary("lab_test").find(str(entry.get("test") or ""))
        self._unit = str(entry.get("unit") or "")

    def reading(self) -> Reading:
        """Return the number, or why it is none."""
        text = self.line.text().strip()
        if self._test is not None and text != self._shown[0]:
            try:
                refuse_point_thousands(text, self._unit, self._test)
            except ValueError as error:
                return Reading(text, {"": str(error)})
        return super().reading()


class UnitEditor(LineEditor):
    """A unit as it stands on the report; those that are commonly printed are offered, and none is ever converted."""

    def __init__(self, common: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        """Show an empty line."""
        super().__init__(TEXT, parent=parent)
        self._units = common
        Suggestions(self.line, self._offers)

    @property
    def units(self) -> tuple[str, ...]:
        """What is offered, the usual unit first."""
        return self._units

    def _offers(self, typed: str) -> tuple[Offer, ...]:
        return unit_offers(self._units, typed)

    def see_entry(self, entry: Mapping[str, Json]) -> None:
        """Offer the units of the test in the same entry."""
        name = entry.get("test")
        printed = printed_units(name) if isinstance(name, str) and name else ()
        if printed and printed != self._units:
            self._units = printed
            self.line.setPlaceholderText(printed[0])
