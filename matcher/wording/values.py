"""Numbers, units, dates and lengths of time as people write them; and text of unknown origin made safe to read."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from criteria.dates import Duration, HalfLives, LongerOf
from matcher.wording.signs import visible
from matcher.wording.voice import N_, Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from criteria.dates import PartialDate, Washout
    from criteria.measures import Quantity
    from criteria.rules import Limits
    from matcher.wording.voice import Voice

MONTHS: Final = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_LENGTHS: Final = {
    "days": (N_("1 day"), N_("{n} days")),
    "weeks": (N_("1 week"), N_("{n} weeks")),
    "months": (N_("1 month"), N_("{n} months")),
    "years": (N_("1 year"), N_("{n} years")),
    "half_lives": (N_("1 half-life"), N_("{n} half-lives")),
}
_PLAIN_HALF_LIVES: Final = N_("{n} times the time the body takes to clear half of it")
_OR: Final = Phrase(N_("{first} or {last}"), N_("{first} or {last}"))
_AND: Final = Phrase(N_("{first} and {last}"), N_("{first} and {last}"))
_OR_AFTER: Final = Phrase(N_("{first}; or {last}"), N_("{first}; or {last}"))
_AND_AFTER: Final = Phrase(N_("{first}; and {last}"), N_("{first}; and {last}"))
"""Between parts that hold a comma themselves."""
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_LONGER: Final = Phrase(N_("{parts} (whichever is longer)"), N_("{parts} (whichever is longer)"))
_SHORTER: Final = Phrase(N_("{parts} (whichever is shorter)"), N_("{parts} (whichever is shorter)"))
_BOUNDS: Final = {
    "at_least": Phrase(N_("at least {low}"), N_("at least {low}")),
    "at_most": Phrase(N_("at most {high}"), N_("at most {high}")),
    "above": Phrase(N_("above {low}"), N_("more than {low}")),
    "below": Phrase(N_("below {high}"), N_("less than {high}")),
    "between": Phrase(N_("{low} to {high}"), N_("{low} to {high}")),
    "both": Phrase(N_("{one} and {other}"), N_("{one} and {other}")),
}
_SUPERSCRIPTS: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SPELLINGS: Final = {
    "/2mm2": N_("per 2 mm²"),
    "/10HPF": N_("per 10 high-power fields"),
    "mm[Hg]": "mmHg",
    "Cel": "°C",
}
_POWER: Final = re.compile(r"10[*^](-?[0-9]+)")
_MICRO: Final = re.compile(r"(?<![A-Za-z])u(?=mol|g|L|kat|m\b|\[?[iI]?U)")
_ANNOTATION: Final = re.compile(r"\{([^{}]*)\}")
_DIGITS_SHOWN: Final = 4


def number(value: float) -> str:
    """Return a number as it was written: no exponent, no binary noise."""
    return format(Decimal(str(value)), "f")


def ratio(value: Fraction, limits: Limits) -> str:
    """Return a multiple rounded for reading, but never rounded onto the other side of a limit."""
    asked = limits.interval
    ends = [end for end in (asked.low, asked.high) if end is not None]
    for digits in range(1, _DIGITS_SHOWN + 1):
        rounded = Fraction(f"{float(value):.{digits}f}")
        if all((rounded > end, rounded < end) == (value > end, value < end) for end in ends):
            return f"{float(value):.{digits}f}"
    return f"{float(value):.{_DIGITS_SHOWN}f}"


def converted(value: Fraction, limits: Limits) -> str:
    """Return a converted number exactly where it has few digits, else rounded as a multiple is."""
    for digits in range(_DIGITS_SHOWN):
        if (value * 10**digits).denominator == 1:
            return f"{float(value):.{digits}f}"
    return ratio(value, limits)


def unit_words(unit: str, voice: Voice) -> str:
    """Return a unit as printed on reports: `10*9/L` as 10⁹/L, nothing for `{INR}`."""
    if unit in _SPELLINGS:
        return voice.translate(_SPELLINGS[unit])
    text = _POWER.sub(lambda found: "10" + found[1].translate(_SUPERSCRIPTS), unit)
    text = _MICRO.sub("µ", text)
    bare = _ANNOTATION.sub("", text).strip("/")
    if not bare:
        return ""
    text = _ANNOTATION.sub(lambda found: found[1].replace("_", " "), text)
    text = re.sub(r"m([23])\b", lambda found: "m" + ("²" if found[1] == "2" else "³"), text)
    return visible(text.replace("[iU]", "IU").replace("[IU]", "IU"))


def with_unit(text: str, unit: str, voice: Voice) -> str:
    """Return a number with its unit."""
    shown = unit_words(unit, voice)
    if not shown:
        return text
    return f"{text} × {shown}" if shown.startswith("10") else f"{text} {shown}"


def quantity(value: Quantity, unit: str, voice: Voice) -> str:
    """Return a value, a range ("10-15 %") or a bound ("below 5 %") with its unit."""
    low = value.low if value.low is not None else value.above
    high = value.high if value.high is not None else value.below
    if value.value is not None:
        return with_unit(number(value.value), unit, voice)
    if low is not None and high is not None and not value.is_bound:
        return with_unit(f"{number(low)}-{number(high)}", unit, voice)
    parts = []
    if low is not None:
        bound = _BOUNDS["above" if value.above is not None else "at_least"]
        parts.append(voice.say(bound, low=with_unit(number(low), unit, voice)))
    if high is not None:
        bound = _BOUNDS["below" if value.below is not None else "at_most"]
        parts.append(voice.say(bound, high=with_unit(number(high), unit, voice)))
    return joined(parts, voice)


def limits_words(limits: Limits, unit: str, voice: Voice, prefix: str = "") -> str:
    """Return the limits of a rule: "at most 20 %", "10 to 55 %", "above 3 % and at most 20 %"."""
    parts = []
    if limits.at_least is not None and limits.at_most is not None:
        if limits.at_least == limits.at_most:
            return prefix + with_unit(number(limits.at_least), unit, voice)
        high = prefix + with_unit(number(limits.at_most), unit, voice)
        return voice.say(_BOUNDS["between"], low=prefix + number(limits.at_least), high=high)
    for name in ("at_least", "above", "at_most", "below"):
        bound = getattr(limits, name)
        if bound is not None:
            shown = prefix + with_unit(number(bound), unit, voice)
            parts.append(voice.say(_BOUNDS[name], low=shown, high=shown))
    return joined(parts, voice)


def day(value: date, voice: Voice) -> str:
    """Return a day: 2026-11-21 for clinicians, 21 November 2026 in plain words."""
    if not voice.is_plain:
        return value.isoformat()
    return f"{value.day} {voice.translate(MONTHS[value.month - 1])} {value.year}"


def partial_date(value: PartialDate, voice: Voice) -> str:
    """Return a date as exactly as it is known."""
    if not voice.is_plain:
        return value.text
    if value.is_exact:
        return day(value.first, voice)
    if value.first.month == value.last.month:
        return f"{voice.translate(MONTHS[value.first.month - 1])} {value.first.year}"
    return str(value.first.year)


def length(value: Washout, voice: Voice) -> str:
    """Return a length of time: "28 days", "28 days or 5 half-lives, whichever is longer"."""
    if isinstance(value, Duration):
        return _count(value.unit, value.amount or 0, voice)
    if isinstance(value, HalfLives):
        if voice.is_plain:
            return voice.translate(_PLAIN_HALF_LIVES).format(n=value.half_lives)
        return _count("half_lives", value.half_lives, voice)
    if isinstance(value, LongerOf):
        return voice.say(_LONGER, parts=joined([length(part, voice) for part in value.longer_of], voice, last="or"))
    return voice.say(_SHORTER, parts=joined([length(part, voice) for part in value.shorter_of], voice, last="or"))


def _count(unit: str, amount: int, voice: Voice) -> str:
    one, many = _LENGTHS[unit]
    return voice.translate(one) if amount == 1 else voice.translate(many).format(n=amount)


def joined(parts: Sequence[str], voice: Voice, last: str = "and") -> str:
    """Return "a, b and c" (or "or" before the last), each part once."""
    unique = list(dict.fromkeys(part for part in parts if part))
    if len(unique) <= 1:
        return "".join(unique)
    if voice.is_plain and any(", " in _BRACKETS.sub("", part) for part in unique):
        return voice.say(_OR_AFTER if last == "or" else _AND_AFTER, first="; ".join(unique[:-1]), last=unique[-1])
    return voice.say(_OR if last == "or" else _AND, first=", ".join(unique[:-1]), last=unique[-1])
