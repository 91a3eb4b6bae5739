"""What a large library knows of its trials without opening them: for filters, look-up, and how old its records are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from matcher.compiled.texts import Texts
from matcher.filters import FILTERS
from matcher.filters.columns import Column
from matcher.filters.kinds import VERDICT
from matcher.result import Match, Verdict
from matcher.search import SHORT, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from criteria.trial import Trial
    from matcher.compiled.states import Flags, Ints
    from matcher.filters.model import Standing

Array: TypeAlias = NDArray[np.generic]
ABOUT_TRIALS: Final = tuple(one for one in FILTERS if one is not VERDICT)  # whoever the patient is
_UNDATED: Final = 0


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """What remains of a trial: how it stands to each filter, its folded text, and its days."""

    standings: tuple[Standing, ...]
    text: str
    recorded: int
    checked: int


class FacetReader:
    """Works out the facets of trials one after the other, and holds on to none of them."""

    def __init__(self) -> None:
        """Have no trial yet."""
        self._rows: list[_Row] = []
        self._same: dict[Standing, Standing] = {}  # most trials stand as others do

    def put(self, row: int, trial: Trial) -> None:
        """Take a trial into the next row, or in the place of the one that has this row."""
        bare = Match(trial, 0, Verdict.POSSIBLE, 0.0, (), (), ())
        standings = (one.standing(bare) for one in ABOUT_TRIALS)
        made = _Row(
            tuple(self._same.setdefault(standing, standing) for standing in standings),
            folded(" ".join((trial.id, trial.title, trial.acronym or ""))),
            _number(trial.source.record_date),
            _number(trial.source.record_date or trial.source.retrieved),
        )
        self._rows[row : row + 1] = [made]

    def parts(self) -> tuple[Mapping[str, Column], Texts, Ints, Ints]:
        """Return all that facets are made of."""
        rows = self._rows
        columns = {one.name: Column.of(row.standings[place] for row in rows) for place, one in enumerate(ABOUT_TRIALS)}
        texts = Texts.of(row.text for row in rows)
        recorded = np.array([row.recorded for row in rows], np.int32)
        return columns, texts, recorded, np.array([row.checked for row in rows], np.int32)

    @property
    def arrays(self) -> Mapping[str, Array]:
        """The facets as arrays, to be kept."""
        return Facets(*self.parts()).arrays


@dataclass(frozen=True, eq=False)
class Facets:
    """Trials by row, as in the compiled library that these stand beside.

    `texts` are number, title and acronym of each, folded as `matcher.search` does; `recorded` and `checked` the days on
    which the registry and the program last saw its record, 0 where that is not known.
    """

    columns: Mapping[str, Column]
    texts: Texts
    recorded: Ints
    checked: Ints

    @classmethod
    def of(cls, trials: Sequence[Trial]) -> Self:
        """Work them out."""
        reader = FacetReader()
        for row, trial in enumerate(trials):
            reader.put(row, trial)
        return cls(*reader.parts())

    @classmethod
    def restored(cls, arrays: Mapping[str, Array]) -> Self:
        """Return what was kept as `arrays`.

        Raises:
            KeyError: when a part is missing.
        """
        columns = {one.name: _column(one.name, arrays) for one in ABOUT_TRIALS}
        texts = _texts("texts", arrays)
        return cls(columns, texts, arrays["recorded"].astype(np.int32), arrays["checked"].astype(np.int32))

    @property
    def arrays(self) -> Mapping[str, Array]:
        """All of it as arrays, to be kept."""
        kept: dict[str, Array] = {"recorded": self.recorded, "checked": self.checked, **_of_texts("texts", self.texts)}
        for name, column in self.columns.items():
            kept |= _of_texts(f"{name}_choices", Texts.of(column.choices))
            kept |= {
                f"{name}_places": column.starts,
                f"{name}_members": column.members,
                f"{name}_complete": column.is_complete,
            }
        return kept

    @property
    def as_of(self) -> date | None:
        """The newest day that a registry's record has."""
        newest = int(self.recorded.max(initial=_UNDATED))
        return date.fromordinal(newest) if newest else None

    def found(self, words: Iterable[str]) -> Flags:
        """Return which trials have all of these folded words in number, title or acronym."""
        found = np.ones(len(self.texts), np.bool_)
        for word in words:
            found &= self._having(f" {word}" if len(word) <= SHORT else word)
        return found

    def _having(self, text: str) -> Flags:
        having = np.zeros(len(self.texts), np.bool_)
        sought, starts, ends = text.encode(), self.texts.starts, self._ends
        place = self._letters.find(sought)
        while place >= 0:
            row = int(np.searchsorted(starts, place, "right")) - 1
            if place + len(sought) <= ends[row]:  # a text could begin with the end of what is looked for
                having[row] = True
                place = self._letters.find(sought, ends[row])
            else:
                place = self._letters.find(sought, place + 1)
        return having

    @cached_property
    def _letters(self) -> bytes:
        return self.texts.letters.tobytes()

    @cached_property
    def _ends(self) -> list[int]:
        ends: list[int] = self.texts.starts[1:].tolist()
        return ends


def _number(day: date | None) -> int:
    return day.toordinal() if day else _UNDATED


def _of_texts(name: str, texts: Texts) -> Mapping[str, Array]:
    return {f"{name}_letters": texts.letters, f"{name}_starts": texts.starts}


def _texts(name: str, arrays: Mapping[str, Array]) -> Texts:
    return Texts(arrays[f"{name}_letters"].astype(np.uint8), arrays[f"{name}_starts"].astype(np.int64))


def _column(name: str, arrays: Mapping[str, Array]) -> Column:
    return Column(
        tuple(_texts(f"{name}_choices", arrays)),
        arrays[f"{name}_places"].astype(np.int64),
        arrays[f"{name}_members"].astype(np.int32),
        arrays[f"{name}_complete"].astype(np.bool_),
    )
