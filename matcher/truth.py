"""Three-valued logic (Kleene's strong logic): true, false, unknown.

It is sound but not complete: `x or not x` is unknown while `x` is, though the answer is forced. That is accepted.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable


class Truth(Enum):
    """A value of the logic; it has no truth value of its own, so that nobody can mistake unknown for no."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    def __bool__(self) -> NoReturn:
        """Refuse to be a condition.

        Raises:
            TypeError: always.
        """
        message = "a Truth is no condition; compare it with Truth.TRUE, Truth.FALSE or Truth.UNKNOWN"
        raise TypeError(message)


def truth(*, holds: bool) -> Truth:
    """Return the truth of something that is known."""
    return Truth.TRUE if holds else Truth.FALSE


def negate(value: Truth) -> Truth:
    """Return the opposite; the opposite of unknown is unknown."""
    return Truth(2 - value.value)


def all_of(values: Iterable[Truth]) -> Truth:
    """Return the least of the values; true for none."""
    return Truth(min((value.value for value in values), default=2))


def any_of(values: Iterable[Truth]) -> Truth:
    """Return the greatest of the values; false for none."""
    return Truth(max((value.value for value in values), default=0))


def count_of(count: int, values: Iterable[Truth]) -> Truth:
    """Return whether at least `count` of the values are true."""
    known = [value.value for value in values]
    if known.count(2) >= count:
        return Truth.TRUE
    return Truth.FALSE if len(known) - known.count(0) < count else Truth.UNKNOWN


def either(values: Iterable[Truth]) -> Truth:
    """Return the value that all share, else unknown: what is known when any of the cases may be the real one."""
    found = set(values)
    return found.pop() if len(found) == 1 else Truth.UNKNOWN
