"""What prose means as a rule, and the prose from which no rule may be made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from criteria.parsing.atoms import atom_lines
from criteria.parsing.read import criteria_of, readings
from criteria.rule_checks import check_rule

if TYPE_CHECKING:
    from criteria.trial import Criterion

Json = dict[str, Any]


def read(text: str, kind: str = "inclusion") -> Criterion:
    (found,) = criteria_of(f"{kind.title()} Criteria:\n\n* {text}")
    return found


def rule(text: str, kind: str = "inclusion") -> Json | None:
    found = read(text, kind)
    if found.rule is None:
        return None
    assert not list(check_rule(found.rule, "rule", in_exclusion=kind == "exclusion"))
    dumped: Json = found.rule.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    return dumped


def uln(test: str, limit: float) -> Json:
    return {"at_most": limit, "test": test}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Age ≥ 18 years", {"at_least": 18}),
        ("18 years of age or older", {"at_least": 18}),
        ("Male or female aged between 18 and 75 years", {"at_least": 18, "at_most": 75}),
        ("ANC \\>= 1.5 × 109/L", {"at_least": 1.5, "test": "neutrophils", "unit": "10*9/L"}),
        ("Platelet count &gt; 100,000/mm3", {"above": 100000, "test": "platelets", "unit": "/uL"}),
        ("Total bilirubin ≤ 1.5 x ULN", uln("bilirubin", 1.5)),
        ("INR ≤ 1.5", {"at_most": 1.5, "test": "inr", "unit": "{INR}"}),
        ("Creatinine clearance ≥ 30 mL/min", {"at_least": 30, "method": "any_clearance"}),
        ("Karnofsky performance status > 60%", {"above": 60, "fact": "performance.karnofsky"}),
        ("Life expectancy of at least 3 months", {"at_least": 3, "fact": "life_expectancy_months"}),
        ("ECOG performance status 0 -2.", {"fact": "performance.ecog", "at_least": 0, "at_most": 2}),
        ("ECOG 0, 1 or 2", {"fact": "performance.ecog", "at_least": 0, "at_most": 2}),
        ("Ki-67 index between 20% and 55%", {"at_least": 20, "at_most": 55, "fact": "diagnosis.ki67"}),
        ("Hemoglobin > 9 g/dL (5.6 mmol/L)", {"above": 9, "test": "hemoglobin", "unit": "g/dL"}),
        ("Measurable disease per RECIST 1.1", {"fact": "diagnosis.measurable_disease"}),
    ],
)
def test_a_limit_becomes_its_rule(text: str, asked: Json) -> None:
    assert rule(text) == asked
    assert read(text).reading == "full"


def test_an_exception_for_liver_metastases_is_a_condition() -> None:
    asked = rule("AST ≤ 2.5 x ULN (≤ 5 x ULN if liver metastases are present)")
    then, otherwise = uln("ast", 5), uln("ast", 2.5)
    assert asked == {"condition": {"any_of": ["liver"]}, "then": then, "otherwise": otherwise}


def test_several_limits_are_asked_together_and_alternatives_are_not() -> None:
    both = rule("ANC ≥ 1000/uL, platelets ≥ 75,000/uL and hemoglobin ≥ 9 g/dL")
    either = read("Creatinine ≤ 1.5 x ULN or creatinine clearance ≥ 60 mL/min").rule
    assert both is not None
    assert len(both["of"]) == 3
    assert either is not None
    assert either.rule == "any"


@pytest.mark.parametrize(
    ("text", "kind", "asked"),
    [
        ("Prior PRRT", "exclusion", {"select": {"any_of": ["prrt"]}}),
        (
            "Major surgery within 4 weeks prior to randomization",
            "exclusion",
            {"select": {"any_of": ["major_surgery"]}, "within": {"weeks": 4}},
        ),
        (
            "At least 4 weeks since prior chemotherapy",
            "inclusion",
            {"select": {"any_of": ["chemotherapy"]}, "at_least": {"weeks": 4}},
        ),
        ("No prior chemotherapy", "inclusion", {"of": {"select": {"any_of": ["chemotherapy"]}}}),
        ("Concurrent chemotherapy", "exclusion", {"select": {"any_of": ["chemotherapy"]}}),
        (
            "Myocardial infarction within 6 months",
            "exclusion",
            {"within": {"months": 6}, "any_of": ["myocardial_infarction"], "status": ["active", "controlled", "past"]},
        ),
        (
            "Current treatment with another investigational drug",
            "exclusion",
            {"select": {"any_of": ["investigational_agent"]}},
        ),
        (
            "Known history of active tuberculosis",
            "exclusion",
            {"any_of": ["tuberculosis"], "status": ["active", "controlled", "past"]},
        ),
        ("Known brain metastases", "exclusion", {"any_of": ["brain"]}),
        ("Pregnant or breastfeeding women", "exclusion", {"of": [{"fact": "pregnant"}, {"fact": "breastfeeding"}]}),
    ],
)
def test_treatments_and_conditions_become_their_rules(text: str, kind: str, asked: Json) -> None:
    assert rule(text, kind) == asked


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Absolute neutrophil count > l500/µl", "inclusion"),  # a letter for a digit
        ("Hemoglobin ≥ 9 mg/dL", "inclusion"),  # a unit that cannot be meant
        ("Platelets ≥ 100", "inclusion"),  # no unit
        ("ANC = 1.5 x 10^9/L", "inclusion"),  # a stroke lost under the sign
        ("Proliferation index for Ki67", "inclusion"),  # the bound lost
        ("Measurable disease on day 1 of tarlatamab, or non-measurable disease", "inclusion"),
        ("Prior chemotherapy is allowed", "inclusion"),
        ("Patients with brain metastases are eligible", "exclusion"),
        ("No brain metastases", "exclusion"),  # a double negative
        ("Chemotherapy", "exclusion"),  # whether earlier or now is not said
        ("No prior local therapy for brain metastases", "inclusion"),
        ("Unresectable locally advanced or metastatic disease", "inclusion"),
        ("Diabetes and hypertension", "exclusion"),  # both, or either
        ("ECOG 0-1 for cohort A, ECOG 0-2 for cohort B", "inclusion"),
        ("Chemotherapy for melanoma, or radiotherapy if it was given after surgery", "exclusion"),
        ("Age at least 5 and at most 3 years", "inclusion"),
        ("Patients to be seen in the Medical Oncology and NET team clinic for assessment", "inclusion"),
        ("Active malignancy (other than the one under study) within the previous 3 years", "exclusion"),
        ("RE-REGISTRATION: Platelet count >= 75,000/mm^3", "inclusion"),
        ("Women who are pregnant. All women must have a documented negative pregnancy test.", "exclusion"),
        ("Negative pregnancy test", "exclusion"),
        ("Positive pregnancy test", "exclusion"),
        ("Known untreated brain metastases", "exclusion"),
        ("Previous systemic radiotherapy within 6 months of study entry", "exclusion"),
        ("Subjects must have a current documented history of melanoma", "inclusion"),  # the disease itself
        ("A target lesion must be amenable to intratumoral injection", "inclusion"),
        ("Confirmed melanoma that has metastasized to the brain", "inclusion"),
        ("A lymph node of any size confirmed as melanoma by pathology", "inclusion"),
        ("Patients with metastatic disease at diagnosis", "exclusion"),
        ("Active autoimmune disease requiring systemic treatment in the past 2 years", "exclusion"),
        ("Prior chemotherapy and radiotherapy", "exclusion"),  # both, or either
        ("No more than 2 prior lines of chemotherapy for metastatic disease", "inclusion"),
        ("Participants who are assessed as having at least one resectable lesion", "inclusion"),
        ("Total bilirubin > 1.5 x ULN", "inclusion"),  # nobody asks for a poor liver: the heading was lost
        ("Platelets > 100,000/mm3", "exclusion"),
        ("Disease progression within 6 months", "exclusion"),
        ("Unresectable or metastatic, advanced pancreatic NET", "inclusion"),
        ("Body mass index > 35 or < 20 kg/m2", "exclusion"),
    ],
)
def test_what_leaves_doubt_is_left_to_a_person(text: str, kind: str) -> None:
    assert read(text, kind).rule is None


def test_a_treatment_that_runs_is_told_from_one_that_was_given() -> None:
    runs = read("Current treatment with another investigational drug", "exclusion").rule
    given = read("Prior treatment with an investigational drug", "exclusion").rule
    assert (runs and runs.rule, given and given.rule) == ("ongoing", "had")


def test_no_history_of_a_disease_means_that_it_never_was() -> None:
    asked = {"of": {"any_of": ["brain"], "status": ["active", "controlled", "past"]}}
    assert rule("No history of brain metastases") == asked


def test_the_named_method_of_a_clearance_is_kept() -> None:
    asked = {"at_least": 50, "method": "cockcroft_gault"}
    assert rule("Creatinine clearance ≥ 50 mL/min according to the Cockcroft-Gault formula") == asked


def test_an_exception_leaves_a_partial_reading() -> None:
    found = read("Other malignancy within the past 5 years, except basal cell carcinoma of the skin", "exclusion")
    assert found.rule is not None
    assert found.reading == "partial"


def test_the_study_drug_of_a_window_was_not_given_before() -> None:
    text = "Live vaccine within 28 days prior to the first dose of tarlatamab"
    assert "tarlatamab" not in str(rule(text, "exclusion"))


def test_points_under_alternatives_or_a_narrower_heading_are_left_to_a_person() -> None:
    raw = "* At least one of the following:\n  * ANC ≥ 1500/uL\n* Participants with lung cancer:\n  * Age ≥ 18 years"
    assert all(one.rule is None for one in criteria_of(raw))


def test_a_point_with_parts_below_it_is_read_in_part() -> None:
    found = criteria_of("* Total bilirubin ≤ 1.5 x ULN\n  * Gilbert's syndrome: see the protocol")
    assert found[0].reading == "partial"
    assert found[1].rule is None


def test_a_topic_heading_names_what_its_points_limit() -> None:
    (found,) = criteria_of("PATIENT CHARACTERISTICS:\n\nAge\n\n* 18 and over")
    assert found.rule is not None
    assert found.rule.rule == "age"


def test_atoms_say_what_the_text_says_also_where_nothing_is_asserted() -> None:
    raw = "Exclusion Criteria:\n* Platelets < 100 x10^9/L\n* Hypersensitivity to octreotide"
    first, second = atom_lines("NCT00000001", raw)
    assert (first["assert"], second["assert"]) == ("rule", "manual")
    atom: Any = first["rules"]
    assert atom == [
        {"concept": "lab", "negated": False, "sub": "platelets", "high": 100, "high_incl": False, "unit": "x10^9/L"}
    ]
    assert first["text"] == "Platelets < 100 x10^9/L"


@pytest.mark.parametrize(
    "bait",
    [
        "(" * 3000,
        "1." * 3000,
        "ANC ≥ " + " " * 9000,
        "or " * 3000,
        "within " * 2000,
        "grade 1 or 2 NET " * 800,
        "\\<\\>" * 3000,
    ],
)
def test_bait_for_slow_patterns_is_read_like_any_text(bait: str) -> None:
    assert all(one.rule is None or one.source_span for one in criteria_of(f"* {bait}"))


@pytest.mark.parametrize(
    ("text", "kind", "asked"),
    [
        ("At least one prior line of systemic therapy", "inclusion", {"at_least": 1}),
        ("No more than 2 prior lines of chemotherapy", "inclusion",
         {"at_most": 2, "select": {"any_of": ["chemotherapy"]}}),
        ("More than 2 prior lines of systemic therapy", "exclusion", {"above": 2}),
        ("Disease progression per RECIST 1.1 within the last 6 months", "inclusion",
         {"within": {"months": 6}, "basis": ["RECIST 1.1"]}),
        ("Stable dose of octreotide LAR for at least 3 months", "inclusion",
         {"select": {"any_of": ["octreotide_lar"]}, "at_least": {"months": 3}}),
        ("Krenning score ≥ 2", "inclusion", {"fact": "sstr_imaging.krenning", "at_least": 2}),
        ("Somatostatin receptor-positive (SSTR+) disease", "inclusion", {"fact": "sstr_imaging.positive"}),
        ("Uncontrolled diabetes, defined as HbA1c > 8%", "exclusion", {"above": 8, "test": "hba1c", "unit": "%"}),
        ("Curative surgery impossible", "inclusion", {"fact": "diagnosis.resectable", "value": False}),
        ("No concurrent chemotherapy", "inclusion", {"of": {"select": {"any_of": ["chemotherapy"]}}}),
        ("Platelets ≥ 100.000/mm3", "inclusion", {"at_least": 100000, "test": "platelets", "unit": "/uL"}),
        ("Creatinine ≤ 1,5 x ULN", "inclusion", uln("creatinine", 1.5)),
        ("≥ NYHA class III", "exclusion", {"any_of": ["heart_failure_marked"]}),
    ],
)  # fmt: skip
def test_further_kinds_of_criteria_become_rules(text: str, kind: str, asked: Json) -> None:
    assert rule(text, kind) == asked
    assert read(text, kind).reading == "full"


def test_what_runs_now_is_asked_as_running() -> None:
    found = read("No concurrent chemotherapy").rule
    assert found is not None
    assert found.rule == "not"
    assert found.of.rule == "ongoing"


def test_either_side_of_a_range_is_excluded() -> None:
    found = rule("Serum potassium < 3.5 or > 5.1 mEq/L", "exclusion")
    low, high = {"below": 3.5}, {"above": 5.1}
    assert found == {"of": [{**side, "test": "potassium", "unit": "meq/L"} for side in (low, high)]}


def test_a_limit_for_some_patients_takes_the_sign_of_the_general_one() -> None:
    asked = rule("ALT ≤ 2.5 x ULN (5 x ULN if liver metastases are present)")
    assert asked == {"condition": {"any_of": ["liver"]}, "then": uln("alt", 5), "otherwise": uln("alt", 2.5)}


def test_any_of_a_list_of_poor_values_excludes() -> None:
    found = read("Hemoglobin < 90 g/L or platelets < 100 x 10^9/L or neutrophils < 1.5 x 10^9/L", "exclusion").rule
    assert found is not None
    assert found.rule == "any"
    assert len(found.of) == 3
    either = read("AST or ALT > 2.5 x ULN", "exclusion").rule
    assert either is not None
    assert either.rule == "any"


def test_an_exception_without_a_limit_is_left_to_a_person() -> None:
    found = read("Serum bilirubin < 1.5 x ULN unless due to Gilbert's syndrome")
    assert found.rule is not None
    assert found.reading == "partial"


def test_one_word_before_a_list_holds_for_all_of_it() -> None:
    ever = ["active", "controlled", "past"]
    listed = "Hepatitis B Virus (HBV), Hepatitis C Virus (HCV), or Human Immunodeficiency Virus (HIV) infection"
    found = rule(f"A history of known {listed}", "exclusion")
    assert found is not None
    assert [one["status"] for one in found["of"]] == [ever, ever, ever]
    active = rule("Active hepatitis B or C", "exclusion")
    assert active is not None
    assert [one["status"] for one in active["of"]] == [["active"], ["active"]]


def test_an_earlier_malignancy_may_be_past() -> None:
    found = rule("Prior malignancy", "exclusion")
    assert found == {"any_of": ["other_malignancy"], "status": ["active", "controlled", "past"]}


def test_a_treatment_of_a_named_tumour_is_read_in_part() -> None:
    found = read("No prior chemotherapy for current lung cancer")
    assert found.rule is not None
    assert found.reading == "partial"


def test_a_class_that_only_names_a_drug_is_not_asked_by_itself() -> None:
    assert rule("Prior interferon alfa cytokine therapy", "exclusion") == {"select": {"any_of": ["interferon_alfa"]}}
    assert rule("Prior radioligand therapy (PRRT)", "exclusion") == {"select": {"any_of": ["prrt"]}}


def test_what_an_exception_names_is_not_part_of_the_rule() -> None:
    found = rule("Prior chemotherapy, except capecitabine", "exclusion")
    assert found == {"select": {"any_of": ["chemotherapy"]}}


def test_points_of_a_cohort_are_left_to_a_person() -> None:
    point = "\n\n* ECOG performance status 0-1\n"
    assert [one.rule for one in criteria_of(f"Inclusion Criteria Cohort #2:{point}")] == [None]
    assert criteria_of(f"Inclusion Criteria for all cohorts:{point}")[0].rule is not None


def test_points_under_a_heading_that_dates_them_are_left_to_a_person() -> None:
    text = "Exclusion Criteria:\n\n* Patients with the following within 12 months are not eligible:\n\n  * Stroke\n"
    assert [one.rule for one in criteria_of(text) if one.text == "Stroke"] == [None]


def test_a_list_on_the_level_of_its_heading_is_left_to_a_person() -> None:
    text = "Inclusion Criteria:\n\n* Eligible tumor types include:\n* Melanoma\n* Neuroendocrine tumor\n"
    assert [one.rule for one in criteria_of(text)] == [None, None, None]
    organs = "Inclusion Criteria:\n\n* Adequate organ function:\n* Platelets ≥ 100,000/mm3\n"
    assert criteria_of(organs)[-1].rule is not None


def test_a_note_behind_a_point_leaves_it_partial() -> None:
    text = "Exclusion Criteria:\n\n* HIV infection\n\nNote: patients with HIV may participate if they are healthy\n"
    first = criteria_of(text)[0]
    assert first.rule is not None
    assert first.reading == "partial"


def test_a_heading_in_capitals_inside_a_line_opens_its_section() -> None:
    text = "INCLUSION CRITERIA:\n\n* Age ≥ 18 years. PRINCIPAL EXCLUSION CRITERIA Symptomatic brain metastases.\n* HIV"
    assert [one.kind for one in criteria_of(text)] == ["inclusion", "exclusion", "exclusion"]


def test_the_short_cut_never_loses_a_rule() -> None:
    texts = ["Age ≥ 18 years", "Prior PRRT", "Histologically confirmed neuroendocrine tumor", "Measurable disease",
             "HIV or hepatitis B", "No prior chemotherapy", "AST ≤ 3 x ULN, except in liver metastases",
             "Major surgery within 4 weeks", "Well-differentiated", "SSTR positive disease"]  # fmt: skip
    texts += [text + more for text in texts for more in (" and zzz", " (zzz)", ", except zzz")]
    for kind in ("Inclusion", "Exclusion"):
        whole = f"{kind} Criteria:\n\n" + "\n".join(f"* {text}" for text in texts)
        assert [one.rule for one in criteria_of(whole)] == [reading.rule for _, reading in readings(whole)]
