"""Paths of conditions and medications by name, as a clinician points at them: `conditions.hiv`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.entries import Condition, Medication
    from criteria.vocabulary import Kind
    from matcher.case import Entries
    from matcher.finding import Finding


def by_name(
    finding: Finding, entries: Entries[Condition] | Entries[Medication], kind: Kind, asked: tuple[str, ...]
) -> Finding:
    """Return the finding with the entries of a list named by what they are and by what was asked of them."""

    def named(path: str) -> Iterator[str]:
        if path == entries.path:
            yield from (f"{path}.{term}" for term in asked)
        entry = next((one for one in (*entries.items, *entries.denied) if f"{path}.".startswith(f"{one.path}.")), None)
        if entry is None:
            if path != entries.path or not asked:
                yield path
            return
        detail = path.removeprefix(entry.path)
        yield f"{entries.path}.{entry.term.id}{detail}" if entry.term else path
        met = (term for term in asked if entries.is_meant(kind, entry.term, term) is not Truth.FALSE)
        yield from (f"{entries.path}.{term}" for term in met if entry.term is None or term != entry.term.id)

    def all_named(paths: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for path in paths for one in named(path)))

    return replace(finding, facts=all_named(finding.facts), missing=all_named(finding.missing))
