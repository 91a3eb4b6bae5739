"""Which question comes next on the walk, and which came before: a fixed beginning, then the next best question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gui.walk.boxes import BOXES, is_without_details, key_of, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from criteria.strict_json import Json
    from matcher.questions import NextQuestion

    Look = Callable[[str], Json]

BEGINNING: Final = (
    "age",
    "sex",
    "diagnosis.primary_site",
    "diagnosis.tumor_type",
    "diagnosis.grade",
    "diagnosis.extent",
    "diagnosis.metastatic_sites",
    "performance.ecog",
    "therapies",
)
# What opens a family of questions: who has no blood test sheet at hand is not asked for thirty numbers.
OPENERS: Final = {
    "labs.": "labs",
    "biomarkers.": "biomarkers",
    "conditions.": "conditions",
    "medications.": "medications",
    "sstr_imaging.": "sstr_imaging.positive",
}
GATES: Final = ("labs", "biomarkers")  # not facts themselves: whether the paper is at hand
FOLLOWED: Final = ("therapies", "conditions")
# A life expectancy is no question for somebody alone at home; the others ask again, by another name, what was asked.
NOT_ASKED: Final = frozenset({"life_expectancy_months", "performance.karnofsky", "birth_date", "diagnosis.specimens"})
SPREAD: Final = "metastatic"
_NUMBERED: Final = re.compile(r"(.+)\[([0-9]+)\].*")


class Journey:
    """The questions of one walk, in the order in which they were asked, and where in it the person stands."""

    def __init__(self) -> None:
        """Stand before the first question."""
        self.trail: list[str] = []
        self.place = -1
        self.left: set[str] = set()
        self.has_paper: dict[str, bool] = {}
        self.written: set[str] = set()  # questions about a named entry that this walk has added
        self.before: dict[str, Json] = {}  # what the entry that a question is about held when it was first asked

    @property
    def question(self) -> str:
        """The question in sight; "" before the first one."""
        return self.trail[self.place] if 0 <= self.place < len(self.trail) else ""

    @property
    def number(self) -> int:
        """The number of the question in sight, counted from one."""
        return self.place + 1

    @property
    def can_go_back(self) -> bool:
        """Whether a question came before."""
        return self.place > 0

    def set_out(self, look: Look) -> None:
        """Begin: what of the beginning is known already lies behind and can be gone back to."""
        self.trail = [question for question in BEGINNING if _is_known(question, look)]
        self.place = len(self.trail) - 1

    def leave(self) -> None:
        """Leave the question in sight open for the rest of this walk."""
        self.left.add(self.question)

    def back(self) -> None:
        """Go to the question before."""
        self.place = max(self.place - 1, 0)

    def go_to(self, question: str) -> None:
        """Go to a question if it was asked before."""
        if question in self.trail:
            self.place = self.trail.index(question)

    def tidy(self, look: Look) -> None:
        """Forget the questions about entries that are no longer where they were: on no list, or behind another one."""
        gone = {question for question in {*self.trail, *self.left} if not self._has_entry(question, look)}
        self.place -= sum(question in gone for question in self.trail[: self.place + 1])
        self.trail = [question for question in self.trail if question not in gone]
        self.left -= gone
        self.written -= gone
        for question in gone:
            self.before.pop(question, None)

    def _has_entry(self, question: str, look: Look) -> bool:
        if "@" in question:
            return question in self._entries(look)
        entry = numbered_entry(question, look)
        if entry is None:
            return _NUMBERED.fullmatch(question) is None
        return name_of(self.before.get(question, entry)) == name_of(entry)

    def ahead(self, look: Look) -> str:
        """Return what can be asked without weighing: what was asked before, a detail, the beginning; else ""."""
        self.tidy(look)
        details = self._details(look)
        if details:
            return details[0]
        if self.place + 1 < len(self.trail):
            return self.trail[self.place + 1]
        return next((one for one in BEGINNING if self._is_due(one, look)), "")

    def best(self, ranked: Iterable[NextQuestion]) -> NextQuestion | None:
        """Return the best question that this walk may still ask; its opener stands for the whole family."""
        return next((question for question in ranked if self.asked_as(question.fact)), None)

    def asked_as(self, fact: str) -> str:
        """Return the question as which a fact may still be asked for, "" where it may not."""
        opener = next((way for family, way in OPENERS.items() if fact.startswith(family)), "")
        if opener in self.left or fact in self.left or fact in self.trail or fact in NOT_ASKED:
            return ""
        if opener and opener not in self.trail:
            return opener
        return "" if opener in GATES and not self.has_paper.get(opener, False) else fact

    def step_to(self, question: str) -> None:
        """Ask a question: the one that was asked here before, or a new one in this place."""
        self.place += 1
        if self.trail[self.place : self.place + 1] != [question]:
            self.trail.insert(self.place, question)

    def _is_due(self, question: str, look: Look) -> bool:
        if question in self.trail or question in self.left or _is_known(question, look):
            return False
        return question != "diagnosis.metastatic_sites" or look("diagnosis.extent") == SPREAD

    def _details(self, look: Look) -> list[str]:
        """Return what is to be asked about the entries of the list in sight."""
        base = self.question.partition("@")[0]
        if base not in FOLLOWED or base not in self.trail:
            return []
        entries = self._entries(look, only_bare=True)
        return [key for key in entries if key.startswith(f"{base}@") and key not in self.trail]

    def _entries(self, look: Look, *, only_bare: bool = False) -> list[str]:
        return [
            f"{base}@{key_of(item, BOXES[base])}"
            for base in FOLLOWED
            for item in items_of(look(base))
            if isinstance(item, dict) and (is_without_details(item) or not only_bare)
        ]


def items_of(value: Json) -> Sequence[Json]:
    """Return the entries of a list, in either of the file's forms."""
    items = value.get("items") if isinstance(value, dict) else value
    return items if isinstance(items, list) else ()


def numbered_entry(question: str, look: Look) -> Json:
    """Return the entry that a question names by its number, None where there is none."""
    found = _NUMBERED.fullmatch(question)
    items = items_of(look(found[1])) if found else ()
    return items[int(found[2])] if found and int(found[2]) < len(items) else None


def _is_known(question: str, look: Look) -> bool:
    return look(question) is not None or (question == "age" and look("birth_date") is not None)
