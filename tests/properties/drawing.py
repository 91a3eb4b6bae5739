"""Draws on a seeded source of chance, with the shapes that rules and patients share."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from tests.properties.days import later
from tests.properties.pools import DURATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

Choice = TypeVar("Choice")
Json = dict[str, Any]


class Draw:
    """A source of chance and the as-of date that dates are drawn around."""

    def __init__(self, random: Random, as_of: date) -> None:
        self.random = random
        self.as_of = as_of

    def chance(self, of_ten: int) -> bool:
        return self.random.randrange(10) < of_ten

    def one(self, pool: Sequence[Choice]) -> Choice:
        return pool[self.random.randrange(len(pool))]

    def some(self, pool: Sequence[Choice], most: int = 2) -> list[Choice]:
        return list(dict.fromkeys(self.one(pool) for _ in range(self.random.randrange(most) + 1)))

    def integer(self, low: int, high: int) -> int:
        return low + self.random.randrange(high - low + 1)

    def duration(self) -> Json:
        return dict(self.one(DURATIONS))

    def when(self, *, future: int = 1) -> str:
        """Return a date on or beside a limit of some rule, often partial, sometimes after the as-of date."""
        if self.random.randrange(20) < future:
            return self._written(self.as_of + timedelta(days=self.one((1, 2, 20, 60, 400))))
        ((unit, amount),) = self.duration().items()
        return self._written(later(self.as_of, unit, -amount) + timedelta(days=self.one((-40, -1, 0, 0, 1, 3, 10))))

    def _written(self, day: date) -> str:
        text = day.isoformat()
        return text[: self.one((10, 10, 10, 10, 10, 7, 7, 4))]

    def quantity(self, values: Sequence[float]) -> Json:
        """Return a number, a range or a bound, made of the pool's values."""
        form = self.random.randrange(8)
        low, high = sorted((self.one(values), self.one(values)))
        if form == 0:
            return {"low": low, "high": high}
        if form == 1 and low > min(values):
            return {"below": low}
        if form == 2 and high < max(values):
            return {"above": high}
        if form == 3:
            return {self.one(("low", "high")): low}
        return {"value": low if form % 2 else high}


def kept(draw: Draw, of_ten: int, **makers: Callable[[], Any]) -> Json:
    """Return the parts that chance keeps; what is left out is not known."""
    return {name: make() for name, make in makers.items() if draw.chance(of_ten)}
