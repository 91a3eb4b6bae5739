"""Points of one inclusion that only name tumours, one below the other: any of them is meant, and none is demanded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from criteria.parsing.reading import read

if TYPE_CHECKING:
    from criteria.parsing.items import Item
    from criteria.parsing.reading import Reading

_Named = tuple[tuple[str, ...], bool]

_NAMING: Final = frozenset(("histology", "primary_site", "grade", "differentiation"))


def is_one_of_several(items: tuple[Item, ...], place: int, reading: Reading) -> bool:
    """Say whether a point, read so, only names a tumour and stands beside one that only names another."""
    own = _tumour(items[place], reading)
    if own is None:
        return False
    beside = (*items[max(0, place - 1) : place], *items[place + 1 : place + 2])
    return any(_is_another(own, _tumour(one, read(one))) for one in beside)


def _is_another(own: _Named, other: _Named | None) -> bool:
    return other is not None and (own[0] != other[0] or (own[1] and other[1]))


def _tumour(item: Item, reading: Reading) -> _Named | None:
    """Return the tumours that a point names, and whether it says where; None where it says anything else."""
    if item.kind != "inclusion":
        return None
    statements = reading.statements
    if any(one.concept not in _NAMING for one in statements):
        return None
    terms = tuple(term for one in statements if one.concept == "histology" for term in one.terms)
    return (terms, any(one.concept == "primary_site" for one in statements)) if terms else None
