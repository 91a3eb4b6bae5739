"""The grammar of measured things, `resources/parsing/measures.lark`: from terminals to clauses with limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from lark import Lark, Transformer, UnexpectedInput
from lark import Token as Terminal
from lark.lexer import Lexer

from criteria.parsing.statements import Bounds

if TYPE_CHECKING:
    from collections.abc import Iterator

Signs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of a subject: its bounds, and the patients it holds for; `is_bare` where no comparison stands."""

    bounds: Bounds
    scope: str = ""
    is_bare: bool = False
    is_normal: bool = False
    is_equal: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Subjects that share limits, as in "AST and ALT at most 3 x ULN"."""

    subjects: tuple[str, ...]
    limits: tuple[Limit, ...]
    joint: str = ""


class _Terminals(Lexer):
    """Hands the grammar the terminals that were made before."""

    def __init__(self, _conf: object) -> None:
        """Take what lark passes to every lexer."""

    def lex(self, data: Signs) -> Iterator[Terminal]:  # type: ignore[override]
        """Yield the terminals one by one."""
        for kind, value in data:
            yield Terminal(kind, value)


class _Meaning(Transformer[Terminal, tuple[Clause, ...]]):
    """Turns what the grammar found into clauses."""

    def number(self, parts: list[Terminal]) -> Bounds:
        return Bounds(low=float(parts[0]))

    def measured(self, parts: list[Terminal]) -> Bounds:
        return Bounds(low=float(parts[0]), unit=str(parts[1]))

    def multiple_alone(self, parts: list[Terminal]) -> Bounds:
        return Bounds(low=float(parts[0]))

    def multiple(self, parts: list[Terminal]) -> Bounds:
        return Bounds(low=float(parts[0]), unit="xULN")

    def multiple_after(self, parts: list[Terminal]) -> Bounds:
        return Bounds(low=float(parts[2]), unit="xULN")

    def multiple_low(self, parts: list[Terminal]) -> Bounds:
        return Bounds(low=float(parts[0]), unit="xLLN")

    def compared(self, parts: list[object]) -> Limit:
        sign, amount = str(parts[0]), parts[1]
        assert isinstance(amount, Bounds)  # noqa: S101 - the grammar says so
        return Limit(_bounded(sign, amount), is_equal=sign == "=")

    def compared_uln(self, parts: list[Terminal]) -> Limit:
        return Limit(_bounded(str(parts[0]), Bounds(low=1.0, unit="xULN")))

    def compared_lln(self, parts: list[Terminal]) -> Limit:
        return Limit(_bounded(str(parts[0]), Bounds(low=1.0, unit="xLLN")))

    def or_more(self, parts: list[object]) -> Limit:
        return self.compared([">=", parts[0]])

    def or_less(self, parts: list[object]) -> Limit:
        return self.compared(["<=", parts[0]])

    def between(self, parts: list[object]) -> Limit:
        low, high = (one for one in parts if isinstance(one, Bounds))
        unit = high.unit or low.unit
        if low.unit and high.unit and low.unit != high.unit:
            return self.refused(parts)
        return Limit(Bounds(low=low.low, high=high.low, unit=unit))

    def refused(self, _parts: list[object]) -> Limit:
        raise ValueError

    def normal(self, _parts: list[Terminal]) -> Limit:
        return Limit(Bounds(), is_normal=True)

    def bare(self, parts: list[Bounds]) -> Limit:
        return Limit(parts[0], is_bare=True)

    def plain(self, parts: list[Limit]) -> Limit:
        return parts[0]

    def scoped(self, parts: list[object]) -> Limit:
        limit = next(one for one in parts if isinstance(one, Limit))
        scopes = [str(one) for one in parts if isinstance(one, Terminal)]
        if len(scopes) > 1:
            return self.refused(parts)
        return replace(limit, scope=scopes[0])

    def subjects(self, parts: list[Terminal]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(one) for one in parts if one.type == "SUBJ"))

    def clause(self, parts: list[object]) -> Clause:
        subjects = parts[0]
        assert isinstance(subjects, tuple)  # noqa: S101 - the grammar says so
        return Clause(subjects, tuple(one for one in parts if isinstance(one, Limit)))

    def start(self, parts: list[object]) -> tuple[Clause, ...]:
        found: list[Clause] = []
        joint = ""
        for one in parts:
            if isinstance(one, Clause):
                found.append(replace(one, joint=joint))
            else:
                joint = str(one)
        return tuple(found)


def _bounded(sign: str, amount: Bounds) -> Bounds:
    value = amount.low
    if sign == "=":
        return replace(amount, high=value)
    if sign.startswith(">"):
        return replace(amount, low_included=sign == ">=")
    return Bounds(high=value, high_included=sign == "<=", unit=amount.unit)


@cache
def _grammar() -> Lark:
    text = files("resources").joinpath("parsing", "measures.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", lexer=_Terminals, transformer=_Meaning())


@lru_cache(maxsize=4096)
def clauses_of(signs: Signs) -> tuple[Clause, ...]:
    """Return what a run of terminals states; nothing where the grammar does not accept all of it."""
    try:
        found: object = _grammar().parse(signs)
    except (UnexpectedInput, ValueError):
        return ()
    return found if isinstance(found, tuple) else ()
