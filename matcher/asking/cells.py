"""The cells of a fact: the answers that rules can tell apart, each with its share."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from criteria.dates import PartialDate
from criteria.measures import Interval
from matcher.asking.priors import WHOLE, published
from matcher.case import Case
from matcher.contradictions import contradictions
from matcher.implied import IMPLIED_BY_SEX

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from criteria.dates import Duration
    from criteria.profile import PatientProfile
    from matcher.asking.priors import Prior, PriorCell
    from matcher.asking.thresholds import Thresholds

Key: TypeAlias = Fraction | str | bool
PriorKind = Literal["published", "rare", "uniform"]
RARE: Final = Fraction(1, 20)  # an illness of which no share is published
REMARKABLE: Final = Fraction(1, 10)  # a test result or a medicine that is out of the ordinary


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer: the profile that holds it, and how likely it is.

    `changes` names what the answer says beside `like`, an answer that was judged before: only criteria that ask
    for one of these can then stand otherwise.
    """

    value: object
    share: Fraction
    profile: PatientProfile
    changes: frozenset[str] | None = None
    like: PatientProfile | None = None


@dataclass(frozen=True, slots=True)
class Domain:
    """All answers to a question; their shares add up to one. `prior` says where the shares come from."""

    cells: tuple[Cell, ...]
    prior: PriorKind
    source: str = ""


NOTHING: Final = Domain((), "uniform")  # there is nothing to ask


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known, on which day, and where the library's rules can change their minds."""

    profile: PatientProfile
    day: date
    thresholds: Thresholds
    priors: Mapping[str, Prior] = field(default_factory=published)


@dataclass(frozen=True, slots=True)
class Choice:
    """A possible answer before it has a share: `key` is what a published share is found by."""

    key: Key
    profile: PatientProfile
    is_ordinary: bool = False


def pieces(cuts: Iterable[Fraction], low: Fraction | None, high: Fraction | None) -> tuple[Interval, ...]:
    """Cut the numbers from `low` to `high` at each point; every point is a piece of its own."""
    inside = sorted({cut for cut in cuts if (low is None or cut >= low) and (high is None or cut <= high)})
    found: list[Interval] = []
    last, is_open = low, False
    for cut in inside:
        if last is None or last < cut:
            found.append(Interval(last, cut, low_open=is_open, high_open=True))
        found.append(Interval.point(cut))
        last, is_open = cut, True
    if last is None or high is None or last < high or not inside:
        found.append(Interval(last, high, low_open=is_open))
    return tuple(found)


def middle(piece: Interval) -> Fraction:
    """Return a number of the piece; an endless piece is taken half as far again as its one end."""
    if piece.low is None or piece.high is None:
        end = piece.low if piece.low is not None else piece.high
        if end is None:
            return WHOLE
        away = abs(end) / 2 or WHOLE
        return end + away if piece.high is None else end - away
    return (piece.low + piece.high) / 2


def turning_days(spans: Iterable[Duration], day: date) -> list[date]:
    """Return the days of an event on which a window that is asked on `day` turns, the latest first."""
    found: set[date] = set()
    for span in spans:
        event = day - (span.after(day) - day)
        while span.after(event) < day:
            event = date_after(event, 1)
        while span.after(date_after(event, -1)) >= day:
            event = date_after(event, -1)
        found.add(event)
        while span.after(date_after(event, 1)) <= day:
            event = date_after(event, 1)
        found.add(event)
    return sorted(found, reverse=True)


def date_after(day: date, days: int) -> date:
    """Return the day so many days later."""
    return type(day).fromordinal(day.toordinal() + days)


def days_between(turns: Sequence[date], day: date) -> tuple[PartialDate, ...]:
    """Return one day for each stretch between the turning days, and each of these itself, the latest first."""
    cuts = [Fraction(turn.toordinal()) for turn in turns if turn <= day]
    stretches = pieces(cuts, None, Fraction(day.toordinal()))
    found = dict.fromkeys(int(_day_in(piece, day)) for piece in reversed(stretches) if _holds_day(piece))
    return tuple(PartialDate.of(type(day).fromordinal(number)) for number in found)


def _holds_day(piece: Interval) -> bool:
    if piece.low is None or piece.high is None or piece.is_point:
        return True
    first = piece.low + piece.low_open
    return first <= piece.high - piece.high_open


def _day_in(piece: Interval, day: date) -> Fraction:
    if piece.low is None:
        return (piece.high or Fraction(day.toordinal())) - 365
    if piece.high is None or piece.is_point:
        return piece.low
    first, last = piece.low + piece.low_open, piece.high - piece.high_open
    return Fraction((first + last) // 2)


def weighed(choices: Sequence[Choice], prior: Prior | None, ordinary: Fraction | None = None) -> Domain:
    """Give each choice its share: the published one, else a fixed one for what is ordinary, else the same for all.

    `ordinary` is the share of all choices that are marked so; where none or all are, every choice has the same.
    """
    if not choices:
        return NOTHING
    if prior is not None:
        shares = _published_shares(choices, prior)
        if sum(shares) > 0:
            return _domain(choices, shares, "published", prior.source)
    usual = sum(choice.is_ordinary for choice in choices)
    if ordinary is None or usual in (0, len(choices)):
        return _domain(choices, [Fraction(1, len(choices))] * len(choices), "uniform")
    rest = (WHOLE - ordinary) / (len(choices) - usual)
    return _domain(choices, [ordinary / usual if choice.is_ordinary else rest for choice in choices], "rare")


def _domain(choices: Sequence[Choice], shares: Sequence[Fraction], kind: PriorKind, source: str = "") -> Domain:
    whole = sum(shares, Fraction(0))
    given = zip(choices, shares, strict=True)
    cells = tuple(Cell(choice.key, share / whole, choice.profile) for choice, share in given if share > 0)
    return Domain(cells, kind, source)


def _published_shares(choices: Sequence[Choice], prior: Prior) -> list[Fraction]:
    """Split each published share evenly over the choices that it covers; the rest goes to those that none covers.

    Where nobody counted the rest it is rare, never impossible: who was counted may have been chosen by it.
    """
    covers = [[place for place, choice in enumerate(choices) if _covers(cell, choice.key)] for cell in prior.cells]
    covered = {place for places in covers for place in places}
    others = [place for place in range(len(choices)) if place not in covered]
    shares = [Fraction(0)] * len(choices)
    for cell, places in zip(prior.cells, covers, strict=True):
        chosen = others if cell.other else places
        for place in chosen:
            shares[place] += cell.part / len(chosen)
    if others and sum(shares) > 0 and not any(shares[place] for place in others):
        rest = sum(shares) * RARE / (WHOLE - RARE)
        for place in others:
            shares[place] = rest / len(others)
    return shares


def _covers(cell: PriorCell, key: Key) -> bool:
    if cell.is_range:
        return isinstance(key, Fraction) and cell.holds(key)
    return key == (cell.value if cell.value is not None else cell.status)


def kept_possible(scene: Scene, path: str, choices: Iterable[Choice]) -> list[Choice]:
    """Return the choices without those that would contradict what is known; all of them where each one would."""
    given = list(choices)
    before = set(contradictions(Case(scene.profile, scene.day)))
    section = path.partition(".")[0]
    if section not in ("diagnosis", "performance", "sstr_imaging", *IMPLIED_BY_SEX, "sex"):
        return given
    fitting = [one for one in given if before.issuperset(contradictions(Case(one.profile, scene.day)))]
    return fitting or given
