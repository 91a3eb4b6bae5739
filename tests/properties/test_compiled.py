"""A compiled library says in every case what the reference says: verdicts, counts, days and the whole ranking."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.library import Library
from criteria.trial import Trial
from matcher.case import Case
from matcher.clock import Clock
from matcher.cohort import Patient, screen, screen_compiled
from matcher.compiled import NEVER, CompiledLibrary
from matcher.compiled.leaves import LIMITS
from matcher.compiled.sharing import Sharing
from matcher.compiled.states import FALSE, LACKING, TRUE, state_of
from matcher.engine import MatchEngine
from matcher.evaluate import evaluate
from matcher.result import Outcome, Verdict
from tests.properties.drawing import Draw
from tests.properties.libraries import random_answers, random_library
from tests.properties.patients import random_patient
from tests.properties.pools import DAYS
from tests.properties.program import profile_of, rule_of
from tests.properties.strategies import cases, seeded_cases
from tests.properties.test_engine_equals_interpreter import SEED

if TYPE_CHECKING:
    from criteria.profile import PatientProfile
    from matcher.result import MatchResult
    from tests.properties.drawing import Json
    from tests.properties.strategies import RandomCase


def _difference(library: Library, profile: PatientProfile, draw: Draw) -> str:
    """Return where the compiled library departs from the reference; nothing where it does not."""
    return differences(library, CompiledLibrary.of(library.trials), profile, draw)


def differences(library: Library, compiled: CompiledLibrary, profile: PatientProfile, draw: Draw) -> str:
    reference = MatchEngine(library).match(profile, draw.as_of)
    standings = compiled.standings(profile, draw.as_of)
    rows = {trial.id: row for row, trial in enumerate(library.trials)}
    order = [library.trials[row].id for row in standings.order]
    told = []
    if order != [match.trial.id for match in reference.matches]:
        told.append(f"order {order}")
    for match in reference.matches:
        row = rows[match.trial.id]
        start = match.windows[0].start if match.windows else None
        ids = [cohort.id for cohort in match.cohorts]
        expected = (
            match.verdict,
            NEVER if match.cohort is None else ids.index(match.cohort),
            len(match.of(Outcome.VIOLATED)),
            len(match.of(Outcome.UNKNOWN)),
            len(match.of(Outcome.CONFIRM)),
            start,
            match.rank,
        )
        given = (
            standings.verdict(row),
            int(standings.cohorts[row]),
            int(standings.violated[row]),
            int(standings.unknown[row]),
            int(standings.confirm[row]),
            standings.opens_on(row),
            int(standings.ranks[row]),
        )
        if given != expected:
            told.append(f"{match.trial.id}: {given}, not {expected}\n{match.trial.model_dump_json()}")
        if compiled.match(row, profile, standings) != match:
            told.append(f"{match.trial.id}: its match")
    if standings.counts != _counted(reference):
        told.append(f"counts {standings.counts}")
    return "\n".join(told)


def _counted(result: MatchResult) -> dict[Verdict, int]:
    counted = Counter(match.verdict for match in result.matches)
    return {verdict: counted[verdict] for verdict in Verdict}


def _drawn(random: Random, size: int) -> tuple[Library, PatientProfile, Draw]:
    draw = Draw(random, DAYS[random.randrange(len(DAYS))])
    library = random_library(draw, size)
    patient = random_patient(draw)
    if draw.chance(5):
        patient |= {"answers": random_answers(draw, library)}
    return library, profile_of(patient), draw


def test_a_compiled_library_says_what_the_engine_says_of_random_libraries_and_patients() -> None:
    random = Random(SEED + 40)  # noqa: S311 - chance for tests
    seen: Counter[Verdict] = Counter()
    for _ in range(250):
        library, profile, draw = _drawn(random, random.choice((1, 2, 5, 12, 30)))
        assert not _difference(library, profile, draw), profile.model_dump_json()
        seen += Counter(CompiledLibrary.of(library.trials).standings(profile, draw.as_of).counts)
    assert min(seen[verdict] for verdict in Verdict) > 60


@given(st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_a_compiled_library_says_what_the_engine_says_of_what_hypothesis_finds(random: Random) -> None:
    library, profile, draw = _drawn(random, 4)
    assert not _difference(library, profile, draw), profile.model_dump_json()


def _state(case: RandomCase) -> tuple[int, int]:
    """Return what the graph and what the reference make of one tree."""
    sharing = Sharing()
    rule = rule_of(case.rule)
    literal = sharing.literal(rule)
    graph, leaves, numbers = sharing.finished()
    known = Case(profile_of(case.patient), case.as_of)
    judged = graph.literals(leaves.judge(known).states)
    return int(judged[numbers[literal]]), state_of(evaluate(rule, known, Clock(case.as_of)))


def test_a_compiled_tree_says_what_the_evaluator_says_on_random_trees() -> None:
    for case in seeded_cases(SEED + 41, 3000):
        compiled, evaluated = _state(case)
        assert compiled == evaluated, case


@given(cases())
@settings(max_examples=200)
def test_a_compiled_tree_says_what_the_evaluator_says_on_what_hypothesis_finds(case: RandomCase) -> None:
    compiled, evaluated = _state(case)
    assert compiled == evaluated, case


def _variants(leaf: Json) -> list[Json]:
    """Return a leaf with every limit that stands on, between or beyond the values that patients are drawn with."""
    bare = {key: value for key, value in leaf.items() if key not in LIMITS}
    limits = sorted({value for value in (leaf.get(name) for name in LIMITS) if value is not None})
    near = {limit * factor for limit in limits for factor in (0, 0.5, 0.9, 1, 1.1, 1.5, 2, 10)}
    return [bare | {name: limit} for limit in near | set(range(8)) for name in LIMITS]


def test_a_chain_of_limits_says_what_the_evaluator_says_of_each_limit() -> None:
    chained = ("number", "lab", "lab_multiple", "biomarker", "clearance", "count", "cycles", "lines")
    seen: Counter[int] = Counter()
    for case in seeded_cases(SEED + 42, 2500, depth=1):
        if case.rule["rule"] not in chained or case.rule.get("results"):
            continue
        sharing = Sharing()
        rules = [rule_of(data) for data in _variants(case.rule)]
        literals = [sharing.literal(rule) for rule in rules]
        graph, leaves, numbers = sharing.finished()
        known = Case(profile_of(case.patient), case.as_of)
        judged = graph.literals(leaves.judge(known).states)
        for rule, literal in zip(rules, literals, strict=True):
            finding = evaluate(rule, known, Clock(case.as_of))
            assert judged[numbers[literal]] == state_of(finding), (rule, case.patient)
            assert leaves.finding(int(numbers[literal]) >> 1, known).missing == finding.missing, (rule, case.patient)
            seen[state_of(finding)] += 1
        assert len(leaves.chains) == 2
    assert min(seen[state] for state in (FALSE, LACKING, TRUE)) > 400


def test_the_rows_of_many_patients_are_those_of_the_engine() -> None:
    random = Random(SEED + 43)  # noqa: S311 - chance for tests
    windows: Counter[int] = Counter()
    for _ in range(120):
        library, profile, draw = _drawn(random, 12)
        only = [trial.id for trial in library.trials if draw.chance(5)] if draw.chance(3) else []
        patients = [Patient("one", profile), Patient("unread", None)]
        reference = list(screen(patients, MatchEngine(library), draw.as_of, draw.as_of, only))
        compiled = CompiledLibrary.of(library.trials)
        assert list(screen_compiled(patients, compiled, draw.as_of, draw.as_of, only)) == reference
        windows += Counter(len(row.windows) for row in reference)
    assert min(windows[0], windows[1], windows[2]) > 0, windows


def test_a_library_without_trials_has_nothing_to_rank() -> None:
    profile = profile_of({"format": "zebramatch.patient/1"})
    standings = CompiledLibrary.of(()).standings(profile, DAYS[0])
    assert len(standings.order) == 0
    assert set(standings.counts.values()) == {0}


def test_a_library_of_trials_that_ask_nothing_finds_them_all_eligible() -> None:
    draw = Draw(Random(1), DAYS[0])  # noqa: S311 - chance for tests
    blank = {"id": "NCT00000001", "title": "Nothing asked", "coverage": "full", "status": "RECRUITING"}
    trial = Trial.model_validate(blank | {"source": {"registry": "none", "curated_by": "hand"}})
    profile = profile_of({"format": "zebramatch.patient/1"})
    assert not _difference(Library((trial,), (), None), profile, draw)
