"""The table of sentences: complete, in both registers, with the right placeholders, plain where it says so."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from string import Formatter
from types import ModuleType
from typing import TYPE_CHECKING, Any, get_args

import pytest

from criteria import rules
from criteria.facts import catalogue
from criteria.measures import Quantity
from matcher import phrases
from matcher.explain import Register, reason
from matcher.finding import Evidence, Finding, Why
from matcher.notices import NoticeKind
from matcher.result import CriterionResult, Outcome, Verdict
from matcher.truth import Truth
from matcher.wording import calendar, evidence, flags, frames, general, lists, names, slots, subjects, times, values
from matcher.wording import rules as rule_words
from matcher.wording.reasons import seen_phrase
from matcher.wording.slots import SLOTS
from matcher.wording.voice import Phrase
from tests.explain.making import AS_OF, criterion

if TYPE_CHECKING:
    from collections.abc import Iterator

MODULES = (phrases, calendar, frames, evidence, general, lists, names, slots, subjects, times, values, rule_words)
KINDS: dict[str, dict[str, Any]] = {
    "number": {"fact": "diagnosis.ki67", "at_most": 20, "max_age": {"days": 28}},
    "scale": {"fact": "performance.ecog", "at_most": 1},
    "one_of": {"fact": "diagnosis.primary_site", "values": ["pancreas"]},
    "flag": {"fact": "pregnant"},
    "elapsed": {"fact": "diagnosis.date", "within": {"months": 6}, "anchor": "screening"},
    "progression": {"basis": ["RECIST 1.1"], "within": {"months": 12}},
    "lab": {"test": "platelets", "unit": "10*9/L", "at_least": 100, "max_age": {"days": 14}},
    "lab_multiple": {"test": "ast", "at_most": 3},
    "had": {"select": {"any_of": ["everolimus"]}, "within": {"days": 28}},
    "count": {"select": {"any_of": ["everolimus"]}, "at_most": 2},
    "ongoing": {"select": {"any_of": ["everolimus"]}},
    "washout": {"select": {"any_of": ["everolimus"]}, "at_least": {"days": 28}, "anchor": "registration"},
    "stable_dose": {"select": {"any_of": ["octreotide"]}, "at_least": {"months": 3}},
    "cycles": {"select": {"any_of": ["prrt"]}, "at_most": 4},
    "lines": {"at_most": 2},
    "condition": {"any_of": ["hiv"]},
    "metastasis": {"any_of": ["liver"]},
    "biomarker": {"name": "tmb", "unit": "mut/Mb", "at_least": 10},
    "age": {"at_least": 18},
    "clearance": {"method": "cockcroft_gault", "at_least": 50},
    "judgement": {"question": "Is organ function adequate?"},
}
COMPOSITES = {"all", "any", "not", "at_least", "when"}
JARGON = re.compile(
    r"\b(ECOG|RECIST|ULN|LLN|SSTR|Karnofsky|washout|eligib\w*|cohort|vocabulary|criteri\w+|anchor|baseline|"
    r"inclusion|exclusion|randomi\w+|half-li\w+|as-of|screening|progression|metasta\w+|biopsy|radiological)\b",
    re.IGNORECASE,
)


OF_JUDGEMENTS = (Why.JUDGEMENT, Why.ANSWERED)
POSSIBLE = [
    (kind, why, truth)
    for kind, why, truth in itertools.product(KINDS, Why, Truth)
    if (why in OF_JUDGEMENTS) == (kind == "judgement")
]


def every_phrase() -> Iterator[tuple[str, Phrase]]:
    for module in MODULES:
        for name, value in vars(module).items():
            if not isinstance(value, ModuleType):
                yield from ((f"{module.__name__}.{name}", phrase) for phrase in phrases_in(value))


def phrases_in(value: object) -> Iterator[Phrase]:
    if isinstance(value, Phrase):
        yield value
    elif isinstance(value, tuple):
        yield from itertools.chain.from_iterable(map(phrases_in, value))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from phrases_in(inner)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def rule_of(kind: str) -> rules.Rule:
    found = criterion({"rule": kind, **KINDS[kind]}).rule
    assert found is not None
    return found


def seen_by(kind: str) -> Evidence:
    if kind in ("number", "lab", "lab_multiple", "scale"):
        return Evidence(f"labs.{kind}", name="AST", value=Quantity(value=120), unit="U/L", limit=40)
    if kind in ("age", "clearance", "one_of"):
        return Evidence(f"labs.{kind}", value="58")
    return Evidence("therapies[1].end", name="everolimus")


def test_every_rule_kind_is_covered_here() -> None:
    union = get_args(get_args(rules.Rule)[0])
    assert {model.model_fields["rule"].default for model in union} == {*KINDS, *COMPOSITES}


@pytest.mark.parametrize("key", list(phrases.SEEN), ids=str)
def test_what_is_seen_uses_known_slots_only(key: phrases.SeenKey) -> None:
    phrase = phrases.SEEN[key]
    for text in (phrase.clinician, phrase.plain):
        assert placeholders(text) <= set(SLOTS)


@pytest.mark.parametrize("kind", list(phrases.WISHES))
def test_what_is_asked_uses_known_slots_only(kind: str) -> None:
    for text in (phrases.WISHES[kind].clinician, phrases.WISHES[kind].plain):
        assert placeholders(text) <= set(SLOTS)


@pytest.mark.parametrize("table", [phrases.ASKED, phrases.ASKED_MANY])
def test_the_frame_of_what_is_asked_holds_the_wish_in_both_registers(table: dict[str, Phrase]) -> None:
    for phrase in table.values():
        assert placeholders(phrase.clinician) == placeholders(phrase.plain) == {"wish"}


def test_turning_days_are_named_in_both_registers() -> None:
    for phrase in phrases.TURNS.values():
        assert placeholders(phrase.clinician) == placeholders(phrase.plain) == {"turns"}


@pytest.mark.parametrize("name", list(frames.FRAMES))
def test_frames_lose_no_piece_of_a_reason_in_either_register(name: str) -> None:
    phrase = frames.FRAMES[name]
    assert placeholders(phrase.clinician) == placeholders(phrase.plain)


def test_every_verdict_outcome_and_notice_has_its_words() -> None:
    assert set(general.VERDICTS) == set(general.SYMBOLS) == set(Verdict)
    assert set(general.GROUPS) == set(Outcome)
    assert set(general.NOTICES) == set(NoticeKind)


def test_no_sentence_for_patients_holds_jargon() -> None:
    found = {
        (where, phrase.plain) for where, phrase in every_phrase() if JARGON.search(re.sub(r"{\w+}", "", phrase.plain))
    }
    found |= {(where, text) for where, text in flag_texts() if JARGON.search(text)}
    assert not found


def flag_texts() -> set[tuple[str, str]]:
    return {(path, text) for path, words in flags.FLAG_WORDS.items() for text in (words.heading, words.whether)}


def test_every_yes_or_no_fact_can_be_asked_about_in_plain_words() -> None:
    assert set(flags.FLAG_WORDS) == {entry.path for entry in catalogue().values() if entry.kind == "flag"}


def test_both_registers_are_written_for_every_phrase_that_has_words() -> None:
    one_sided = {where for where, phrase in every_phrase() if phrase.plain and not phrase.clinician}
    assert not one_sided


def test_facts_for_patients_explain_an_abbreviation_where_they_use_one() -> None:
    for entry in catalogue().values():
        for found in JARGON.finditer(entry.plain):
            assert f"({found.group()})" in entry.plain, entry.path


@pytest.mark.parametrize(("kind", "why", "truth"), POSSIBLE)
def test_every_kind_and_why_can_be_said_without_names_of_rules_or_paths(kind: str, why: Why, truth: Truth) -> None:
    rule = rule_of(kind)
    finding = Finding(
        rule, truth, why, ("diagnosis.ki67",), ("therapies[1].end",), evidence=(seen_by(kind),), turns=AS_OF
    )
    assert seen_phrase(finding) in phrases.SEEN.values()
    for side, register in itertools.product(("inclusion", "exclusion"), Register):
        one = criterion({"rule": kind, **KINDS[kind]}, side)
        words = reason(CriterionResult(one, Outcome.UNKNOWN, finding), register)
        assert words
        assert not re.search(r"[{}]|\b[a-z]+_[a-z_]+\b|\[[0-9]|None|  |\.\.", words), words
        assert words.endswith((".", "?")) == (register is Register.PLAIN) or kind == "judgement"
