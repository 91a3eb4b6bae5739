"""Sense after shape, for trial files and for patient files: what is wrong, where, and the cure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from criteria.checks import check_patient
from criteria.library import parse_trial
from criteria.patient_file import parse_patient
from criteria.problems import InputError
from criteria.profile import FORMAT, PatientProfile
from criteria.rule_checks import MAX_DEPTH
from tests.criteria.strategies import Data, patient_data
from tests.criteria.trials import trial_data

if TYPE_CHECKING:
    from criteria.strict_json import Json


AGE = {"rule": "age", "at_least": 18}
ASKED = {"rule": "judgement", "question": "Is it so?"}
RULE = "criteria[0] (I04).rule"


def said(rule: Any = AGE, **changes: Any) -> list[str]:  # noqa: ANN401 - any JSON
    """Return what the checks say of a trial with this rule; nothing when all is well."""
    try:
        parse_trial(trial_data(rule, **changes), "t.json")
    except InputError as error:
        return [str(problem).removeprefix("t.json: ") for problem in error.problems]
    return []


GOOD = [
    AGE,
    {"rule": "number", "fact": "diagnosis.ki67", "at_most": 20, "unit": "%", "specimen": "highest"},
    {"rule": "number", "fact": "diagnosis.mitotic_count", "below": 20, "unit": "/10HPF"},
    {"rule": "number", "fact": "performance.karnofsky", "at_least": 60},
    {"rule": "number", "fact": "weight", "at_most": 150, "unit": "kg"},
    {"rule": "scale", "fact": "performance.ecog", "at_most": 1},
    {"rule": "scale", "fact": "diagnosis.grade", "at_least": 1, "at_most": 3},
    {"rule": "one_of", "fact": "diagnosis.primary_site", "values": ["midgut"]},
    {"rule": "one_of", "fact": "sex", "values": ["female"]},
    {"rule": "one_of", "fact": "country", "values": ["DE"]},
    {"rule": "one_of", "fact": "sstr_imaging.tracer", "values": ["sstr_pet"]},
    {"rule": "flag", "fact": "pregnant", "value": False},
    {"rule": "elapsed", "fact": "diagnosis.date", "within": {"months": 6}},
    {"rule": "progression", "basis": ["RECIST 1.1"], "on": ["prrt"], "within": {"months": 12}},
    {"rule": "lab", "test": "creatinine", "unit": "umol/L", "at_most": 133},
    {"rule": "lab", "test": "neutrophils", "unit": "/uL", "at_least": 1500},
    {"rule": "lab_multiple", "test": "ast", "at_most": 3},
    {"rule": "had", "select": {"any_of": ["prrt"], "isotope": ["177Lu"], "outcome": ["progression"]}},
    {"rule": "ongoing", "source": "medications", "select": {"any_of": ["steroid"], "none_of": ["topical_steroid"]}},
    {"rule": "washout", "select": {}, "at_least": {"days": 28}},
    {"rule": "lines", "at_most": 2},
    {"rule": "condition", "any_of": ["hiv"]},
    {"rule": "metastasis", "any_of": ["brain"]},
    {"rule": "biomarker", "name": "tmb", "at_least": 10, "unit": "mut/Mb"},
    {"rule": "biomarker", "name": "msi", "results": ["msi_h"]},
    {"rule": "clearance", "method": "cockcroft_gault", "at_least": 50},
    {"rule": "when", "condition": {"rule": "metastasis", "any_of": ["liver"]}, "then": AGE, "otherwise": ASKED},
    {"rule": "at_least", "count": 1, "of": [AGE, ASKED]},
]


@pytest.mark.parametrize("rule", GOOD, ids=lambda rule: rule["rule"])
@pytest.mark.parametrize("sense", ["inclusion", "exclusion"])
def test_a_sensible_rule_passes(rule: dict[str, Any], sense: str) -> None:
    assert said(rule, criteria=trial_data(rule, sense=sense)["criteria"]) == []


BAD: list[tuple[dict[str, Any], str]] = [
    (
        {"rule": "flag", "fact": "pregnant", "max_age": {"days": 7}},
        ".max_age: Pregnant is recorded without a date; take it out",
    ),
    (
        {"rule": "one_of", "fact": "sex", "values": ["male"], "max_age": {"days": 7}},
        ".max_age: Sex is recorded without a date",
    ),
    ({"rule": "lab", "test": "creatinine", "unit": "mg/dL", "at_most": -1}, ": no value of creatinine can meet these"),
    ({"rule": "lab_multiple", "test": "ast", "below": 0}, ": no value of ast can meet these limits"),
    ({"rule": "lines", "at_most": -1}, ": no value of lines can meet these limits"),
    ({"rule": "count", "select": {}, "below": 0}, ": no value of the count can meet these limits"),
    ({"rule": "clearance", "method": "measured", "at_most": -5}, ": no value of clearance can meet these limits"),
    ({"rule": "biomarker", "name": "tmb", "unit": "mut/Mb", "below": 0}, ": no value of tmb can meet these limits"),
    (
        {"rule": "condition", "any_of": ["hiv"], "within": {"days": 7}, "at_least_ago": {"days": 7}},
        ": within and at_least_ago are both given; keep one of them",
    ),
    (
        {"rule": "number", "fact": "ki67", "at_most": 20},
        ".fact: there is no fact 'ki67'; did you mean diagnosis.ki67?",
    ),
    (
        {"rule": "number", "fact": "sex", "at_most": 20},
        ".fact: the rule number does not fit sex; use a rule for a choice",
    ),
    ({"rule": "number", "fact": "age", "at_least": 18}, ".fact: the rule number does not fit age; use the rule age"),
    ({"rule": "number", "fact": "diagnosis.ki67", "above": 100}, ": no value of Ki-67 can meet these limits"),
    ({"rule": "number", "fact": "diagnosis.ki67", "at_most": 20, "unit": "/2mm2"}, ".unit: '/2mm2' is not the unit of"),
    (
        {"rule": "number", "fact": "diagnosis.mitotic_count", "at_most": 20},
        ".unit: mitoses need the area they were counted in; use /2mm2 or /10HPF",
    ),
    (
        {"rule": "number", "fact": "diagnosis.mitotic_count", "at_most": 20, "unit": "/mm2"},
        ".unit: mitoses need the area",
    ),
    (
        {"rule": "number", "fact": "weight", "at_most": 20, "unit": "g"},
        ".unit: 'g' is not the unit of Body weight; use kg",
    ),
    ({"rule": "number", "fact": "weight", "at_most": 20, "specimen": "any"}, ".specimen: Body weight is not read from"),
    ({"rule": "scale", "fact": "diagnosis.grade", "at_least": 0}, ".at_least: Grade (WHO) has the steps 1 to 3"),
    ({"rule": "scale", "fact": "diagnosis.grade", "at_most": 4}, ".at_most: Grade (WHO) has the steps 1 to 3"),
    ({"rule": "scale", "fact": "sstr_imaging.krenning", "at_most": 5}, ".at_most: Krenning score has the steps 0 to 4"),
    ({"rule": "one_of", "fact": "sex", "values": ["woman"]}, ".values[0]: 'woman' is none of: female, male"),
    ({"rule": "one_of", "fact": "diagnosis.grade", "values": ["G1"]}, ".fact: the rule one_of does not fit"),
    ({"rule": "one_of", "fact": "country", "values": ["Germany"]}, ".values[0]: 'Germany' is not a country code"),
    (
        {"rule": "one_of", "fact": "diagnosis.primary_site", "values": ["midgut", "pancrea"]},
        ".values[1]: 'pancrea' is not a site of the vocabulary; did you mean pancreas?",
    ),
    (
        {"rule": "one_of", "fact": "diagnosis.primary_site", "values": ["Pancreas"]},
        ".values[0]: 'Pancreas' is not the id of pancreas; write pancreas",
    ),
    ({"rule": "flag", "fact": "sex"}, ".fact: the rule flag does not fit sex; use a rule for a choice"),
    (
        {"rule": "lab", "test": "ANC", "unit": "/uL", "above": 1},
        ".test: 'ANC' is not the id of neutrophils (ANC); write",
    ),
    (
        {"rule": "lab", "test": "creatinine", "unit": "mg", "above": 1},
        ".unit: 'mg' is not a unit of creatinine; use mg/dL, umol/L",
    ),
    (
        {"rule": "lab_multiple", "test": "asst", "above": 1},
        ".test: 'asst' is not a lab test of the vocabulary; did you mean",
    ),
    ({"rule": "had", "select": {"any_of": ["Lutathera"]}}, ".select.any_of[0]: 'Lutathera' is not the id of"),
    (
        {"rule": "had", "select": {"none_of": ["nothing at all"]}},
        ".select.none_of[0]: 'nothing at all' is not a therapy of",
    ),
    (
        {"rule": "had", "select": {"isotope": ["Lu-177"]}},
        ".select.isotope[0]: 'Lu-177' is no isotope of a known treatment",
    ),
    (
        {"rule": "had", "source": "medications", "select": {"any_of": ["steroid"], "intent": ["local"]}},
        ".select.intent: medications do not record it",
    ),
    (
        {"rule": "had", "source": "medications", "select": {"any_of": ["prrt"]}},
        ".select.any_of[0]: 'prrt' is not a medication",
    ),
    (
        {"rule": "lines", "select": {"any_of": ["chemo!"]}, "above": 1},
        ".select.any_of[0]: 'chemo!' is not a therapy of",
    ),
    ({"rule": "cycles", "select": {"any_of": ["x"]}, "above": 1}, ".select.any_of[0]: 'x' is not a therapy of"),
    ({"rule": "progression", "on": ["x"]}, ".on[0]: 'x' is not a therapy of the vocabulary"),
    (
        {"rule": "progression", "within": {"days": 1}, "at_least_ago": {"days": 1}},
        ": within and at_least_ago are both given",
    ),
    (
        {"rule": "condition", "any_of": ["hivv"]},
        ".any_of[0]: 'hivv' is not a condition of the vocabulary; did you mean hiv?",
    ),
    (
        {"rule": "metastasis", "any_of": ["brian"]},
        ".any_of[0]: 'brian' is not a site of the vocabulary; did you mean brain?",
    ),
    ({"rule": "biomarker", "name": "TMB", "above": 1}, ".name: 'TMB' is not the id of"),
    ({"rule": "biomarker", "name": "msi", "results": ["MSI-H"]}, ".results[0]: 'MSI-H' is not the id of"),
    ({"rule": "biomarker", "name": "tmb", "above": 1, "unit": "furlongs"}, ".unit: 'furlongs' is not a unit"),
    ({"rule": "age", "above": 130}, ": no value of age can meet these limits"),
    (
        {"rule": "when", "condition": ASKED, "then": AGE, "otherwise": AGE},
        ".condition: a judgement cannot be the condition",
    ),
    (
        {"rule": "when", "condition": {"rule": "not", "of": {"rule": "any", "of": [AGE, ASKED]}}, "then": AGE},
        ".condition.of.of[1]: a judgement cannot be the condition of a when; nobody can answer it there",
    ),
]


@pytest.mark.parametrize(("rule", "sentence"), BAD, ids=[sentence[:60] for _, sentence in BAD])
@pytest.mark.parametrize("wrap", [False, True], ids=["alone", "nested"])
def test_a_senseless_rule_is_told_by_place_with_its_cure(rule: dict[str, Any], sentence: str, wrap: bool) -> None:
    if wrap:
        rule = {"rule": "not", "of": {"rule": "all", "of": [AGE, rule]}}
    sentences = said(rule)
    assert len(sentences) == 1
    assert sentences[0].startswith(f"{RULE}{'.of.of[1]' if wrap else ''}{sentence}")


def test_a_when_may_lack_otherwise_in_an_inclusion_but_nowhere_in_an_exclusion() -> None:
    rule = {"rule": "any", "of": [AGE, {"rule": "not", "of": {"rule": "when", "condition": AGE, "then": AGE}}]}
    assert said(rule) == []
    hint = "say what is excluded where the condition does not hold"
    sentence = f"{RULE}.of[1].of.otherwise: is missing, and an exclusion needs it; {hint}"
    assert said(rule, criteria=trial_data(rule, sense="exclusion")["criteria"]) == [sentence]


def test_rules_nested_too_deep_are_told_once() -> None:
    def nested(times: int) -> dict[str, Any]:
        rule: dict[str, Any] = AGE
        for _ in range(times):
            rule = {"rule": "not", "of": rule}
        return rule

    assert said(nested(MAX_DEPTH)) == []
    sentences = said(nested(MAX_DEPTH + 5))
    assert len(sentences) == 1
    assert "nested more than 20 deep" in sentences[0]


def test_a_criterion_curated_by_hand_has_plain_words_and_a_place() -> None:
    bare = {"id": "E01", "kind": "exclusion", "text": "Text."}
    source = {"registry": "x", "curated_by": "parser"}
    assert said(criteria=[bare]) == [
        "criteria[0] (E01).plain: is missing; a criterion curated by hand has it",
        "criteria[0] (E01).place: is missing; a criterion curated by hand has it",
    ]
    assert said(criteria=[bare], source=source) == []


def test_what_a_criterion_says_is_more_than_blanks() -> None:
    blank = trial_data(AGE)["criteria"][0] | {"text": " ", "plain": "\t", "place": "  "}
    assert said(criteria=[blank]) == [
        "criteria[0] (I04).text: is empty; write what is asked",
        "criteria[0] (I04).plain: is missing; a criterion curated by hand has it",
        "criteria[0] (I04).place: is missing; a criterion curated by hand has it",
    ]


def test_a_published_interval_runs_from_low_to_high_around_its_value() -> None:
    result = {"measure": "Response rate", "value": 20, "unit": "%", "interval": [10, 35], "reference": "A report"}
    assert said(results=[result]) == []
    assert said(results=[result | {"value": 35}]) == []
    assert said(results=[result | {"interval": [35, 10]}]) == [
        "results[0].interval: its low end is above its high end; write the lower number first"
    ]
    assert said(results=[result | {"value": 36}]) == ["results[0].value: lies outside its own interval; check both"]
    assert said(results=[result | {"reference": ""}])[0].startswith("results[0].reference: is empty")


def test_a_record_is_not_newer_than_the_copy_of_it() -> None:
    source = {"registry": "x", "curated_by": "hand", "record_date": "2026-11-02", "retrieved": "2026-11-01"}
    assert said(source=source) == [
        "source.record_date: lies after the day on which the record was retrieved; check both dates"
    ]
    assert said(source=source | {"retrieved": "2026-11-02"}) == []


def test_half_a_place_is_refused() -> None:
    assert said(sites=[{"latitude": 52.1, "longitude": 5.1}]) == []
    assert said(sites=[{"latitude": 52.1}])[0].startswith("sites[0]: one coordinate alone is no place")


def test_only_trials_belong_to_a_collection() -> None:
    assert said(collection="landmark") == []
    sentences = said(id="LABEL-A-DRUG", kind="label", collection="landmark")
    assert sentences == ["collection: a label belongs to no collection of trials; leave it out"]
    assert said(collection="favourites")[0].startswith("collection: is none of: founding, landmark")


def test_a_fault_in_a_cohort_is_told_by_cohort_and_criterion() -> None:
    rule = {"rule": "metastasis", "any_of": ["brian"]}
    cohort = {"id": "B2", "name": "Cohort B2", "criteria": [trial_data(rule)["criteria"][0] | {"id": "I09"}]}
    assert said(cohorts=[cohort])[0].startswith("cohorts[0] (B2).criteria[0] (I09).rule.any_of[0]: 'brian'")


def test_ids_are_unique_in_the_whole_trial() -> None:
    cohort = {"id": "B", "name": "B", "criteria": trial_data(AGE)["criteria"]}
    assert said(cohorts=[cohort]) == ["the id I04 is used twice"]
    assert said(cohorts=[cohort | {"criteria": []}] * 2) == ["the id B is used twice"]


def test_a_trial_without_criteria_says_that_it_is_partly_known() -> None:
    sentence = 'criteria: is empty though the coverage is full; write "coverage": "partial"'
    criteria = trial_data(AGE)["criteria"]
    assert said(criteria=[]) == [sentence]
    assert said(criteria=[], coverage="partial") == []
    assert said(criteria=[], cohorts=[{"id": "A", "name": "A", "criteria": criteria}]) == []
    assert said(criteria=[], cohorts=[{"id": "A", "name": "A", "criteria": criteria}, {"id": "B", "name": "B"}]) == [
        sentence
    ]


def test_a_label_and_its_id_belong_together() -> None:
    assert said(kind="label", id="LABEL-EVEROLIMUS") == []
    assert said(kind="label") == ["kind: 'label' does not fit the id NCT00000001; a label's id begins with LABEL-"]
    assert said(id="LABEL-EVEROLIMUS")[0].startswith("kind: 'trial' does not fit the id LABEL-EVEROLIMUS")


def test_a_span_has_a_length() -> None:
    criterion = trial_data(AGE)["criteria"][0]
    assert said(criteria=[criterion | {"source_span": {"start": 3, "end": 4}}]) == []
    for span in ({"start": 4, "end": 4}, {"start": 5, "end": 4}):
        assert said(criteria=[criterion | {"source_span": span}]) == [
            "criteria[0] (I04).source_span: ends before it starts"
        ]


def patient_said(**facts: Any) -> list[str]:  # noqa: ANN401 - any JSON
    try:
        parse_patient({"format": FORMAT, **facts}, "case-12.json")
    except InputError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_a_wrong_unit_is_told_with_the_right_ones() -> None:
    labs = [{"test": "ast", "value": 1}] * 3 + [{"test": "Creatinine", "value": 1.1, "unit": "mg"}]
    assert patient_said(labs=labs) == [
        "case-12.json: labs[3].unit: 'mg' is not a unit of creatinine; use mg/dL or umol/L"
    ]


def test_a_unit_as_reports_print_it_is_accepted() -> None:
    printed = [("platelets", "x10⁹/L"), ("creatinine", "µmol/l"), ("hemoglobin", "g/dl")]
    assert patient_said(labs=[{"test": test, "value": 1, "unit": unit} for test, unit in printed]) == []


def test_names_that_the_vocabulary_lacks_are_no_faults() -> None:
    unheard = "an unheard-of name"
    assert (
        patient_said(
            labs=[{"test": unheard, "value": 1, "unit": "furlong"}],
            conditions=[{"name": unheard}],
            therapies=[{"agent": unheard}],
            medications=[{"class": unheard}],
            biomarkers=[{"name": unheard, "result": unheard, "unit": unheard}],
            diagnosis={"primary_site": unheard, "tumor_type": unheard, "metastatic_sites": [unheard]},
        )
        == []
    )


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"diagnosis": {"ki67": 120}}, "diagnosis.ki67: Ki-67 is from 0 to 100 %; check the value"),
        ({"diagnosis": {"ki67": -1}}, "diagnosis.ki67: Ki-67 is from 0 to 100 %"),
        ({"diagnosis": {"ki67": {"low": 90, "high": 101}}}, "diagnosis.ki67: Ki-67 is from 0 to 100 %"),
        ({"diagnosis": {"ki67": {"above": 100}}}, "diagnosis.ki67: Ki-67 is from 0 to 100 %"),
        ({"diagnosis": {"ki67": {"below": 0}}}, "diagnosis.ki67: Ki-67 is from 0 to 100 %"),
        (
            {"diagnosis": {"ki67": {"value": 3, "unit": "/2mm2"}}},
            "diagnosis.ki67.unit: '/2mm2' is not a unit of Ki-67; use %",
        ),
        ({"diagnosis": {"mitotic_count": -1}}, "diagnosis.mitotic_count: Mitotic count is at least 0"),
        (
            {"diagnosis": {"mitotic_count": {"value": 3, "unit": "/HPF"}}},
            "diagnosis.mitotic_count.unit: '/HPF' is not an area that mitoses are counted in; use /2mm2 or /10HPF",
        ),
        (
            {"diagnosis": {"mitotic_count": {"value": 3, "field_mm2": 2}}},
            "diagnosis.mitotic_count.field_mm2: must be at most 1",
        ),
        ({"diagnosis": {"specimens": [{}, {"ki67": 101}]}}, "diagnosis.specimens[1].ki67: Ki-67 is from 0 to 100 %"),
        ({"performance": {"ecog": 6}}, "performance.ecog: ECOG performance status is from 0 to 5"),
        ({"performance": {"ecog": 1.5}}, "performance.ecog: ECOG performance status has whole steps"),
        (
            {"performance": {"ecog": {"low": 0.5, "high": 1}}},
            "performance.ecog: ECOG performance status has whole steps",
        ),
        ({"performance": {"ecog": {"value": 1, "unit": "%"}}}, "performance.ecog.unit: '%' is not a unit of"),
        ({"performance": {"karnofsky": 101}}, "performance.karnofsky: Karnofsky performance status is from 0 to 100"),
        ({"weight": 0}, "weight: Body weight is from 1 to 500 kg"),
        ({"weight": {"value": 70_000, "unit": "mg"}}, "weight: Body weight is from 1 to 500 kg"),
        ({"weight": {"value": 70, "unit": "cm"}}, "weight.unit: 'cm' is not a unit of Body weight; use kg"),
        ({"height": 1.75}, "height: Body height is from 30 to 260 cm"),
        ({"height": {"value": 175, "unit": "m"}}, "height: Body height is from 30 to 260 cm"),
        ({"life_expectancy_months": {"value": 3, "unit": "kg"}}, "life_expectancy_months.unit: 'kg' is not a unit of"),
        ({"labs": [{"test": "ast", "value": 1, "uln": 5, "lln": 6}]}, "labs[0]: the lower limit of normal is above"),
        ({"labs": [{"test": "ast", "value": 1, "unit": "a\u202eb"}]}, r"labs[0].unit: 'a\u202eb' is not a unit of ast"),
    ],
)
def test_what_cannot_be_is_told_by_place(facts: dict[str, Any], sentence: str) -> None:
    sentences = patient_said(**facts)
    assert len(sentences) == 1
    assert sentences[0].startswith(f"case-12.json: {sentence}")


@pytest.mark.parametrize(
    "facts",
    [
        {"diagnosis": {"ki67": 0}},
        {"diagnosis": {"ki67": 100}},
        {"diagnosis": {"ki67": {"below": 100}}},
        {"diagnosis": {"ki67": {"above": 0}}},
        {"diagnosis": {"mitotic_count": {"value": 300, "unit": "/10HPF", "field_mm2": 0.2}}},
        {"performance": {"ecog": {"low": 0, "high": 1}}},
        {"performance": {"ecog": 5, "karnofsky": 0}},
        {"weight": {"value": 154, "unit": "lb"}},
        {"height": {"value": 1.75, "unit": "m"}},
        {"life_expectancy_months": {"value": 2, "unit": "a"}},
        {"screening_date": "2026-11-21", "birth_date": "2026-11-21"},
        {"screening_date": "2026-11-21", "birth_date": "2026"},
    ],
)
def test_what_is_just_possible_is_accepted(facts: dict[str, Any]) -> None:
    assert patient_said(**facts) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(patient_data())
def test_a_valid_patient_has_no_faults(data: Data) -> None:
    assert check_patient(PatientProfile.model_validate_json(json.dumps(data)), "p.json") == ()


@pytest.mark.parametrize("value", [{"value": -3}, {"low": -1, "high": 1}, {"below": -1}])
def test_a_result_below_nought_is_told(value: dict[str, Any]) -> None:
    told = patient_said(labs=[{"test": "creatinine", "unit": "mg/dL", **value}])
    assert told == ["case-12.json: labs[0]: creatinine is never below 0; check the value"]


def test_only_a_temperature_goes_below_nought() -> None:
    assert patient_said(labs=[{"test": "temperature", "value": -1, "unit": "Cel"}]) == []


@pytest.mark.parametrize("name", ["therapies", "medications", "conditions", "progression"])
def test_a_list_longer_than_any_patients_is_refused_at_once(name: str) -> None:
    items: dict[str, Json] = {"progression": {}, "therapies": {"agent": "everolimus"}}
    item = items.get(name, {"name": "x"})
    with pytest.raises(InputError, match=f"{name}: holds more than 2000"):
        parse_patient({"format": FORMAT, name: [item] * 2001}, "p.json")


def test_more_results_than_any_patient_has_are_refused_at_once() -> None:
    with pytest.raises(InputError, match="labs: holds more than 20000"):
        parse_patient({"format": FORMAT, "labs": [{"test": "ast", "value": 1}] * 20_001}, "p.json")
