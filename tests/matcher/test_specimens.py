"""Several specimens: the rule's own policy decides, else what all come to; where they differ it is left open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from matcher.explain import Register, reason
from matcher.finding import Why
from matcher.report.specimens import specimens_table
from matcher.wording.voice import Voice
from tests.matcher.made import (
    FALSE,
    KI67_UP_TO_20,
    TRUE,
    UNKNOWN,
    finding,
    inclusion,
    match,
    outcome,
    patient,
    says,
    trial,
)

if TYPE_CHECKING:
    from matcher.truth import Truth

Json = dict[str, Any]
G2_AT_MOST = {"rule": "scale", "fact": "diagnosis.grade", "at_most": 2}
WELL = {"rule": "one_of", "fact": "diagnosis.differentiation", "values": ["well"]}
FEW_MITOSES = {"rule": "number", "fact": "diagnosis.mitotic_count", "at_most": 20, "unit": "/2mm2"}
LIVER = {"site": "liver", "kind": "biopsy", "date": "2025-10-02"}
PANCREAS = {"site": "pancreas", "kind": "resection", "date": "2023-01"}


def of(*specimens: Json, **stated: Any) -> Json:  # noqa: ANN401 - any facts of the diagnosis
    return {"diagnosis": {"specimens": list(specimens), **stated}}


def ki67(*values: float) -> Json:
    return of(*({"ki67": value} for value in values))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (ki67(20), TRUE),
        (ki67(21), FALSE),
        (ki67(20, 20), TRUE),
        (ki67(20, 21), UNKNOWN),
        (ki67(21, 90), FALSE),
        (of({"ki67": {"low": 15, "high": 25}}, {"ki67": 5}), UNKNOWN),
        (of({"ki67": 5, "date": "2027-01-01"}), UNKNOWN),
        (of({"ki67": 5}, {"ki67": 90, "date": "2027-01-01"}), TRUE),
        (of({"ki67": 90}, ki67=20), TRUE),
        (of({"site": "liver"}), UNKNOWN),
        (of(), UNKNOWN),
    ],
)
def test_a_ki67_that_is_not_stated_is_what_all_specimens_come_to(facts: Json, expected: Truth) -> None:
    assert says(KI67_UP_TO_20, **facts) is expected


@pytest.mark.parametrize("policy", ["stated", "latest", "highest", "any"])
def test_of_specimens_that_tell_nothing_nothing_is_known_under_any_policy(policy: str) -> None:
    assert says(KI67_UP_TO_20 | {"specimen": policy}, **of({"site": "liver"}, {"date": "2024"})) is UNKNOWN


@pytest.mark.parametrize(
    ("policy", "expected"), [("stated", UNKNOWN), ("latest", FALSE), ("highest", FALSE), ("any", TRUE)]
)
def test_20_in_the_older_and_21_in_the_newer_specimen_go_by_the_policy(policy: str, expected: Truth) -> None:
    facts = of({"ki67": 20, "date": "2024-01-01"}, {"ki67": 21, "date": "2024-01-02"})
    assert says(KI67_UP_TO_20 | {"specimen": policy}, **facts) is expected


def test_undated_specimens_have_no_latest_but_may_agree() -> None:
    latest = KI67_UP_TO_20 | {"specimen": "latest"}
    assert says(latest, **ki67(20, 21)) is UNKNOWN
    assert finding(latest, **ki67(20, 21)).why is Why.UNDATED
    assert says(KI67_UP_TO_20, **ki67(19, 20)) is TRUE


def test_a_specimen_too_old_for_the_rule_is_to_be_repeated() -> None:
    found = finding(KI67_UP_TO_20 | {"max_age": {"months": 6}}, **of({"ki67": 5, "date": "2024-01-01"}))
    assert (found.truth, found.why) == (UNKNOWN, Why.STALE)


def test_specimens_that_differ_say_so_and_name_what_to_state() -> None:
    found = finding(KI67_UP_TO_20, **ki67(20, 21))
    assert found.why is Why.DIFFER
    assert found.missing == ("diagnosis.ki67", "diagnosis.specimens[0].ki67", "diagnosis.specimens[1].ki67")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (of({"grade": "G2"}, {"grade": "G1"}), TRUE),
        (of({"grade": "G2"}, {"grade": "G3"}), UNKNOWN),
        (of({"grade": "G3"}), FALSE),
        (of({"ki67": 21}), FALSE),
        (of({"ki67": 20}), UNKNOWN),
        (of({"ki67": 20, "mitotic_count": {"value": 20, "unit": "/2mm2"}}), TRUE),
        (of({"grade": "G2"}, {"ki67": 21}), UNKNOWN),
        (of({"ki67": 21}, ki67=2, mitotic_count={"value": 1, "unit": "/2mm2"}), TRUE),
        (of({"grade": "G3"}, grade="G2"), TRUE),
        (of({"differentiation": "well"}), UNKNOWN),
    ],
)
def test_a_grade_that_is_not_stated_is_what_all_specimens_come_to(facts: Json, expected: Truth) -> None:
    assert says(G2_AT_MOST, **facts) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (of({"differentiation": "well"}, {"differentiation": "well"}), TRUE),
        (of({"differentiation": "well"}, {"differentiation": "poor"}), UNKNOWN),
        (of({"differentiation": "poor"}, {"differentiation": "moderate"}), FALSE),
        (of({"differentiation": "poor"}, differentiation="well"), TRUE),
        (of({"differentiation": "poor"}, tumor_type="NET"), FALSE),
        (of({"ki67": 5}, tumor_type="NET"), TRUE),
    ],
)
def test_differentiation_is_read_from_specimens_before_it_is_implied_by_the_type(facts: Json, expected: Truth) -> None:
    assert says(WELL, **facts) is expected


def test_mitoses_without_a_unit_in_one_specimen_leave_it_open() -> None:
    count = {"value": 3, "unit": "/2mm2"}
    assert says(FEW_MITOSES, **of({"mitotic_count": count})) is TRUE
    assert says(FEW_MITOSES, **of({"mitotic_count": count}, {"mitotic_count": {"value": 3}})) is UNKNOWN


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        ("latest", "Ki-67 is 12 % (liver biopsy, 2025-10-02), the latest of 2 specimens; at most 20 %"),
        ("highest", "Ki-67 is 18 % (pancreas resection, 2023-01), the highest of 2 specimens; at most 20 %"),
        ("stated", "and 18 % (pancreas resection, 2023-01), the same answer from each of 2 specimens; at most 20 %"),
    ],
)
def test_the_reason_names_the_specimen_that_decided(policy: str, words: str) -> None:
    facts = of(LIVER | {"ki67": 12}, PANCREAS | {"ki67": 18})
    found = outcome(inclusion(KI67_UP_TO_20 | {"specimen": policy}), **facts)
    assert words in reason(found, Register.CLINICIAN)


def test_any_specimen_names_the_one_that_meets_it() -> None:
    facts = of(LIVER | {"ki67": 30}, PANCREAS | {"ki67": 18})
    found = outcome(inclusion(KI67_UP_TO_20 | {"specimen": "any"}), **facts)
    assert "Ki-67 is 18 % (pancreas resection, 2023-01), one of 2 specimens" in reason(found, Register.CLINICIAN)


def test_the_reason_tells_that_specimens_differ_in_both_registers() -> None:
    found = outcome(inclusion(KI67_UP_TO_20), **of(LIVER | {"ki67": 20}, PANCREAS | {"ki67": 21}))
    assert "the specimens differ: state the value that counts" in reason(found, Register.CLINICIAN)
    assert "The tissue samples differ, so your team has to say which one counts." in reason(found, Register.PLAIN)


def test_a_single_bare_specimen_is_called_a_specimen() -> None:
    found = outcome(inclusion(KI67_UP_TO_20), **ki67(12))
    assert reason(found, Register.CLINICIAN) == "Ki-67 is 12 % (specimen); at most 20 % is asked"


def test_the_table_shows_specimens_side_by_side_with_what_went_by_them() -> None:
    latest = inclusion(KI67_UP_TO_20 | {"specimen": "latest"})
    facts = of(LIVER | {"ki67": 12, "grade": "G2"}, PANCREAS | {"ki67": 4, "grade": "G3"})
    found = match(trial(latest, inclusion(G2_AT_MOST, 2), inclusion(WELL, 3)), **facts)
    table = specimens_table(found, _specimens(facts), Voice(Register.CLINICIAN))
    assert table is not None
    differ = "I02: Grade, they differ"
    assert table.rows == (
        ("liver biopsy", "2025-10-02", "12 %", "not known", "G2", "not known", f"I01: Ki-67, the latest\n{differ}"),
        ("pancreas resection", "2023-01", "4 %", "not known", "G3", "not known", differ),
    )


def test_no_table_is_shown_of_one_specimen_or_where_no_criterion_looked() -> None:
    voice = Voice(Register.PLAIN)
    one, two = of(LIVER | {"ki67": 12}), of(LIVER | {"ki67": 12}, PANCREAS | {"ki67": 4})
    assert specimens_table(match(trial(inclusion(KI67_UP_TO_20)), **one), _specimens(one), voice) is None
    assert specimens_table(match(trial(inclusion(WELL)), **two), _specimens(two), voice) is None
    assert specimens_table(match(trial(inclusion(KI67_UP_TO_20)), **two), _specimens(two), voice) is not None


def _specimens(facts: Json) -> Any:  # noqa: ANN401 - the profile's own type
    return patient(**facts).diagnosis.specimens
