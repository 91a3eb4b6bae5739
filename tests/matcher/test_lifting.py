"""What could lift each kind of leaf, by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from criteria.facts import catalogue
from criteria.vocabulary import vocabulary
from matcher.lifting import EXTENTS, FACTS, LIFELONG, PASSING, Kind
from matcher.near_misses import blockers_of
from tests.matcher.made import JUDGED, KI67_UP_TO_20, NO_PRRT, WASHOUT_28, exclusion, inclusion, match, trial
from tests.matcher.made import Json as Rule

if TYPE_CHECKING:
    from matcher.near_misses import Blocker

SSA = {"any_of": ["ssa"]}
PRRT = {"any_of": ["prrt"]}
ECOG_UP_TO_1 = {"rule": "scale", "fact": "performance.ecog", "at_most": 1}
LIVER = {"rule": "metastasis", "any_of": ["liver"]}
BRAIN = {"rule": "metastasis", "any_of": ["brain"]}
STEROID_LATELY = {"rule": "had", "select": {"any_of": ["steroid"]}, "within": {"days": 7}, "source": "medications"}
PROGRESSED = {"rule": "progression", "within": {"months": 12}}
PLATELETS = {"rule": "lab", "test": "platelets", "unit": "10*9/L", "at_least": 100}
LOW_PLATELETS = {"labs": [{"test": "platelets", "value": 60, "unit": "10*9/L", "date": "2026-11-20"}]}
FIXED, TIME, DOCUMENT = Kind.FIXED, Kind.TIME, Kind.DOCUMENT
TEST, TEAM, PERSON = Kind.REPEAT_TEST, Kind.TREATMENT_DECISION, Kind.JUDGEMENT


def blocker(criterion: Rule, **facts: Any) -> Blocker:  # noqa: ANN401 - any facts of the patient file
    """Return the one blocker of a trial that asks this alone."""
    (found,) = blockers_of(match(trial(criterion), **facts))
    return found


def treated(*items: Rule) -> Rule:
    return {"therapies": {"complete": True, "items": list(items)}}


def ill(*items: Rule) -> Rule:
    return {"conditions": {"complete": True, "items": list(items)}}


def spread(*items: Rule) -> Rule:
    return {"diagnosis": {"metastatic_sites": {"complete": True, "items": list(items)}}}


def specimens(*values: int) -> Rule:
    dated = [{"date": f"2026-0{place + 1}-01", "ki67": value} for place, value in enumerate(values)]
    return {"diagnosis": {"specimens": dated}}


def ki67(specimen: str, **limits: int) -> Rule:
    return {"rule": "number", "fact": "diagnosis.ki67", "specimen": specimen, **limits}


def count(kind: str, **limits: int) -> Rule:
    return {"rule": kind, "select": PRRT, **limits}


PRRT_TWICE = treated({"class": "prrt", "cycles": 4}, {"class": "prrt", "cycles": 4})
NO_TREATMENT = treated()
TABLE: list[tuple[str, Rule, Rule, Kind]] = [
    # numbers
    ("Ki-67 too high", inclusion(KI67_UP_TO_20), {"diagnosis": {"ki67": 21}}, TEST),
    ("weight too low", inclusion({"rule": "number", "fact": "weight", "at_least": 40}), {"weight": 39}, TEST),
    ("too tall", inclusion({"rule": "number", "fact": "height", "at_most": 190}), {"height": 191}, FIXED),
    (
        "life expectancy",
        inclusion({"rule": "number", "fact": "life_expectancy_months", "at_least": 6}),
        {"life_expectancy_months": 3},
        PERSON,
    ),
    (
        "Karnofsky",
        inclusion({"rule": "number", "fact": "performance.karnofsky", "at_least": 70}),
        {"performance": {"karnofsky": 60}},
        TEST,
    ),
    (
        "mitoses",
        inclusion({"rule": "number", "fact": "diagnosis.mitotic_count", "unit": "/2mm2", "at_most": 2}),
        {"diagnosis": {"mitotic_count": {"value": 3, "unit": "/2mm2"}}},
        TEST,
    ),
    ("latest sample too high", inclusion(ki67("latest", at_most=20)), specimens(30, 25), TEST),
    ("highest sample too high stays", inclusion(ki67("highest", at_most=20)), specimens(30, 5), FIXED),
    ("highest sample too low may rise", inclusion(ki67("highest", at_least=20)), specimens(10, 5), TEST),
    ("highest in a band, too low", inclusion(ki67("highest", at_least=20, at_most=55)), specimens(10, 5), TEST),
    ("highest in a band, too high", inclusion(ki67("highest", at_least=20, at_most=55)), specimens(60, 5), FIXED),
    ("highest just on an open end", inclusion(ki67("highest", above=20, at_most=55)), specimens(20, 5), TEST),
    ("highest excluded from a limit on", exclusion(ki67("highest", at_least=20)), specimens(20, 5), FIXED),
    ("highest excluded up to a limit", exclusion(ki67("highest", at_most=20)), specimens(20, 5), TEST),
    ("one of the samples excluded stays", exclusion(ki67("any", above=20)), specimens(30, 5), FIXED),
    ("none of the samples yet", inclusion(ki67("any", above=20)), specimens(10, 5), TEST),
    # scales, names, yes and no
    ("ECOG", inclusion(ECOG_UP_TO_1), {"performance": {"ecog": 2}}, TEST),
    (
        "grade",
        inclusion({"rule": "scale", "fact": "diagnosis.grade", "at_most": 2}),
        {"diagnosis": {"grade": "G3"}},
        TEST,
    ),
    (
        "Krenning",
        inclusion({"rule": "scale", "fact": "sstr_imaging.krenning", "at_least": 3}),
        {"sstr_imaging": {"krenning": 2}},
        TEST,
    ),
    (
        "primary site",
        inclusion({"rule": "one_of", "fact": "diagnosis.primary_site", "values": ["pancreas"]}),
        {"diagnosis": {"primary_site": "ileum"}},
        FIXED,
    ),
    ("sex", inclusion({"rule": "one_of", "fact": "sex", "values": ["female"]}), {"sex": "male"}, FIXED),
    (
        "cytology where histology is asked",
        inclusion({"rule": "one_of", "fact": "diagnosis.confirmed_by", "values": ["histology"]}),
        {"diagnosis": {"confirmed_by": "cytology"}},
        DOCUMENT,
    ),
    (
        "localised where metastatic is asked",
        inclusion({"rule": "one_of", "fact": "diagnosis.extent", "values": ["metastatic"]}),
        {"diagnosis": {"extent": "localized"}},
        DOCUMENT,
    ),
    (
        "metastatic where localised is asked",
        inclusion({"rule": "one_of", "fact": "diagnosis.extent", "values": ["localized"]}),
        {"diagnosis": {"extent": "metastatic"}},
        FIXED,
    ),
    (
        "localised is excluded",
        exclusion({"rule": "one_of", "fact": "diagnosis.extent", "values": ["localized"]}),
        {"diagnosis": {"extent": "localized"}},
        DOCUMENT,
    ),
    (
        "metastatic is excluded",
        exclusion({"rule": "one_of", "fact": "diagnosis.extent", "values": ["metastatic"]}),
        {"diagnosis": {"extent": "metastatic"}},
        FIXED,
    ),
    ("pregnant", exclusion({"rule": "flag", "fact": "pregnant"}), {"pregnant": True}, TIME),
    ("breastfeeding", exclusion({"rule": "flag", "fact": "breastfeeding"}), {"breastfeeding": True}, TIME),
    (
        "not pregnant is asked",
        inclusion({"rule": "flag", "fact": "pregnant", "value": False}),
        {"pregnant": True},
        TIME,
    ),
    ("pregnancy is asked", inclusion({"rule": "flag", "fact": "pregnant"}), {"pregnant": False}, FIXED),
    (
        "no measurable disease",
        inclusion({"rule": "flag", "fact": "diagnosis.measurable_disease"}),
        {"diagnosis": {"measurable_disease": False}},
        TEST,
    ),
    (
        "functioning is excluded",
        exclusion({"rule": "flag", "fact": "diagnosis.functioning"}),
        {"diagnosis": {"functioning": True}},
        FIXED,
    ),
    (
        "functioning is asked",
        inclusion({"rule": "flag", "fact": "diagnosis.functioning"}),
        {"diagnosis": {"functioning": False}},
        TEST,
    ),
    (
        "resectable is excluded",
        exclusion({"rule": "flag", "fact": "diagnosis.resectable"}),
        {"diagnosis": {"resectable": True}},
        PERSON,
    ),
    (
        "scan negative",
        inclusion({"rule": "flag", "fact": "sstr_imaging.positive"}),
        {"sstr_imaging": {"positive": False}},
        TEST,
    ),
    # time
    (
        "diagnosed too long ago",
        inclusion({"rule": "elapsed", "fact": "diagnosis.date", "within": {"months": 6}}),
        {"diagnosis": {"date": "2020-01-01"}},
        FIXED,
    ),
    (
        "diagnosed too recently",
        inclusion({"rule": "elapsed", "fact": "diagnosis.date", "at_least_ago": {"months": 6}}),
        {"diagnosis": {"date": "2026-11-01"}},
        TIME,
    ),
    ("too young", inclusion({"rule": "age", "at_least": 18}), {"birth_date": "2009-01-01"}, TIME),
    ("too old", inclusion({"rule": "age", "at_most": 75}), {"birth_date": "1940-01-01"}, FIXED),
    # progression
    ("progression too long ago", inclusion(PROGRESSED), {"progression": [{"date": "2024-01-01"}]}, DOCUMENT),
    ("no progression", inclusion(PROGRESSED), {"progression": []}, DOCUMENT),
    ("progression ever excluded", exclusion({"rule": "progression"}), {"progression": [{"date": "2024-01-01"}]}, FIXED),
    ("progression in a year excluded", exclusion(PROGRESSED), {"progression": [{"date": "2026-10-01"}]}, TIME),
    (
        "progression long ago excluded",
        exclusion({"rule": "progression", "at_least_ago": {"months": 12}}),
        {"progression": [{"date": "2024-01-01"}]},
        DOCUMENT,
    ),
    # tests
    ("platelets", inclusion(PLATELETS), LOW_PLATELETS, TEST),
    (
        "AST in multiples",
        inclusion({"rule": "lab_multiple", "test": "ast", "at_most": 3}),
        {"labs": [{"test": "ast", "value": 160, "unit": "U/L", "uln": 40, "date": "2026-11-20"}]},
        TEST,
    ),
    (
        "clearance",
        inclusion({"rule": "clearance", "method": "measured", "at_least": 50}),
        {"labs": [{"test": "creatinine_clearance", "value": 40, "unit": "mL/min", "method": "measured"}]},
        TEST,
    ),
    (
        "MSI",
        inclusion({"rule": "biomarker", "name": "msi", "results": ["msi_h"]}),
        {"biomarkers": [{"name": "MSI", "result": "MSS"}]},
        TEST,
    ),
    # treatments
    ("PRRT excluded and given", exclusion(NO_PRRT), treated({"class": "prrt", "end": "2020-01-01"}), FIXED),
    (
        "PRRT excluded and running",
        exclusion(NO_PRRT | {"within": {"days": 28}}),
        treated({"class": "prrt", "ongoing": True}),
        TEAM,
    ),
    (
        "PRRT in 28 days excluded",
        exclusion(NO_PRRT | {"within": {"days": 28}}),
        treated({"class": "prrt", "end": "2026-11-10"}),
        TIME,
    ),
    ("PRRT asked and not given", inclusion(NO_PRRT), NO_TREATMENT, TEAM),
    ("two courses asked, one given", inclusion(count("count", at_least=2)), treated({"class": "prrt"}), TEAM),
    ("one course at most, two given", inclusion(count("count", at_most=1)), PRRT_TWICE, FIXED),
    ("exactly one, none given", inclusion(count("count", at_least=1, at_most=1)), NO_TREATMENT, TEAM),
    ("exactly one, two given", inclusion(count("count", at_least=1, at_most=1)), PRRT_TWICE, FIXED),
    ("two or more are excluded", exclusion(count("count", at_least=2)), PRRT_TWICE, FIXED),
    ("up to two are excluded", exclusion(count("count", at_most=2)), PRRT_TWICE, TEAM),
    ("too many cycles", inclusion(count("cycles", at_most=4)), PRRT_TWICE, FIXED),
    ("too few cycles", inclusion(count("cycles", at_least=12)), PRRT_TWICE, TEAM),
    ("too many lines", inclusion({"rule": "lines", "at_most": 2}), treated({"class": "prrt", "line": 3}), FIXED),
    ("too few lines", inclusion({"rule": "lines", "at_least": 4}), treated({"class": "prrt", "line": 3}), TEAM),
    (
        "running and excluded",
        exclusion({"rule": "ongoing", "select": SSA}),
        treated({"class": "ssa", "ongoing": True}),
        TEAM,
    ),
    (
        "asked to run",
        inclusion({"rule": "ongoing", "select": SSA}),
        treated({"class": "ssa", "end": "2020-01-01"}),
        TEAM,
    ),
    ("washout not over", inclusion(WASHOUT_28), treated({"agent": "everolimus", "end": "2026-11-01"}), TIME),
    ("washout not begun", inclusion(WASHOUT_28), treated({"agent": "everolimus", "ongoing": True}), TEAM),
    ("washout excluded", exclusion(WASHOUT_28), treated({"agent": "everolimus", "end": "2020-01-01"}), TEAM),
    (
        "dose not stable for long enough",
        inclusion({"rule": "stable_dose", "select": SSA, "at_least": {"months": 3}}),
        treated({"class": "ssa", "ongoing": True, "stable_since": "2026-11-01"}),
        TIME,
    ),
    (
        "no dose at all",
        inclusion({"rule": "stable_dose", "select": SSA, "at_least": {"months": 3}}),
        NO_TREATMENT,
        TEAM,
    ),
    # conditions and metastases
    (
        "an infection that is active",
        exclusion({"rule": "condition", "any_of": ["infection"]}),
        ill({"name": "pneumonia", "status": "active"}),
        TEAM,
    ),
    (
        "hypertension out of control",
        exclusion({"rule": "condition", "any_of": ["hypertension"], "status": ["active"]}),
        ill({"name": "hypertension", "status": "active"}),
        TEAM,
    ),
    ("HIV, also under control", exclusion({"rule": "condition", "any_of": ["hiv"]}), ill({"name": "hiv"}), FIXED),
    (
        "HIV out of control",
        exclusion({"rule": "condition", "any_of": ["hiv"], "status": ["active"]}),
        ill({"name": "hiv", "status": "active"}),
        TEAM,
    ),
    (
        "a history",
        exclusion({"rule": "condition", "any_of": ["stroke"], "status": ["active", "controlled", "past"]}),
        ill({"name": "stroke", "status": "past"}),
        FIXED,
    ),
    (
        "a history of six months",
        exclusion(
            {
                "rule": "condition",
                "any_of": ["stroke"],
                "status": ["active", "controlled", "past"],
                "within": {"months": 6},
            }
        ),
        ill({"name": "stroke", "status": "past", "date": "2026-10-01"}),
        TIME,
    ),
    (
        "pregnancy as a condition",
        exclusion({"rule": "condition", "any_of": ["pregnancy"]}),
        ill({"name": "pregnancy"}),
        TIME,
    ),
    (
        "the hardest of two conditions counts",
        exclusion({"rule": "condition", "any_of": ["hiv", "sepsis"]}),
        ill({"name": "sepsis", "status": "active"}, {"name": "hiv", "status": "controlled"}),
        FIXED,
    ),
    ("a condition asked that is absent", inclusion({"rule": "condition", "any_of": ["hiv"]}), ill(), FIXED),
    (
        "asked to be under control",
        inclusion({"rule": "condition", "any_of": ["brain_metastases"], "status": ["controlled"]}),
        ill({"name": "brain metastases", "status": "active"}),
        TEAM,
    ),
    ("no liver metastases recorded", inclusion(LIVER), spread(), DOCUMENT),
    ("brain metastases asked and absent", inclusion(BRAIN), spread(), FIXED),
    (
        "pregnancy excluded as an active condition",
        exclusion({"rule": "condition", "any_of": ["pregnancy"], "status": ["active"]}),
        ill({"name": "pregnancy", "status": "active"}),
        TIME,
    ),
    ("liver metastases excluded", exclusion(LIVER), spread({"name": "liver"}), FIXED),
    (
        "active brain metastases excluded",
        exclusion({"rule": "metastasis", "any_of": ["brain"], "status": ["active"]}),
        spread({"name": "brain", "status": "active"}),
        TEAM,
    ),
    # a person
    ("a judgement", inclusion(JUDGED), {"answers": {"NCT00000001": {"I01": "no"}}}, PERSON),
    ("a point without a rule", exclusion(None), {"answers": {"NCT00000001": {"E01": "yes"}}}, PERSON),
    (
        "a partial reading",
        inclusion(KI67_UP_TO_20, reading="partial"),
        {"diagnosis": {"ki67": 30}, "answers": {"NCT00000001": {"I01": "no"}}},
        PERSON,
    ),
    (
        "no contraception",
        inclusion({"rule": "flag", "fact": "agrees_to_contraception"}),
        {"agrees_to_contraception": False},
        PERSON,
    ),
]


@pytest.mark.parametrize(("criterion", "facts", "kind"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_what_could_lift_a_blocker(criterion: Rule, facts: Rule, kind: Kind) -> None:
    assert blocker(criterion, **facts).kind is kind


def test_a_medicine_is_not_lifted_by_brain_metastases_for_which_it_would_be_allowed() -> None:
    unless_for_the_brain = {"rule": "all", "of": [STEROID_LATELY, {"rule": "not", "of": BRAIN}]}
    takes: Rule = {"medications": [{"name": "prednisone", "ongoing": True}], **spread()}
    assert blocker(exclusion(unless_for_the_brain), **takes).kind is TEAM


def test_every_kind_of_rule_stands_in_the_table() -> None:
    leaves = {row[1]["rule"]["rule"] for row in TABLE if row[1]["rule"]}
    assert leaves == {
        "number", "scale", "one_of", "flag", "elapsed", "progression", "lab", "lab_multiple", "had", "count",
        "ongoing", "washout", "stable_dose", "cycles", "lines", "condition", "metastasis", "biomarker", "age",
        "clearance", "judgement",
    }  # fmt: skip


def test_every_single_fact_of_the_catalogue_is_classed() -> None:
    own_rule = {"diagnosis.extent", "pregnant", "breastfeeding", "diagnosis.functioning"}
    by_leaf = {"age", "birth_date", "diagnosis.date", "sstr_imaging.date"}
    single = {path for path, entry in catalogue().items() if entry.kind != "list"}
    assert set(FACTS) == single - own_rule - by_leaf


def test_the_conditions_named_are_terms_of_the_vocabulary() -> None:
    terms = vocabulary("condition").terms
    assert not [name for name in (*LIFELONG, *PASSING) if name not in terms]
    assert [choice.value for choice in catalogue()["diagnosis.extent"].choices] == list(EXTENTS)
