"""The built-in library compiled: what is shared in it, and that it stands as the engine says for every example."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from random import Random

import pytest

from criteria.library import Library, load_library
from criteria.patient_file import parse_patient
from criteria.strict_json import parse_json
from matcher.compiled import CompiledLibrary
from tests.properties.drawing import Draw
from tests.properties.libraries import random_answers
from tests.properties.patients import random_patient
from tests.properties.pools import DAYS
from tests.properties.program import profile_of
from tests.properties.test_compiled import differences

EXAMPLES = ("nec.json", "planet.json", "sparse.json")


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="module")
def compiled(library: Library) -> CompiledLibrary:
    return CompiledLibrary.of(library.trials)


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2026, 11, 21), date(2031, 12, 31)])
def test_the_built_in_library_stands_as_the_engine_says_for_an_example(
    library: Library, compiled: CompiledLibrary, example: str, day: date
) -> None:
    text = (files("resources") / "examples" / example).read_text("utf-8")
    profile = parse_patient(parse_json(text, example), example)
    assert not differences(library, compiled, profile, Draw(Random(0), day))  # noqa: S311 - chance for tests


def test_the_built_in_library_stands_as_the_engine_says_for_made_up_patients(
    library: Library, compiled: CompiledLibrary
) -> None:
    random = Random(7)  # noqa: S311 - chance for tests
    for _ in range(10):
        draw = Draw(random, DAYS[random.randrange(len(DAYS))])
        patient = random_patient(draw)
        patient |= {"answers": random_answers(draw, library)} if draw.chance(5) else {}
        assert not differences(library, compiled, profile_of(patient), draw), patient


def test_what_is_equal_in_the_built_in_library_stands_in_it_once(compiled: CompiledLibrary) -> None:
    graph, asked = compiled.rules.graph, compiled.rules.asked
    assert len(set(asked.literals.tolist())) < len(asked.literals)
    assert graph.leaves == compiled.rules.leaves.size < graph.size


def test_a_row_tells_the_trial_s_own_words(library: Library, compiled: CompiledLibrary) -> None:
    assert list(compiled.names.trials) == [trial.id for trial in library.trials]
    assert [compiled.names.titles[row] for row in range(len(compiled))] == [trial.title for trial in library.trials]
    with pytest.raises(IndexError):
        compiled.names.titles[len(compiled)]
