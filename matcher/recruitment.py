"""Whether a trial takes new patients, by its record or the reader's own centre: three-valued, not known is no "no"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from criteria.centre import Centre
    from criteria.trial import Trial

CLOSED: Final = (
    "ACTIVE_NOT_RECRUITING",
    "COMPLETED",
    "TERMINATED",
    "SUSPENDED",
    "WITHDRAWN",
    "NO_LONGER_AVAILABLE",
    "TEMPORARILY_NOT_AVAILABLE",
)


def takes_patients(trial: Trial, centre: Centre | None) -> bool | None:
    """Return whether new patients are, or soon will be, taken; None where that is not known."""
    if trial.is_recruiting or (centre is not None and centre.is_open(trial.id)):
        return True
    return False if trial.status in CLOSED else None
