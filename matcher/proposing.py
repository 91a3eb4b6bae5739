"""Which fact to assume otherwise for a criterion that stands in the way: what decides it, in a form to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from criteria.facts import find_fact
from criteria.rules import ConditionRule, Listed, MetastasisRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.profile import PatientProfile
    from matcher.finding import Finding
    from matcher.result import CriterionResult

SITES = "diagnosis.metastatic_sites"


def assumable(result: CriterionResult, profile: PatientProfile) -> tuple[str, ...]:
    """Return the facts that decide a criterion and can be assumed, those first that decide it directly."""
    if result.finding is None:
        return ()
    found = [path for leaf in _leaves(result.finding) for path in _of_leaf(leaf, profile)]
    known = [path for path in found if (entry := find_fact(path)) is not None and entry.kind != "list"]
    deciding = [path for path in known if path in result.facts]
    return tuple(dict.fromkeys((*deciding, *known)))


def _leaves(finding: Finding) -> Iterator[Finding]:
    if not finding.parts:
        yield finding
    for part in finding.parts:
        if part.truth is finding.truth or len(finding.parts) == 1:
            yield from _leaves(part)


def _of_leaf(leaf: Finding, profile: PatientProfile) -> Iterator[str]:
    for path in leaf.facts:
        if path.endswith(".ongoing"):
            yield f"{path.removesuffix('.ongoing')}.end"
        elif path.startswith("progression"):
            listed = profile.progression.items if profile.progression else ()
            yield f"progression[{len(listed)}].date"
        elif path in ("therapies", "medications") and isinstance(leaf.rule, Listed):
            yield from (f"{path}.{term}" for term in leaf.rule.select.any_of)
        elif path.startswith(SITES) and isinstance(leaf.rule, MetastasisRule):
            yield from (f"{SITES}.{term}" for term in leaf.rule.any_of)
        elif path.startswith(SITES) and isinstance(leaf.rule, ConditionRule):
            yield from (f"conditions.{term}" for term in leaf.rule.any_of)
        else:
            yield path
