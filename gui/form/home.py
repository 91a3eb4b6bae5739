"""Where the patient lives: a town to choose while one types, which fills in the country and the place on the map.

Only the middle of the town is kept, to two decimals of a degree: about a kilometre, and nothing of a street.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Signal, Slot
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gui.form.editor import Editor, Reading
from gui.form.lines import LineEditor
from gui.form.notation import NUMBER
from gui.form.suggestions import POPUP_WIDTH
from gui.plain_text import PlainLabel, wrapped_label
from gui.town_search import LEAST_LETTERS, Found
from gui.words import Words
from matcher.explain import Register

if TYPE_CHECKING:
    from collections.abc import Mapping

    from criteria.strict_json import Json
    from gui.town_search import TownSearch
    from matcher.gazetteer import Town

HOME = Words("Home town, for distances to sites", "Your town, to see how far places are")
TYPE_HERE = Words("Type a town, then choose it", "Type your town, then choose it")
PARTS = (("latitude", Words("Latitude"), "52.52"), ("longitude", Words("Longitude"), "13.41"))
ONLY_THE_TOWN = Words(
    "Only the middle of the town is kept (rounded to two decimals, about 1 km), never an address.",
    "We keep only the middle of the town, never your street.",
)
READING = Words("Reading the list of towns ...", "Looking for your town ...")
CHOOSE = Words(
    "not entered yet: choose the town from the list (arrow keys, then Enter)",
    "not entered yet: choose your town from the list",
)
NO_TOWN = Words(
    "The list has no town of this name. Choose a larger one nearby, or enter latitude and longitude.",
    "We do not know this town. Choose a larger town nearby.",
)
DECIMALS = 2
LONGEST = 200


def _rounded(text: str) -> Json:
    value = NUMBER.read(text)
    return round(value, DECIMALS) if isinstance(value, float) else value


COORDINATE = replace(NUMBER, read=_rounded)  # what a map tells to six decimals is an address


class HomeEditor(Editor):
    """A town line to choose from, and the coordinates that are kept."""

    wanted = Signal(str)  # towns that begin with this are asked for
    country_found = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no home."""
        super().__init__(parent)
        self._register = Register.CLINICIAN
        self.offered: Found | None = None
        self._chosen = ""
        self._loading = False
        self.town = QLineEdit(self)
        self.town.setMaxLength(LONGEST)
        self.town.setAcceptDrops(False)  # as every line of the form
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(9)
        completer.activated.connect(self.choose)
        popup = completer.popup()
        if popup is not None:
            popup.setMinimumWidth(POPUP_WIDTH)
        self.town.setCompleter(completer)
        self.town.textChanged.connect(self._typed)
        self.parts = {key: LineEditor(COORDINATE, example, self) for key, _, example in PARTS}
        self._captions = {key: PlainLabel("", "caption", self) for key, _, _ in PARTS}
        self.hint = wrapped_label("hint", self)
        self._lay_out()
        self.setFocusProxy(self.town)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.town)
        row = QHBoxLayout()
        row.setSpacing(6)
        before: QWidget = self.town
        for key, editor in self.parts.items():
            row.addWidget(self._captions[key])
            row.addWidget(editor, 1)
            self._captions[key].setBuddy(editor)
            editor.edited.connect(self._told)
            self.setTabOrder(before, editor.line)
            before = editor.line
        column.addLayout(row)
        column.addWidget(self.hint)

    def reading(self) -> Reading:
        """Return the coordinates; the town's name is not kept."""
        values: dict[str, Json] = {}
        unread: dict[str, str] = {}
        for key, editor in self.parts.items():
            part = editor.reading()
            if part.value is not None:
                values[key] = part.value
            unread |= {f".{key}{path}": text for path, text in part.unread.items()}
        if self._is_open:
            unread[""] = CHOOSE.of(self._register)
        return Reading(values or None, unread)

    @property
    def _is_open(self) -> bool:
        """Whether something is typed that no town was chosen for."""
        text = self.town.text().strip()
        return bool(text) and text != self._chosen

    def show_value(self, value: Json) -> None:
        """Show coordinates; the town stays in sight where they are its own."""
        given = value if isinstance(value, dict) else {}
        if self.reading() != Reading(value):
            self._write("")
        for key, editor in self.parts.items():
            editor.show_value(given.get(key))
        self._say()

    def set_register(self, register: Register) -> None:
        """Word everything anew."""
        self._register = register
        self.town.setPlaceholderText(TYPE_HERE.of(register))
        for key, words, _ in PARTS:
            self._captions[key].setText(words.of(register))
            self.parts[key].set_name(f"{self.accessibleName()}: {words.of(register)}")
        self._say()

    def _say(self) -> None:
        """Say what is still to do, and what is kept."""
        text = self.town.text().strip()
        words = ONLY_THE_TOWN
        if self._is_open and len(text) >= LEAST_LETTERS:
            is_answered = self.offered is not None and self.offered.text == text
            words = READING if not is_answered else ONLY_THE_TOWN if self._names.rowCount() else NO_TOWN
        self.hint.setText(words.of(self._register))

    def attend(self, search: TownSearch) -> None:
        """Take the towns to choose from out of this search."""
        self.wanted.connect(search.look_up)
        search.found.connect(self._offer)

    @Slot(str)
    def choose(self, label: str) -> None:
        """Take a town that is offered."""
        town = self.offered.towns.get(label) if self.offered else None
        if town is None:
            return
        self._write(label)
        for key, value in _middle(town).items():
            self.parts[key].show_value(value)
        self.country_found.emit(town.country)
        self._say()
        self.tell()

    @Slot(str)
    def _typed(self, text: str) -> None:
        if self._loading:
            return
        self._chosen = ""
        for editor in self.parts.values():
            editor.show_value(None)  # what was entered before is another place
        if self.offered is None or text not in self.offered.towns:  # no step of the arrow keys through the list
            self.wanted.emit(text.strip())
        self._say()
        self.tell()

    @Slot(object)
    def _offer(self, found: Found) -> None:
        if found.text != self.town.text().strip():
            return
        self.offered = found
        self._names.setStringList(list(found.towns))
        if found.towns and self.town.hasFocus():
            self.town.completer().complete()
        self._say()

    @Slot(object)
    def _told(self, _reading: Reading) -> None:
        self._write("")
        self._say()
        self.tell()

    def _write(self, town: str) -> None:
        """Put a town into its line that is the one of the coordinates; "" where its name is not known."""
        self._chosen = town
        self._loading = True
        self.town.setText(town)
        self._loading = False


def _middle(town: Town) -> Mapping[str, Json]:
    return {"latitude": round(town.latitude, DECIMALS), "longitude": round(town.longitude, DECIMALS)}
