from __future__ import annotations

import typing
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel

from criteria import rules
from criteria.declaration import Asked
from criteria.facts import UnknownFactError, catalogue, fact, find_fact
from criteria.profile import PatientProfile
from criteria.vocabulary import lab_tests, vocabulary

if TYPE_CHECKING:
    from criteria.facts import FactKind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("birth_date", "date"),
        ("age", "number"),
        ("sex", "choice"),
        ("weight", "number"),
        ("country", "name"),
        ("pregnant", "flag"),
        ("diagnosis.date", "date"),
        ("diagnosis.primary_site", "name"),
        ("diagnosis.grade", "scale"),
        ("diagnosis.ki67", "number"),
        ("diagnosis.mitotic_count", "number"),
        ("diagnosis.metastatic_sites", "list"),
        ("diagnosis.specimens", "list"),
        ("progression", "list"),
        ("performance.ecog", "scale"),
        ("performance.karnofsky", "number"),
        ("sstr_imaging.krenning", "scale"),
        ("sstr_imaging.positive", "flag"),
        ("therapies", "list"),
        ("labs", "list"),
    ],
)
def test_the_kind_of_a_fact_is_read_off_its_type(path: str, kind: FactKind) -> None:
    assert catalogue()[path].kind == kind


def test_every_declared_fact_is_in_the_catalogue_in_the_models_order() -> None:
    declared = [
        path
        for section, field in PatientProfile.model_fields.items()
        for path in (
            [section]
            if _is_asked(field)
            else [f"{section}.{name}" for name, inner in _fields(field.annotation).items() if _is_asked(inner)]
        )
    ]
    assert list(catalogue()) == declared


def _is_asked(field: Any) -> bool:  # noqa: ANN401 - a field of any model
    return any(isinstance(item, Asked) for item in field.metadata)


def _fields(annotation: Any) -> dict[str, Any]:  # noqa: ANN401 - any annotation
    return dict(annotation.model_fields) if isinstance(annotation, type) and issubclass(annotation, BaseModel) else {}


def test_every_fact_has_words_a_question_and_a_document() -> None:
    for entry in catalogue().values():
        assert all((entry.label, entry.plain, entry.question.endswith("?"), entry.found_in)), entry.path
        for choice in entry.choices:
            assert choice.label, choice.plain


def test_every_choice_has_words_in_both_registers() -> None:
    for path, entry in catalogue().items():
        if entry.kind in ("choice", "scale"):
            assert entry.choices, path
            assert len({choice.label for choice in entry.choices}) == len(entry.choices)
    well = catalogue()["diagnosis.differentiation"].choices[0]
    assert (well.value, well.label) == ("well", "well differentiated")
    assert "normal cells" in well.plain


def test_the_scales_are_the_facts_that_a_scale_rule_may_name() -> None:
    named = typing.get_args(rules.ScaleRule.model_fields["fact"].annotation)
    assert set(named) == {path for path, entry in catalogue().items() if entry.kind == "scale"}


def test_every_vocabulary_that_is_named_exists() -> None:
    for entry in catalogue().values():
        if entry.vocabulary is not None:
            assert vocabulary(entry.vocabulary).kind == entry.vocabulary


@pytest.mark.parametrize(
    ("path", "found", "kind", "label"),
    [
        ("labs.ast", "labs.ast", "number", "AST"),
        ("labs.ANC", "labs.neutrophils", "number", "neutrophils (ANC)"),
        ("labs.ast.uln", "labs.ast.uln", "number", "AST: upper limit of normal (ULN)"),
        ("conditions.HIV", "conditions.hiv", "choice", None),
        ("medications.steroids", "medications.steroid", "flag", None),
        ("biomarkers.TMB", "biomarkers.tmb", "name", None),
        ("therapies.prrt", "therapies.prrt", "flag", None),
        ("diagnosis.metastatic_sites.brain", "diagnosis.metastatic_sites.brain", "choice", "brain"),
        ("therapies[1]", "therapies[1]", "list", "treatment 2"),
        ("therapies[1].end", "therapies[1].end", "date", "treatment 2: end date"),
        ("therapies[0].class", "therapies[0].class", "name", "treatment 1: class"),
        ("therapies[0].outcome", "therapies[0].outcome", "choice", "treatment 1: outcome"),
        ("progression[0].date", "progression[0].date", "date", "progression 1: date"),
        ("labs[4].unit", "labs[4].unit", "name", "laboratory result 5: unit"),
        ("diagnosis.metastatic_sites[0].status", "diagnosis.metastatic_sites[0].status", "choice", None),
        ("diagnosis.specimens[1].ki67", "diagnosis.specimens[1].ki67", "number", "specimen 2: Ki-67"),
        ("diagnosis.ki67.date", "diagnosis.ki67.date", "date", "Ki-67: date"),
        ("Diagnosis.Ki67", "diagnosis.ki67", "number", "Ki-67"),
    ],
)
def test_paths_into_lists_and_measures_are_facts_too(path: str, found: str, kind: str, label: str | None) -> None:
    entry = fact(path)
    assert (entry.path, entry.kind) == (found, kind)
    assert label is None or entry.label == label
    assert entry.plain
    assert entry.question.endswith("?")


def test_a_lab_says_its_unit_and_the_document_it_stands_in() -> None:
    assert fact("labs.creatinine").unit == lab_tests()["creatinine"].unit
    assert fact("labs.creatinine").found_in == lab_tests()["creatinine"].document


def test_every_term_of_every_listed_kind_is_a_fact() -> None:
    for base in ("labs", "conditions", "medications", "biomarkers", "therapies", "diagnosis.metastatic_sites"):
        kind = catalogue()[base].vocabulary
        assert kind is not None
        for term in vocabulary(kind).terms.values():
            entry = fact(f"{base}.{term.id}")
            assert (entry.path, entry.label, entry.plain) == (f"{base}.{term.id}", term.label, term.plain)


@pytest.mark.parametrize(
    "path",
    ["", ".", "nothing", "diagnosis", "diagnosis.", "labs.", "labs.nothing", "labs.ast.nothing", "sex[0]", "labs[x]",
     "labs[-1]", "therapies[1].nothing", "therapies[0].end.value", "diagnosis.ki67.date.x", "diagnosis.ki67[0]"],
)  # fmt: skip
def test_what_is_no_fact_is_refused(path: str) -> None:
    assert find_fact(path) is None
    with pytest.raises(UnknownFactError, match="there is no fact"):
        fact(path)


def test_the_refusal_names_the_fact_that_was_meant() -> None:
    with pytest.raises(KeyError) as caught:
        fact("ki67")
    assert str(caught.value) == "there is no fact 'ki67'; did you mean diagnosis.ki67?"
