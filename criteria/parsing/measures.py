"""Measured things and their limits: runs of tokens that hold subjects, comparisons, numbers, and what joins them.

A run is turned into terminals for the grammar. One look ahead tells apart the joints: between two subjects, two limits
of one subject, or two clauses.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from criteria.parsing.grammar import Clause, clauses_of
from criteria.parsing.terminals import JOINTS, Mark, marks_of
from criteria.parsing.wordlists import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.parsing.scanning import Token

_LIMIT_STARTS: Final = ("CMP", "NUM", "BETWEEN", "SCOPE", "NORMAL")
_AMOUNT_STARTS: Final = ("NUM", "CMP", "BETWEEN")
_OPENED: Final = (*_AMOUNT_STARTS, "NORMAL", "SUBJ", "COMMA")
_BETWEEN: Final = (*JOINTS, "COMMA", "LP", "SLASH")
_NAMED: Final = ("SEP", "JOIN", "ALT", "TO")
_MOST_LEFT_OUT: Final = 2
_AGED: Final = frozenset(("old", "of age", "older than"))
_AGE: Final = "SUBJECT:age"
# Words that say that something is measured, not what: "score" beside "ECOG" adds nothing.
_LOOSE: Final = frozenset(f"SUBJECT:{name}" for name in words_of("measures loose"))
_SHORT: Final = 10
_EXCEPT: Final = "except"
_UNNAMED: Final = "SUBJECT:measure"
_PHYSICAL: Final = words_of("measures physical units")


@dataclass(frozen=True, slots=True)
class Measured:
    """A run of tokens that states limits."""

    first: int
    last: int
    clauses: tuple[Clause, ...]


def measured(tokens: list[Token]) -> list[Measured]:
    """Return every run of the tokens that holds a subject and a number, with what it states."""
    found = []
    for run in _runs(marks_of(tokens)):
        marks = _joined(_named_before(run, tokens) if len(tokens) <= _SHORT else _with_subject(run, tokens))
        if not any(mark.kind == "SUBJ" for mark in marks):
            continue
        found += list(_parsed(marks))
    return found


def _parsed(marks: list[Mark]) -> Iterator[Measured]:
    """Yield a run whole if the grammar takes it, else each of its clauses by itself."""
    while marks and marks[-1].kind in ("SEP", "JOIN", "ALT", "BETWEEN"):
        marks = marks[:-1]
    for end in (len(marks), *_last_alternatives(marks)):
        clauses = clauses_of(tuple((mark.kind, mark.value) for mark in marks[:end]))
        if clauses:
            yield Measured(marks[0].first, marks[end - 1].last, clauses)
            return
    cuts = [index for index, mark in enumerate(marks) if mark.kind == "SEP"]
    for start, end in zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(marks)], strict=True):
        piece = marks[start:end]
        while piece and piece[0].kind != "SUBJ":
            piece = piece[1:]
        while piece and piece[-1].kind in ("JOIN", "ALT", "BETWEEN", "SUBJ"):
            piece = piece[:-1]
        stated = clauses_of(tuple((mark.kind, mark.value) for mark in piece)) if len(piece) > 1 else ()
        if stated:
            joint = marks[start - 1].value if start else ""
            yield Measured(piece[0].first, piece[-1].last, (replace(stated[0], joint=joint), *stated[1:]))


def _last_alternatives(marks: list[Mark]) -> list[int]:
    """Return where the last further limits of a run begin: what is not understood of them is left out."""
    return [index for index, mark in enumerate(marks) if mark.kind == "ALT"][: -1 - _MOST_LEFT_OUT : -1]


def _runs(marks: list[Mark | None]) -> Iterator[list[Mark]]:
    """Yield the runs that hold a number."""
    run: list[Mark] = []
    for mark in (*marks, None):
        if mark is not None:
            run.append(mark)
            continue
        if any(one.kind in ("NUM", "NORMAL", "ULN", "LLN") for one in run):
            yield run
        run = []


def _with_subject(run: list[Mark], tokens: list[Token]) -> list[Mark]:
    """Put "age" before a number of years that says old, of age or older, where no subject stands before it."""
    named = next((index for index, mark in enumerate(run) if mark.kind == "SUBJ"), None)
    if named is not None:
        if run[named].value != _AGE or not any(mark.kind == "NUM" for mark in run[:named]):
            return run
        run = [mark for mark in run if mark.value != _AGE]
    elif not _tells_age(run, tokens):
        return _unnamed(run)
    start = next((index for index, mark in enumerate(run) if mark.kind in _AMOUNT_STARTS), None)
    if start is None:
        return run
    return [Mark("SUBJ", _AGE, run[start].first, run[start].first), *run[start:]]


def _named_before(run: list[Mark], tokens: list[Token]) -> list[Mark]:
    """Let an unknown word before a comparison be its subject, in a point that says nothing else: "HOMA-IR < 2"."""
    subjects = _with_subject(run, tokens)
    first = run[0].first
    if any(mark.kind == "SUBJ" for mark in subjects) or run[0].kind != "CMP" or not first:
        return subjects
    before = tokens[first - 1]
    unknown = before.kind == "word" and not before.means and tokens[first].kind == "op"
    return [Mark("SUBJ", _UNNAMED, first, first), *run] if unknown else subjects


def _unnamed(run: list[Mark]) -> list[Mark]:
    """Put a subject without a name before a comparison with an amount that can only be measured: "more than 2 cm"."""
    for place in range(len(run) - 2):
        kinds = tuple(mark.kind for mark in run[place : place + 3])
        if kinds == ("CMP", "NUM", "UNIT") and run[place + 2].value in _PHYSICAL:
            return [Mark("SUBJ", _UNNAMED, run[place].first, run[place].first), *run[place:]]
    return run


def _tells_age(run: list[Mark], tokens: list[Token]) -> bool:
    if not any(mark.kind == "TIME" and mark.value == "year" for mark in run):
        return False
    near = tokens[run[0].first : run[-1].last + 3]
    return any(token.text in _AGED or token.means.get("MORE", "").endswith("older") for token in near)


def _joined(run: list[Mark]) -> list[Mark]:
    """Name the joints of a run by what stands behind them, and drop what only repeats."""
    run = _with_sign_behind(run)
    run = run[next((index for index, mark in enumerate(run) if mark.kind == "SUBJ"), len(run)) :]
    joining = _Joining([])
    for mark, behind in zip(run, _kinds_behind(run), strict=True):
        joining.take(mark, behind)
    return joining.result


def _with_sign_behind(run: list[Mark]) -> list[Mark]:
    """Put a comparison that stands before its subject behind it: "≥ NYHA class II"."""
    run = list(run)
    for place in range(len(run) - 2):
        sign, subject, number = run[place : place + 3]
        alone = place == 0 or run[place - 1].kind not in ("SUBJ", "NUM", "TO")
        if alone and (sign.kind, subject.kind, number.kind) == ("CMP", "SUBJ", "NUM"):
            run[place : place + 2] = [replace(subject, first=sign.first), replace(sign, last=subject.last)]
    return run


@dataclass(slots=True)
class _Joining:
    """A run so far: whether its last subject has a limit, and whether "between" waits for its "and"."""

    result: list[Mark]
    limited: bool = False
    between: bool = False

    def take(self, mark: Mark, behind: str) -> None:
        """Put a terminal at the end of the run, or leave it out."""
        if mark.kind in _BETWEEN:
            self._joint(mark, behind)
        elif mark.kind == "SUBJ":
            self._subject(mark, behind)
        elif mark.kind == "BETWEEN":
            self.between = behind == "NUM"
            if self.between:
                self.result.append(mark)
        elif not self._repeats(mark):
            self.limited = self.limited or mark.kind in ("NUM", "NORMAL", "ULN")
            self.result.append(mark)

    def _joint(self, mark: Mark, behind: str) -> None:
        if not self.result or not behind:
            return
        if behind == "TRAIL" and mark.value == _EXCEPT:
            behind = "SCOPE"
        if self.between and mark.kind == "AND" and behind == "NUM":
            kind, self.between = "TO", False
        elif behind == "SUBJ":
            kind = "SEP" if self.limited else "JOIN"
        elif behind in _LIMIT_STARTS and self.limited:
            kind = "ALT"
        else:
            return
        last = self.result[-1]
        if last.kind == "SCOPE" and kind != "SEP" and self.result[-2].kind == "ALT":
            return  # "unless liver metastases are present, in which case at most ..."
        if last.kind not in _NAMED:
            self.result.append(replace(mark, kind=kind))
        elif last.kind == kind and mark.value in ("and", "or"):
            self.result[-1] = replace(mark, kind=kind)

    def _subject(self, mark: Mark, behind: str) -> None:
        if mark.value in _LOOSE and self.result and behind not in _LIMIT_STARTS:
            return
        if self.result and self.result[-1].kind == "SUBJ":
            if mark.value in _LOOSE:
                return
            if self.result[-1].value in _LOOSE:
                self.result[-1] = mark
                return
        known = any(one.kind == "SUBJ" and one.value == mark.value for one in self.result)
        scoped = bool(self.result) and self.result[-1].kind == "SCOPE" and self.result[-2].kind == "ALT"
        if self.limited and known and (scoped or behind not in (*_LIMIT_STARTS, "SUBJ")):
            return
        if self.result and self.result[-1].kind not in ("SEP", "JOIN"):
            self.result.append(Mark("SEP" if self.limited else "JOIN", "", mark.first, mark.first))
        self.limited = False
        self.result.append(mark)

    def _repeats(self, mark: Mark) -> bool:
        """Say whether a terminal only repeats the one before it: "four (4)", "the upper limit of normal (ULN)"."""
        last = self.result[-1] if self.result else None
        if last is None:
            return False
        if mark.kind == "CMP":
            return last.kind == "CMP" and last.value == mark.value
        if mark.kind in ("ULN", "LLN"):
            return last.kind == mark.kind
        if mark.kind != "NUM" or last.kind != "ALT" or last.value != "(":
            return False
        repeats = self.result[-2].kind == "NUM" and self.result[-2].value == mark.value
        if repeats:
            self.result.pop()
        return repeats


def _kinds_behind(run: list[Mark]) -> list[str]:
    """Return for each terminal the kind of the next one that is no joint."""
    kinds: list[str] = []
    behind = following = ""
    for mark in reversed(run):
        kinds.append(behind)
        if mark.kind == "SCOPE" and following not in _OPENED:
            behind = "TRAIL"  # it closes a limit and opens none
        elif mark.kind not in _BETWEEN:
            behind = mark.kind
        following = mark.kind
    return kinds[::-1]
