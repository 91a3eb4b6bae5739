"""A trial file to vary: `trial_data()` is valid as it stands."""

from __future__ import annotations

from typing import Any

from criteria.trial import FORMAT


def trial_data(rule: Any = None, *, sense: str = "inclusion", **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Return the data of a valid trial file with one criterion, its rule and other keys as asked."""
    criterion = {"id": "I04", "kind": sense, "text": "Text.", "plain": "Plain.", "place": "Inclusion 4", "rule": rule}
    return {
        "format": FORMAT,
        "id": "NCT00000001",
        "title": "A trial",
        "coverage": "full",
        "status": "RECRUITING",
        "source": {"registry": "ClinicalTrials.gov", "curated_by": "hand", "record_date": "2026-11-01"},
        "criteria": [criterion],
    } | changes
