"""Reading JSON without its traps: no duplicate keys, no NaN, no infinities, no half characters, no bombs.

The standard decoder lets the last of two equal keys win, reads `NaN` and `1e400`, and keeps lone surrogates that
only fail when the text is saved. Each of these would change or lose what a person wrote, so each is refused.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from criteria.problems import InputError, Problem

if TYPE_CHECKING:
    from pathlib import Path

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

MAX_BYTES = 20 * 1024 * 1024
MAX_DEPTH = 100
MAX_NUMBER = 1e15
_LONGEST_KEY = 60
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# Possessive throughout: a hostile text is read in one pass and leaves nothing to go back to.
_STRING = r'"(?:[^"\\]++|\\.)*+"?'
_BRACKET = re.compile(rf"{_STRING}|(?P<bracket>[\[\]{{}}])", re.DOTALL)
_TOKEN = re.compile(rf"(?P<text>{_STRING})(?P<colon>\s*+:)?|[\[\]{{}}]|[^\s,:\[\]{{}}\"]++", re.DOTALL)


class _RefusedError(ValueError):
    """Raised inside the decoder; becomes a `Problem` at the edge of this module."""

    def __init__(self, message: str, token: str, hint: str) -> None:
        super().__init__(message)
        self.token = token
        self.hint = hint


class _SameKeyTwiceError(ValueError):
    """Raised inside the decoder, which does not know where it is."""


def read_json(path: Path) -> Json:
    """Read one JSON file.

    Raises:
        InputError: when the file is missing, unreadable, too large, not UTF-8 or not strict JSON.
    """
    return parse_json(read_text(path), str(path))


def read_text(path: Path) -> str:
    """Read a UTF-8 text file of at most `MAX_BYTES` bytes.

    Raises:
        InputError: when that is not what `path` is.
    """
    name = str(path)
    raw = read_limited(path)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InputError(Problem(name, f"line {line}", "not UTF-8 text", "save the file as UTF-8")) from None


def read_limited(path: Path) -> bytes:
    """Read a file of at most `MAX_BYTES` bytes.

    Raises:
        InputError: when that is not what `path` is.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise InputError(Problem(name, "", "this is a folder", "give a file"))
        if not path.is_file() and path.exists():
            raise InputError(Problem(name, "", "this is not an ordinary file", "give a file"))
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError(Problem(name, "", "there is no such file", "check the name and the folder")) from None
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise InputError(Problem(name, "", f"cannot be read ({reason})", "check the file's permissions")) from None
    except ValueError:
        raise InputError(Problem(name, "", "this is not a file name")) from None
    if len(raw) > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        raise InputError(Problem(name, "", f"larger than {limit} MB", "no file of this program is so large"))
    return raw


def parse_json(text: str, name: str) -> Json:
    """Parse strict JSON; `name` is the file's name for the error sentence.

    Raises:
        InputError: with file, line and cure.
    """
    if not text.strip():
        raise InputError(Problem(name, "", "the file is empty", "give a JSON file"))
    if _depth(text) > MAX_DEPTH:
        raise InputError(Problem(name, "", f"nested more than {MAX_DEPTH} deep", "no file of this program is"))
    try:
        value: Json = json.loads(
            text,
            object_pairs_hook=_unique,
            parse_constant=_no_constant,
            parse_float=_finite_float,
            parse_int=_sane_int,
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise InputError(Problem(name, where, f"not valid JSON ({error.msg})", "mend the file there")) from None
    except _RefusedError as error:
        raise InputError(Problem(name, _place_of(error.token, text), str(error), error.hint)) from None
    except _SameKeyTwiceError:
        where, key = _second_key(text)
        message = f"the key {key} stands twice in one object"
        raise InputError(Problem(name, where, message, "keep one of them")) from None
    _refuse_surrogates(value, name, "")
    return value


def _depth(text: str) -> int:
    """Return the deepest nesting of brackets outside strings, without recursion; beyond the limit it stops."""
    deepest = depth = 0
    for token in _BRACKET.finditer(text):
        bracket = token["bracket"]
        if bracket is not None:
            depth += 1 if bracket in "[{" else -1
            deepest = max(deepest, depth)
            if deepest > MAX_DEPTH:
                break
    return deepest


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _SameKeyTwiceError
    return found


def _no_constant(word: str) -> NoReturn:
    raise _RefusedError(f"{word} is not a number", word, "leave the key out where the value is not known")


def _finite_float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number) or abs(number) > MAX_NUMBER:
        raise _too_large(digits)
    return number


def _sane_int(digits: str) -> int:
    if len(digits.lstrip("-")) > len(str(int(MAX_NUMBER))):
        raise _too_large(digits)
    return int(digits)


def _too_large(digits: str) -> _RefusedError:
    return _RefusedError("the number is too large", digits, "check it")


def _place_of(token: str, text: str) -> str:
    """Return the line on which a token first stands outside strings."""
    found = next((match for match in _TOKEN.finditer(text) if match[0] == token), None)
    return _line(text, found.start()) if found else ""


def _second_key(text: str) -> tuple[str, str]:
    """Return the line of the first key that its object already has, and the key as it is written."""
    objects: list[set[str]] = [set()]
    for match in _TOKEN.finditer(text):
        if match[0] in ("{", "["):
            objects.append(set())
        elif match[0] in ("}", "]"):
            objects.pop()
        elif match["colon"]:
            key = json.loads(match["text"])
            if key in objects[-1]:
                written = match["text"][:_LONGEST_KEY]
                return _line(text, match.start()), written if written.isprintable() else ascii(written)
            objects[-1].add(key)
    return "", ""


def _line(text: str, position: int) -> str:
    return f"line {text.count(chr(10), 0, position) + 1}"


def _refuse_surrogates(value: Json, name: str, where: str) -> None:
    match value:
        case str() if _LONE_SURROGATE.search(value):
            raise InputError(Problem(name, where, "holds half a character (a lone surrogate)", "type the text again"))
        case dict():
            for key, item in value.items():
                _refuse_surrogates(key, name, where or "a key")
                _refuse_surrogates(item, name, f"{where}.{key}" if where else key)
        case list():
            for index, item in enumerate(value):
                _refuse_surrogates(item, name, f"{where}[{index}]")
        case _:
            pass
