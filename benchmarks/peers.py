"""The same work by other engines: which trials are open, how many criteria are violated or unknown, and the order.

None of them knows three-valued rules, so each gets them spelt out as it can do best: comparisons once each, the
criteria on top of them, the trials on top of those. Making ready (parsing, compiling, loading) is not counted; a
question with its answer is. Every engine returns what `Answer` holds, and the run compares them before any time counts.
"""

from __future__ import annotations

import json
import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import duckdb
import numpy as np
import polars as pl
import zen

from benchmarks.made_trials import FACTS
from matcher.case import Case
from matcher.clock import Clock
from matcher.engine import match_trial
from matcher.outcomes import judge
from matcher.ranking import ranked
from matcher.result import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from benchmarks.made_trials import Asked, Atom, Literal, MadeLibrary
    from criteria.profile import PatientProfile
    from criteria.trial import Trial
    from matcher.compiled import CompiledLibrary

HELD: Final = {"at_least": operator.ge, "above": operator.gt, "at_most": operator.le, "below": operator.lt}
SIGNS: Final = {"at_least": ">=", "above": ">", "at_most": "<=", "below": "<"}
INELIGIBLE, POSSIBLE, ELIGIBLE = 3, 1, 0


@dataclass(frozen=True, slots=True)
class Question:
    """A patient, as the program and as other engines see one."""

    profile: PatientProfile
    on: date
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """How many criteria of each trial are violated and unknown, and the trials' places in order."""

    violated: Sequence[int]
    unknown: Sequence[int]
    order: Sequence[int]


class Compiled:
    """The compiled library."""

    name = "compiled library"

    def __init__(self, library: CompiledLibrary) -> None:
        """Use a library."""
        self._library = library

    def answer(self, question: Question) -> Answer:
        """Judge and rank all trials."""
        found = self._library.standings(question.profile, question.on)
        return Answer(found.violated, found.unknown, found.order)  # type: ignore[arg-type]


class Reference:
    """The program's own engine: windows of time, readings and reasons for all."""

    name = "reference engine"

    def __init__(self, trials: Sequence[Trial]) -> None:
        """Use trials."""
        self._trials = trials
        self._places = {trial.id: place for place, trial in enumerate(trials)}

    def answer(self, question: Question) -> Answer:
        """Judge and rank all trials."""
        case = Case(question.profile, question.on)
        matches = ranked(match_trial(trial, case) for trial in self._trials)
        found = sorted(matches, key=lambda match: self._places[match.trial.id])
        return Answer(
            [len(match.blockers) for match in found],
            [len(match.of(Outcome.UNKNOWN)) for match in found],
            [self._places[match.trial.id] for match in matches],
        )


class Plain:
    """A plain tree evaluator with reasons: each criterion of each trial judged once, today, and no more than that."""

    name = "plain evaluator with reasons"

    def __init__(self, trials: Sequence[Trial]) -> None:
        """Use trials."""
        self._trials = trials
        self._static = [(trial.kind == "label", not trial.is_recruiting, trial.id) for trial in trials]

    def answer(self, question: Question) -> Answer:
        """Judge and rank all trials."""
        case, clock = Case(question.profile, question.on), Clock(question.on)
        reasons = [[judge(criterion, case, clock) for criterion in trial.criteria] for trial in self._trials]
        violated = [sum(one.outcome is Outcome.VIOLATED for one in found) for found in reasons]
        unknown = [sum(one.outcome is Outcome.UNKNOWN for one in found) for found in reasons]
        return Answer(violated, unknown, in_order(violated, unknown, self._static))


class Bare:
    """The least that a tree evaluator with reasons can do in Python: numbers without units, and a tuple a reason."""

    name = "bare evaluator with reasons"

    def __init__(self, made: MadeLibrary) -> None:
        """Use made-up trials."""
        self._made = made
        self._static = static_of(made)

    def answer(self, question: Question) -> Answer:
        """Judge and rank all trials."""
        values, atoms = question.values, self._made.atoms
        violated, unknown = [], []
        for trial in self._made.trials:
            reasons = [_found(one, atoms, values) for one in trial.criteria]
            violated.append(sum(state < 0 for state, _ in reasons))
            unknown.append(sum(state == 0 for state, _ in reasons))
        return Answer(violated, unknown, in_order(violated, unknown, self._static))


def _found(
    asked: Asked, atoms: Sequence[Atom], values: Sequence[float | None]
) -> tuple[int, list[tuple[str, float, float | None]]]:
    """Return how a criterion stands (-1, 0 or 1), and what was compared with what."""
    reasons, best = [], -1
    for term in asked.terms:
        least = 1
        for number, is_opposite in term:
            fact, op, limit = atoms[number]
            value = values[fact]
            state = 0 if value is None else 1 if HELD[op](value, limit) else -1
            least = min(least, -state if is_opposite else state)
            reasons.append((op, limit, value))
        best = max(best, least)
    return best if asked.is_inclusion else -best, reasons


