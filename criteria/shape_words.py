"""The sentence for each kind of shape fault: what is needed, what stands there by kind, and the cure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

    from criteria.strict_json import Json

_NEEDS: Final[Mapping[str, str]] = {
    "string_type": "text in quotation marks",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false, without quotation marks",
    "tuple_type": "a list in square brackets",
    "dict_type": "an object in braces",
    "model_type": "an object in braces",
    "date_type": "a date such as 2026-11-21, in quotation marks",
}
_MODEL_NEEDS: Final[Mapping[str, str]] = {
    "Measure": "a number, a range or a bound",
    "MitoticCount": "a number, a range or a bound",
    "MetastaticSite": "the name of a site",
    "Course": "a list in square brackets",
    "Duration": 'a length of time such as {"days": 28}',
    "HalfLives": 'a number of half-lives such as {"half_lives": 5}',
}
_LIMITS: Final[Mapping[str, tuple[str, str]]] = {
    "greater_than": ("gt", "must be above {}"),
    "greater_than_equal": ("ge", "must be at least {}"),
    "less_than": ("lt", "must be below {}"),
    "less_than_equal": ("le", "must be at most {}"),
    "string_too_long": ("max_length", "is longer than {} characters"),
    "too_long": ("max_length", "holds more than {}"),
}
_PATTERNS: Final = (
    ("[A-Z]{2}", "is not a country code; it has two capital letters such as DE"),
    ("NCT", "is neither an NCT number such as NCT01234567 nor a label's id such as LABEL-EVEROLIMUS"),
    ("[A-Z0-9]", "is not an id such as I01: letters, digits, dots, hyphens and underscores, 40 at most"),
)
_EMPTY: Final = {"string_too_short": "is empty", "too_short": "holds too little"}


def sentence(error: ErrorDetails, given: Json, *, is_whole: bool) -> tuple[str, str]:
    """Return the fault and its cure; `is_whole` says that only a whole number would do."""
    kind = error["type"]
    context: Mapping[str, object] = error.get("ctx", {})
    if kind == "missing":
        return ("is missing; two numbers are needed" if isinstance(error["loc"][-1], int) else "is missing"), ""
    if kind in _NEEDS:
        return _wrong_kind(kind, str(context.get("class_name", "")), given, is_whole=is_whole)
    if kind in _LIMITS:
        key, words = _LIMITS[kind]
        return words.format(_number(context.get(key))), ""
    if kind in _EMPTY:
        return _too_little(kind, context)
    return _other(error, context, given)


def _wrong_kind(kind: str, model: str, given: Json, *, is_whole: bool) -> tuple[str, str]:
    need = _MODEL_NEEDS.get(model, _NEEDS[kind])
    if model.startswith("Listing["):
        need = _NEEDS["tuple_type"]
    if kind == "int_type" and not is_whole:
        need = _NEEDS["float_type"]
    if kind == "int_type" and is_whole and isinstance(given, float):
        return "needs a whole number, without a decimal point", ""
    hint = "leave it out where it is not known" if given is None else ""
    return f"needs {need}, not {_kind_of(given)}", hint


def _kind_of(given: Json) -> str:
    match given:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "an object"


def _too_little(kind: str, context: Mapping[str, object]) -> tuple[str, str]:
    least = context.get("min_length", 1)
    if kind == "string_too_short":
        return "is empty", "write it, or leave it out where it is not known"
    return ("the list is empty", "it needs at least one item") if least == 1 else (f"needs at least {least} items", "")


def _other(error: ErrorDetails, context: Mapping[str, object], given: Json) -> tuple[str, str]:
    match error["type"]:
        case "literal_error":
            return f"is none of: {_expected(context.get('expected'))}", ""
        case "union_tag_invalid" | "union_tag_not_found":
            return _rule_tag(context, given)
        case "string_pattern_mismatch":
            pattern = str(context.get("pattern", ""))
            words = next((text for part, text in _PATTERNS if part in pattern), "is not written as it should be")
            message, _, hint = words.partition("; ")
            return message, hint
        case "recursion_loop" | "json_invalid":
            return "is nested too deep or is not valid JSON", ""
        case _:
            return error["msg"], ""


def _rule_tag(context: Mapping[str, object], given: Json) -> tuple[str, str]:
    if not isinstance(given, dict):
        return f"needs an object in braces, not {_kind_of(given)}", ""
    if "rule" not in given:
        return '"rule" is missing', "it names the kind of rule"
    return "there is no such rule", f'"rule" is one of: {_expected(context.get("expected_tags"))}'


def _expected(listed: object) -> str:
    return ", ".join(re.findall(r"'([^']*)'", str(listed)))


def _number(limit: object) -> str:
    return str(int(limit)) if isinstance(limit, float) and limit.is_integer() else str(limit)
