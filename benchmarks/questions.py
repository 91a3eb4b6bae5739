"""How fast questions settle trials: `python -m benchmarks.questions [--patients N] [--seed N] [--write]`.

Every patient begins with age, sex, country, primary site and tumour type, and is asked one question at a time: the best
one, the first of the form, or one by chance; all three ask the same questions about facts that open criteria miss. The
answers come from the complete, made-up patient. Counted is how many of the trials that a complete patient settles are
settled after each question. `--write` puts the table and the curve into `docs/`.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from benchmarks.answering import NotKnownError, answered
from benchmarks.curve import drawn, table, written
from benchmarks.made_patients import ON, made_patients, sparse
from criteria.library import load_library
from matcher.case import Case
from matcher.questions import Asker, open_questions, waiting_trials, worth_asking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from criteria.profile import PatientProfile
    from matcher.asking.settling import OpenTrial

ORDERS: Final = ("best question", "form order", "random order")
QUESTIONS: Final = 15
DOCS: Final = Path(__file__).parent.parent / "docs"


@dataclass(frozen=True, slots=True)
class Walk:
    """One patient asked in one order: open trials before and after each question, with all known, and the times."""

    order: str
    open_after: tuple[int, ...]
    seconds: tuple[float, ...]
    open_at_end: int = 0


@cache
def _asker() -> Asker:
    return Asker(load_library().trials)


def walks(number: int, count: int, seed: int, questions: int = QUESTIONS) -> list[Walk]:
    """Ask one of the made-up patients in every order, so many questions."""
    whole = made_patients(count, seed)[number]
    at_end = len(waiting_trials(_asker().trials, Case(whole, ON)))
    asked = (_walk(whole, order, random.Random(seed * 1000 + number), questions) for order in ORDERS)
    return [replace(walk, open_at_end=at_end) for walk in asked]


def _walk(whole: PatientProfile, order: str, dice: random.Random, questions: int) -> Walk:
    profile, skipped = sparse(whole), set[str]()
    waiting = waiting_trials(_asker().trials, Case(profile, ON))
    counts, seconds = [len(waiting)], list[float]()
    while len(counts) <= questions:
        started = perf_counter()
        question = _next(profile, waiting, order, dice, skipped)
        seconds.append(perf_counter() - started)
        if question is None:
            break
        with suppress(NotKnownError):  # it was asked all the same
            profile = answered(profile, whole, question)
        skipped.add(question)
        waiting = waiting_trials([one.trial for one in waiting], Case(profile, ON))  # what is settled stays so
        counts.append(len(waiting))
    counts += [counts[-1]] * (questions + 1 - len(counts))
    return Walk(order, tuple(counts), tuple(seconds))


def _next(
    profile: PatientProfile, waiting: list[OpenTrial], order: str, dice: random.Random, skipped: set[str]
) -> str | None:
    if order == ORDERS[0]:
        ranked = worth_asking(_asker().rank(profile, ON, {one.trial.id for one in waiting}), skipped)
        return ranked[0].fact if ranked else None
    asked = [one for one in open_questions(waiting) if one not in skipped]
    if not asked:
        return None
    return asked[0] if order == ORDERS[1] else dice.choice(asked)


def settled_shares(found: list[Walk], order: str) -> tuple[float, ...]:
    """Return the share of what can be settled that is settled after each number of questions, over all patients."""
    chosen = [walk for walk in found if walk.order == order]
    whole = sum(walk.open_after[0] - walk.open_at_end for walk in chosen)
    return tuple(
        sum(walk.open_after[0] - walk.open_after[asked] for walk in chosen) / whole for asked in range(QUESTIONS + 1)
    )


def main() -> int:
    """Print the table; with `--write` also put it and the curve into the documentation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patients", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    work = partial(walks, count=options.patients, seed=options.seed)
    with ProcessPoolExecutor(options.processes) as pool:
        found = [walk for several in pool.map(work, range(options.patients)) for walk in several]
    shares = {order: settled_shares(found, order) for order in ORDERS}
    rows = table(shares)
    sys.stdout.writelines(f"{line}\n" for line in (*rows, "", *_summary(found)))
    if options.write:
        (DOCS / "questions.svg").write_text(drawn(shares), encoding="utf-8")
        page = DOCS / "questions.md"
        page.write_text(written(page.read_text(encoding="utf-8"), rows, tuple(_summary(found))), encoding="utf-8")
    return 0


def _summary(found: list[Walk]) -> Iterator[str]:
    best = [walk for walk in found if walk.order == ORDERS[0]]
    start = statistics.mean(walk.open_after[0] for walk in best)
    end = statistics.mean(walk.open_at_end for walk in best)
    times = [seconds for walk in best for seconds in walk.seconds]
    yield f"{len(best)} patients, {start:.1f} open trials at the start, {end:.1f} with everything known (mean)."
    yield f"One ranking of all questions took {statistics.median(times) * 1000:.0f} ms (median of {len(times)})."


if __name__ == "__main__":
    sys.exit(main())