def in_order(
    violated: Sequence[int], unknown: Sequence[int], static: Sequence[tuple[bool, bool, str]]
) -> Sequence[int]:
    """Return the trials' places in the ranking's order."""

    def key(place: int) -> tuple[bool, int, bool, int, str]:
        is_label, is_closed, name = static[place]
        verdict = INELIGIBLE if violated[place] else POSSIBLE if unknown[place] else ELIGIBLE
        return is_label, verdict, is_closed, unknown[place], name

    return sorted(range(len(static)), key=key)


def static_of(made: MadeLibrary) -> list[tuple[bool, bool, str]]:
    """Return what the order follows from whoever the patient is."""
    return [(trial.is_label, not trial.is_recruiting, trial.id) for trial in made.trials]


class Zen:
    """zen-engine (Rust): one graph for all trials, with a node each for comparisons, criteria and trials."""

    name = "zen-engine, one graph"

    def __init__(self, made: MadeLibrary) -> None:
        """Write the graph; a false comparison is -1, an unknown one 0, a true one 1."""
        self._static = static_of(made)
        criteria: dict[str, str] = {}
        trials = []
        for place, trial in enumerate(made.trials):
            names = [
                criteria.setdefault(_weight(one.is_inclusion, one.terms), f"c{len(criteria)}") for one in trial.criteria
            ]
            trials.append((f"t{place}", f"sum([{', '.join(names)}])"))
        atoms = [(f"a{number}", _compared(*atom)) for number, atom in enumerate(made.atoms)]
        graph = _graph([atoms, [(name, text) for text, name in criteria.items()], trials])
        self._decision = zen.ZenEngine().create_decision(graph)
        self.answer(Question(None, None, [1.0] * len(FACTS)))  # type: ignore[arg-type]

    def answer(self, question: Question) -> Answer:
        """Judge all trials in the graph; rank them here."""
        given = {f"f{place}": value for place, value in enumerate(question.values)}
        found = self._decision.evaluate(given)["result"]
        sums = [int(found[f"t{place}"]) for place in range(len(self._static))]
        violated, unknown = [one // 1000 for one in sums], [one % 1000 for one in sums]
        return Answer(violated, unknown, in_order(violated, unknown, self._static))


def _compared(fact: int, op: str, limit: float) -> str:
    return f"f{fact} == null ? 0 : (f{fact} {SIGNS[op]} {limit!r} ? 1 : -1)"


def _weight(is_inclusion: bool, terms: Sequence[Sequence[Literal]]) -> str:  # noqa: FBT001 - as the criterion has it
    """Return a criterion as 1000 where it is violated, 1 where it is unknown, else 0."""
    texts = [_least([f"{'-' if is_opposite else ''}a{atom}" for atom, is_opposite in term]) for term in terms]
    whole = texts[0] if len(texts) == 1 else f"max([{', '.join(texts)}])"
    return f"({whole}) == 0 ? 1 : (({whole}) {'<' if is_inclusion else '>'} 0 ? 1000 : 0)"


def _least(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"min([{', '.join(parts)}])"


def _graph(stages: Sequence[Sequence[tuple[str, str]]]) -> str:
    nodes: list[object] = [{"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}}]
    edges, before = [], "in"
    for number, expressions in enumerate(stages):
        content = {
            "expressions": [{"id": f"{number}-{key}", "key": key, "value": text} for key, text in expressions],
            "passThrough": False,
            "inputField": None,
            "outputPath": None,
            "executionMode": "single",
        }
        place = {"id": f"n{number}", "type": "expressionNode", "name": f"n{number}", "position": {"x": 0, "y": 0}}
        nodes.append(place | {"content": content})
        edges.append({"id": f"e{number}", "sourceId": before, "targetId": f"n{number}", "type": "edge"})
        before = f"n{number}"
    nodes.append({"id": "out", "type": "outputNode", "name": "out", "position": {"x": 0, "y": 0}})
    edges.append({"id": "e", "sourceId": before, "targetId": "out", "type": "edge"})
    return json.dumps({"nodes": nodes, "edges": edges})


def _rows(made: MadeLibrary) -> dict[str, np.ndarray]:
    """Return the literals of all criteria as columns."""
    rows = [
        (place, 10 * place + number, term_number, atom, -1 if is_opposite else 1, 1 if one.is_inclusion else -1)
        for place, trial in enumerate(made.trials)
        for number, one in enumerate(trial.criteria)
        for term_number, term in enumerate(one.terms)
        for atom, is_opposite in term
    ]
    names = ("trial", "criterion", "term", "atom", "sign", "kind")
    return dict(zip(names, np.array(rows, np.int32).reshape(-1, 6).T, strict=True))


class Polars:
    """Polars: columns of comparisons, grouped into terms, criteria and trials."""

    name = "Polars"

    def __init__(self, made: MadeLibrary) -> None:
        """Load the columns, with all that is known of every criterion beforehand."""
        rows = _rows(made)
        term = rows["criterion"].astype(np.int64) * 4 + rows["term"]
        self._literals = pl.DataFrame(
            {name: np.ascontiguousarray(rows[name]) for name in ("atom", "sign")}
        ).with_columns(
            pl.Series("term", term), pl.Series("criterion", rows["criterion"]), pl.Series("kind", rows["kind"])
        )
        self._atoms = pl.DataFrame(
            {"fact": [a[0] for a in made.atoms], "op": [a[1] for a in made.atoms], "limit": [a[2] for a in made.atoms]},
            schema={"fact": pl.Int32, "op": pl.Enum(list(SIGNS)), "limit": pl.Float64},
        )
        labels, closed, ids = zip(*static_of(made), strict=True)
        by_id = np.empty(len(ids), np.int32)
        by_id[np.argsort(np.array(ids))] = np.arange(len(ids))
        self._trials = pl.DataFrame({"label": labels, "closed": closed, "id": by_id}).with_row_index("trial")

    def answer(self, question: Question) -> Answer:
        """Judge and rank all trials."""
        facts = pl.Series(question.values, dtype=pl.Float64)
        value, limit, op = pl.lit(facts).gather(pl.col("fact")), pl.col("limit"), pl.col("op")
        held = (
            pl.when(op == "at_least").then(value >= limit).when(op == "above").then(value > limit)
            .when(op == "at_most").then(value <= limit).otherwise(value < limit)
        )  # fmt: skip
        states = self._atoms.select((held.cast(pl.Int8) * 2 - 1).fill_null(0).alias("state"))["state"]
        judged = (
            self._literals.lazy()
            .with_columns((pl.lit(states).gather(pl.col("atom")) * pl.col("sign")).alias("state"))
            .group_by("term", maintain_order=True)
            .agg(pl.col("state").min(), pl.col("criterion").first(), pl.col("kind").first())
            .group_by("criterion", maintain_order=True)
            .agg((pl.col("state").max() * pl.col("kind").first()).alias("state"))
            .group_by(pl.col("criterion") // 10, maintain_order=True)
            .agg((pl.col("state") < 0).sum().alias("violated"), (pl.col("state") == 0).sum().alias("unknown"))
            .collect()
        )
        is_open = pl.when(pl.col("unknown") > 0).then(POSSIBLE).otherwise(ELIGIBLE)
        verdict = pl.when(pl.col("violated") > 0).then(INELIGIBLE).otherwise(is_open)
        order = (
            self._trials.with_columns(judged["violated"], judged["unknown"])
            .with_columns(verdict.alias("verdict"))
            .sort("label", "verdict", "closed", "unknown", "id")["trial"]
        )
        return Answer(judged["violated"].to_numpy(), judged["unknown"].to_numpy(), order.to_numpy())


class DuckDb:
    """DuckDB: the same in SQL, whose own null is the unknown of three-valued logic."""

    name = "DuckDB"
    _JUDGED: Final = """
        with atoms as (
            select atom, 2 * (case op when 'at_least' then value >= bound when 'above' then value > bound
                              when 'at_most' then value <= bound else value < bound end)::tinyint - 1 as state
            from atom join fact using (fact)
        ), terms as (
            select trial, criterion, term, any_value(kind) as kind, min(coalesce(state, 0) * sign) as state
            from literal join atoms using (atom) group by trial, criterion, term
        ), criteria as (
            select trial, max(state) * any_value(kind) as state from terms group by trial, criterion
        ), trials as (
            select trial, count(*) filter (state < 0) as violated, count(*) filter (state = 0) as unknown
            from criteria group by trial
        )
        select trial, violated, unknown from trials join known using (trial)
        order by label, case when violated > 0 then 3 when unknown > 0 then 1 else 0 end, closed, unknown, id
    """

    def __init__(self, made: MadeLibrary) -> None:
        """Load the tables."""
        self._base = duckdb.connect()
        self._base.register("given_literal", _rows(made))
        facts, ops, limits = zip(*made.atoms, strict=True)
        atoms = {"atom": np.arange(len(facts), dtype=np.int32), "fact": np.array(facts, np.int32)}
        self._base.register("given_atom", atoms | {"op": np.array(ops, object), "bound": np.array(limits)})
        labels, closed, ids = zip(*static_of(made), strict=True)
        known = {"trial": np.arange(len(ids), dtype=np.int32), "label": np.array(labels), "closed": np.array(closed)}
        self._base.register("given_known", known | {"id": np.array(ids, object)})
        for name in ("literal", "atom", "known"):
            self._base.execute(f"create table {name} as select * from given_{name}")  # noqa: S608 - names from here
        self._base.execute("create table fact (fact integer, value double)")

    def answer(self, question: Question) -> Answer:
        """Judge and rank all trials."""
        self._base.execute("delete from fact")
        self._base.executemany("insert into fact values (?, ?)", list(enumerate(question.values)))
        found = self._base.execute(self._JUDGED).fetchnumpy()
        order = np.asarray(found["trial"])
        back = np.argsort(order)
        return Answer(np.asarray(found["violated"])[back], np.asarray(found["unknown"])[back], order)
