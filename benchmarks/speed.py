"""Cost against size, and the same work by other engines: `python -m benchmarks.speed [--write] [--guard]`.

`--write` puts the tables into docs/performance.md and draws docs/performance.svg; `--guard` compares the ratios with
the bounds that the project sets itself, and ends with 1 where one is missed. Every time is the best of several,
the engines taking turns, so that what else the machine does falls on all alike; what takes longer than `--seconds`
is measured once. Nobody's time counts before its
answers have been compared with the others'.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import sys
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from benchmarks.log_plot import drawn
from benchmarks.made_trials import MadeLibrary, made_values, patient_json
from benchmarks.peers import Answer, Bare, Compiled, DuckDb, Plain, Polars, Question, Reference, Zen
from benchmarks.printing import printing
from benchmarks.storing import storing
from benchmarks.two_valued import shares
from criteria.patient_file import parse_patient
from criteria.trial import Trial
from matcher.compiled import CompiledLibrary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.two_valued import Wrong

ON: Final = date(2026, 11, 20)
SEED: Final = 7
MOST_FOR_REFERENCE: Final = 10_000
SIZES: Final = (30, 100, 1_000, 10_000, 100_000)
PAGE: Final = Path("docs", "performance.md")
PLOT: Final = Path("docs", "performance.svg")
BEGIN, END = "<!-- speed -->", "<!-- /speed -->"
PACKAGES: Final = ("numpy", "pydantic", "zen-engine", "polars", "duckdb", "typst", "weasyprint")


class Engine(Protocol):
    """Something that judges and ranks all trials."""

    name: str

    def answer(self, question: Question) -> Answer:
        """Judge and rank all trials."""
        ...


@dataclass(frozen=True, slots=True)
class Bound:
    """A ratio that the project promises itself."""

    size: int
    peer: str
    least: float
    shares: bool = True


BOUNDS: Final = (
    Bound(100_000, Plain.name, 40),
    Bound(100_000, Zen.name, 50),
    Bound(10_000, Plain.name, 40),
    Bound(10_000, Zen.name, 50),
    Bound(30, Plain.name, 1),
    Bound(100_000, Plain.name, 15, shares=False),
    Bound(100_000, Bare.name, 40),
    Bound(100_000, Bare.name, 15, shares=False),
)


@dataclass(slots=True)
class Measured:
    """The best time of each engine for one library, in milliseconds."""

    size: int
    shares: bool
    atoms: int
    times: dict[str, float] = field(default_factory=dict)

    def ratio(self, peer: str) -> float:
        """Return how many times as long a peer takes."""
        return self.times[peer] / self.times[Compiled.name]


def question(number: int) -> Question:
    """Return a patient of whom a quarter of the facts is not known."""
    values = made_values(number, SEED)[1]
    return Question(parse_patient(patient_json(values), "made up"), ON, values)


def measure(size: int, seconds: float, *, shares_atoms: bool) -> Measured:
    """Measure all engines on one library."""
    made = MadeLibrary.of(size, SEED, shares=shares_atoms)
    gc.disable()
    trials = [Trial.model_validate_json(made.json(place)) for place in range(size)]
    library = CompiledLibrary.of(trials)
    gc.enable()
    gc.collect()
    gc.freeze()
    engines: list[Engine] = [Compiled(library), Bare(made), Plain(trials), Polars(made), DuckDb(made), Zen(made)]
    if size <= MOST_FOR_REFERENCE:
        engines.append(Reference(trials))
    for number in range(1 if size >= MOST_FOR_REFERENCE else 3):
        first = agree(engines, question(number))
    measured = Measured(size, shares_atoms, len(made.atoms))
    for engine, best in _best(engines, question(number), seconds, first):
        measured.times[engine.name] = best * 1000
    gc.unfreeze()
    return measured


def agree(engines: Sequence[Engine], patient: Question) -> list[float]:
    """Compare the answers of all engines, and return what each took.

    Raises:
        SystemExit: naming the engine that differs.
    """
    times, answers = [], []
    for engine in engines:
        start = perf_counter()
        answer = engine.answer(patient)
        times.append(perf_counter() - start)
        answers.append(_plain(answer))
        if answers[-1] != answers[0]:
            raise SystemExit(f"{engine.name} does not say what {engines[0].name} says")
    return times


def _plain(answer: Answer) -> tuple[list[int], ...]:
    return tuple(np.asarray(one).tolist() for one in (answer.violated, answer.unknown, answer.order))


def _best(
    engines: Sequence[Engine], patient: Question, seconds: float, first: Sequence[float]
) -> Iterator[tuple[Engine, float]]:
    """Yield the best time of each engine, in turns; one that is slow gets fewer."""
    best, spent = list(first), list(first)
    for _ in range(200):
        for place, engine in enumerate(engines):
            if spent[place] < seconds:
                start = perf_counter()
                engine.answer(patient)
                took = perf_counter() - start
                best[place], spent[place] = min(best[place], took), spent[place] + took
    for place, engine in enumerate(engines):
        yield engine, best[place]


def _table(results: Sequence[Measured]) -> list[str]:
    names = list(dict.fromkeys(name for one in results for name in one.times))
    rows = ["| trials | distinct atoms | " + " | ".join(names) + " |", "|---|---|" + "---|" * len(names)]
    for one in results:
        cells = " | ".join(_cell(one, name) for name in names)
        rows.append(f"| {_count(one.size)} | {_count(one.atoms)} | {cells} |")
    return rows


def _cell(one: Measured, name: str) -> str:
    if name not in one.times:
        return "–"
    time = f"{one.times[name]:,.1f} ms" if one.times[name] < 1000 else f"{one.times[name] / 1000:,.1f} s"
    return time if name == Compiled.name else f"{time} ({one.ratio(name):,.{0 if one.ratio(name) >= 10 else 1}f}x)"


def _count(number: int) -> str:
    return f"{number:,}".replace(",", "\u2009")


def _machine() -> str:
    names = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    processor = f"{len(names)} x {names[0]}" if names else f"{os.cpu_count()} x {platform.processor()}"
    return f"{processor}; {platform.system()}; Python {platform.python_version()}"


def _lines(path: str) -> list[str]:
    return Path(path).read_text("utf-8").splitlines() if Path(path).exists() else []


def missed(results: Sequence[Measured], others: dict[str, tuple[float, float]]) -> list[str]:
    """Return which of the project's bounds are missed, in words."""
    found = {(one.size, one.shares): one for one in results}
    words = []
    for bound in BOUNDS:
        one = found.get((bound.size, bound.shares))
        if one is not None:
            kind = "" if bound.shares else " without sharing"
            others[f"1 x {bound.size:,}{kind} against {bound.peer}"] = (one.ratio(bound.peer), bound.least)
    for name, (ratio, least) in others.items():
        state = "kept" if ratio >= least else "MISSED"
        print(f"{state:<7}{name}: {ratio:.1f}x, at least {least:g}x is promised")
        if ratio < least:
            words.append(name)
    return words


