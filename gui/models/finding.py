"""Where a trial has the words that are looked for, told where they are not in its row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gui.words import Words
from matcher.explain import visible
from matcher.search import SearchIndex, Where, folded, has, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gui.models.rows import MatchRow
    from matcher.explain import Register
    from matcher.search import Passage

MOST: Final = 3
FOUND_IN: Final = Words("Found in: {places}")
NAMES: Final[Mapping[Where, Words]] = {
    Where.ID: Words("number {name}"),
    Where.NAME: Words("title"),
    Where.CONDITION: Words("condition {name}", "illness {name}"),
    Where.INTERVENTION: Words("another name of {name}"),
    Where.COHORT: Words("cohort {name}", "part {name}"),
    Where.CRITERION: Words("criterion {name}", "point {name}"),
    Where.SITE: Words("site {name}", "place {name}"),
    Where.SOURCE: Words("source {name}"),
}
PLAIN_NAME: Final = Words("intervention {name}", "treatment {name}")


class Finder:
    """Finds words in rows and, once the library's texts are read, in everything that is known of their trials."""

    def __init__(self) -> None:
        """Know no texts of a library yet."""
        self.index: SearchIndex | None = None
        self.words: tuple[str, ...] = ()
        self._rows: dict[str, tuple[str, str]] = {}

    def look_for(self, wanted: str) -> None:
        """Look for these words from now on."""
        self.words = words_of(wanted)

    def places(self, row: MatchRow) -> tuple[Passage, ...] | None:
        """Return where the words stand that are not in a row; None where one stands nowhere."""
        if not self.words:
            return ()
        near = self._text(row)
        if self.index is not None:
            return self.index.places(row.match.trial.id, self.words, near)
        return () if all(has(near, word) for word in self.words) else None

    def found_words(self, row: MatchRow, register: Register) -> str:
        """Say where the words stand; nothing where they are all in the row."""
        places = self.places(row) or ()
        said = [self._place_words(place, register) for place in places[:MOST]]
        return FOUND_IN.of(register).format(places=", ".join(said)) if said else ""

    def _place_words(self, place: Passage, register: Register) -> str:
        words = NAMES[place.where]
        if place.where is Where.INTERVENTION and all(has(folded(place.name), word) for word in self._in(place)):
            words = PLAIN_NAME
        return words.of(register).format(name=visible(place.name))

    def _in(self, place: Passage) -> tuple[str, ...]:
        return tuple(word for word in self.words if has(place.text, word))

    def _text(self, row: MatchRow) -> str:
        """Return the folded text of a row; rows are asked again with every letter that is typed."""
        known = self._rows.get(row.match.trial.id)
        if known is None or known[0] != row.text:
            known = (row.text, folded(row.text))
            self._rows[row.match.trial.id] = known
        return known[1]
