"""The program's own trials, dates and all, many times over: `python -m benchmarks.own_trials [--copies 200]`.

The made-up trials of `benchmarks.speed` ask for no dates, because other engines know none. These are the built-in
ones, with washouts, windows and cohorts, each under many ids; complete made-up patients with treatments are matched
with them by the compiled library and by the reference engine, which must say the same.
"""

from __future__ import annotations

import argparse
import sys
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.made_patients import ON, made_patients
from criteria.library import load_library
from matcher.case import Case
from matcher.compiled import CompiledLibrary
from matcher.engine import match_trial
from matcher.ranking import ranked

if TYPE_CHECKING:
    from criteria.profile import PatientProfile
    from criteria.trial import Trial

PATIENTS, TURNS = 5, 7


def copies(times: int) -> list[Trial]:
    """Return the built-in trials so many times, each under an id of its own."""
    trials = load_library().trials
    return [
        trial.model_copy(update={"id": f"NCT{place:08}"})
        for place, trial in enumerate(trial for _ in range(times) for trial in trials)
    ]


def compiled_ms(library: CompiledLibrary, patient: PatientProfile) -> float:
    """Return the best time of several."""
    times = []
    for _ in range(TURNS):
        start = perf_counter()
        library.standings(patient, ON)
        times.append(perf_counter() - start)
    return min(times) * 1000


def main() -> int:
    """Print a line a patient."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=200, help="how many times the library stands in the list")
    trials = copies(parser.parse_args().copies)
    library = CompiledLibrary.of(trials)
    print(f"{len(trials):,} trials")
    for patient in made_patients(PATIENTS, 11):
        case = Case(patient, ON)
        start = perf_counter()
        reference = [match.trial.id for match in ranked(match_trial(trial, case) for trial in trials)]
        slow = (perf_counter() - start) * 1000
        standings = library.standings(patient, ON)
        if [trials[row].id for row in standings.order] != reference:
            print("the orders differ")
            return 1
        fast = compiled_ms(library, patient)
        counts = ", ".join(f"{count:,} {verdict.value}" for verdict, count in standings.counts.items())
        print(f"compiled {fast:.1f} ms, reference {slow:,.0f} ms: {slow / fast:.0f}x ({counts})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