def main() -> int:
    """Measure, print, and write or guard where that is asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/performance.md and docs/performance.svg")
    parser.add_argument("--guard", action="store_true", help="end with 1 where a promised ratio is missed")
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="leave out libraries larger than this")
    parser.add_argument("--seconds", type=float, default=4.0, help="time for each engine and library")
    asked = parser.parse_args()
    results = []
    for size in (one for one in SIZES if one <= asked.largest):
        results.append(measure(size, asked.seconds, shares_atoms=True))
        print(_table(results[-1:])[-1], flush=True)
    alone = [measure(asked.largest, asked.seconds, shares_atoms=False)]
    print(_table(alone)[-1], flush=True)
    kept, printed = storing(asked.largest, SEED), printing()
    wrong = shares(MadeLibrary.of(2_000, SEED), 25, SEED)
    facts = [kept.words(), printed.words()]
    print("\n".join(facts))
    others = {
        "load from cache against pydantic": (kept.ratio, 30.0),
        "a 2-page PDF against WeasyPrint": (printed.ratio, 5.0),
    }
    others["150 MiB against what the compiled library takes"] = (150 / kept.resident, 1.0)
    failures = missed([*results, *alone], others)
    if asked.write:
        write(results, alone, facts, wrong)
    return int(asked.guard and bool(failures))


def write(results: Sequence[Measured], alone: Sequence[Measured], facts: Sequence[str], wrong: Wrong) -> None:
    """Put the figures between the marks of the page, and draw the plot."""
    names = results[0].times
    lines = {name: [(one.size, one.times[name]) for one in results if name in one.times] for name in names}
    lines["compiled library, no sharing"] = [(one.size, one.times[Compiled.name]) for one in alone]
    PLOT.write_text(drawn("Time for one patient against so many trials", "trials", lines), "utf-8")
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    block = [
        BEGIN,
        "",
        f"Measured on {date.today().isoformat()}: {_machine()}; {versions}.",  # noqa: DTZ011 - the day at the machine
        "",
        "One patient against so many trials that share their limits:",
        "",
        *_table(results),
        "",
        "Trials that share nothing, every limit standing in one place only:",
        "",
        *_table(alone),
        "",
        *(line for fact in facts for line in (fact, "")),
        wrong.words(),
        "",
        END,
    ]
    page = PAGE.read_text("utf-8")
    before, after = page.partition(BEGIN)[0], page.partition(END)[2]
    PAGE.write_text(before + "\n".join(block) + after, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
