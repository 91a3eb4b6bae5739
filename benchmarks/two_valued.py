"""What engines without an unknown make of missing facts: how many verdicts they get wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.made_trials import made_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.made_trials import Atom, MadeLibrary, MadeTrial

_HELD: Final = {
    "at_least": lambda value, limit: value >= limit,
    "above": lambda value, limit: value > limit,
    "at_most": lambda value, limit: value <= limit,
    "below": lambda value, limit: value < limit,
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """Shares of all verdicts: a fit hidden, a misfit told as a fit, and definite words where nothing is settled."""

    hidden: float
    promised: float
    unfounded: float
    three_valued: float

    def words(self) -> str:
        """Say it."""
        return (
            "With a quarter of the facts missing, an engine of two values that takes a missing fact for *not so* hides "
            f"{self.hidden:.1%} of all pairs although the whole truth about the patient fits the trial, and promises "
            f"{self.promised:.1%} that do not fit. In {self.unfounded:.1%} it gives a definite word where what is "
            "known settles nothing. Verdicts of three values that the whole truth contradicts: "
            f"{self.three_valued:.1%}."
        )


def shares(made: MadeLibrary, patients: int, seed: int) -> Wrong:
    """Compare verdicts on what is known, a missing fact being taken for "not so", with those on the whole truth."""
    hidden = promised = unfounded = contradicted = 0
    for number in range(patients):
        whole, known = made_values(number, seed)
        truth = _states(made.atoms, whole, 0)
        guess, surely = (_states(made.atoms, known, unknown) for unknown in (-1, 0))
        for trial in made.trials:
            fits, told, said = _least(trial, truth) > 0, _least(trial, guess) > 0, _least(trial, surely)
            hidden += fits and not told
            promised += told and not fits
            unfounded += said == 0
            contradicted += (said > 0 and not fits) or (said < 0 and fits)
    total = patients * len(made.trials)
    return Wrong(hidden / total, promised / total, unfounded / total, contradicted / total)


def _states(atoms: Sequence[Atom], values: Sequence[float | None], unknown: int) -> list[int]:
    """Return -1, 0 or 1 for each comparison."""
    states = []
    for fact, op, limit in atoms:
        value = values[fact]
        states.append(unknown if value is None else 1 if _HELD[op](value, limit) else -1)
    return states


def _least(trial: MadeTrial, states: Sequence[int]) -> int:
    """Return the trial's verdict: 1 fits, 0 open, -1 does not fit."""
    verdict = 1
    for one in trial.criteria:
        state = max(
            min(-states[atom] if is_opposite else states[atom] for atom, is_opposite in term) for term in one.terms
        )
        verdict = min(verdict, state if one.is_inclusion else -state)
    return verdict
