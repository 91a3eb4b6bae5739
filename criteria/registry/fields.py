"""Looking into a registry record whose shape nobody promised: what is not as expected is absent, never a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from criteria.strict_json import Json


def part(data: Json, *keys: str) -> Json:
    """Return what stands under these keys, one inside the other, or None."""
    for key in keys:
        if not isinstance(data, dict):
            return None
        data = data.get(key)
    return data


def text(data: Json, *keys: str) -> str | None:
    """Return a text in one line, or None when it is absent, empty or none."""
    found = data
    for key in keys:
        if not isinstance(found, dict):
            return None
        found = found.get(key)
    return (" ".join(found.split()) or None) if isinstance(found, str) else None


def _in_one_line(found: Json) -> str | None:
    return (" ".join(found.split()) or None) if isinstance(found, str) else None


def texts(data: Json, *keys: str) -> tuple[str, ...]:
    """Return the texts of a list in one line each."""
    found = (_in_one_line(one) for one in rows(data, *keys))
    return tuple(one for one in found if one)


def rows(data: Json, *keys: str) -> list[Json]:
    """Return the entries of a list; nothing where there is none."""
    found = part(data, *keys)
    return found if isinstance(found, list) else []


def degrees(data: Json, key: str, limit: int) -> float | None:
    """Return a coordinate that lies on the earth."""
    found = part(data, key)
    if isinstance(found, bool) or not isinstance(found, int | float) or not -limit <= found <= limit:
        return None
    return float(found)
