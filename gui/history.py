"""What was entered before, step by step, so that every change can be taken back and made again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from gui.draft import value_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from criteria.marks import Marks
    from criteria.strict_json import Json
    from gui.draft import JsonObject

PAUSE_S = 2.0
DEEPEST = 500


@dataclass(frozen=True, slots=True)
class State:
    """A working copy, with what could not be read in it and the marks, and the fact whose change leads away from it."""

    draft: JsonObject
    unread: Mapping[str, Mapping[str, str]]
    path: str = ""
    marks: Marks | None = None


class History:
    """The states before and after the present one; letters typed in one go are one step."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        """Begin without a past; `now` tells seconds, which decide whether letters were typed in one go."""
        self._now = now
        self._past: list[State] = []
        self._future: list[State] = []
        self._last = 0.0

    @property
    def undoes(self) -> str:
        """The path of the change that would be taken back; "" where there is none."""
        return self._past[-1].path if self._past else ""

    @property
    def redoes(self) -> str:
        """The path of the change that would be made again; "" where there is none."""
        return self._future[-1].path if self._future else ""

    def forget(self) -> None:
        """Begin anew, with another patient."""
        self._past.clear()
        self._future.clear()

    def record(self, before: State, after: JsonObject) -> None:
        """Remember the state before a change of the fact at its path."""
        is_typing = self._now() - self._last < PAUSE_S and not self._future
        self._last = self._now()
        self._future.clear()
        if is_typing and self.undoes == before.path and self._past[-1].marks == before.marks and _alike(before, after):
            return
        self._past.append(before)
        del self._past[:-DEEPEST]

    def undo(self, present: State) -> State | None:
        """Return the state before the last change, or None."""
        return self._step(self._past, self._future, present)

    def redo(self, present: State) -> State | None:
        """Return the state after the change that was last taken back, or None."""
        return self._step(self._future, self._past, present)

    def _step(self, source: list[State], target: list[State], present: State) -> State | None:
        if not source:
            return None
        wanted = source.pop()
        target.append(replace(present, path=wanted.path))
        self._last = 0.0
        return wanted


def _alike(before: State, after: JsonObject) -> bool:
    """Whether a change went on typing: a list with another number of entries is a step of its own."""
    return _length(value_at(before.draft, before.path)) == _length(value_at(after, before.path))


def _length(value: Json) -> int:
    items = value.get("items") if isinstance(value, dict) else value
    return len(items) if isinstance(items, list) else -1
