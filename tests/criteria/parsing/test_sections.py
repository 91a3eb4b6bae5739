"""Whom a section is for, how far a heading reaches, and that no point shows a heading that is not its own."""

from __future__ import annotations

import pytest

from criteria.parsing.read import criteria_of

ECOG = "* ECOG 0-1\n"
HEPATIC_AND_RENAL = "Hepatic:\n\n* Bilirubin at most 2 mg/dL\n\nRenal:\n\n* Creatinine at most 2 mg/dL\n"


def places(text: str) -> list[tuple[str, str | None, bool]]:
    """Return the kind of each criterion, its place, and whether a rule is asserted."""
    return [(one.kind, one.place, one.rule is not None) for one in criteria_of(text)]


@pytest.mark.parametrize(
    "heading",
    [
        "Exclusion criteria for both strata",
        "Exclusion Criteria (for all Groups)",
        "EXCLUSION CRITERIA - ALL PATIENTS",
        "Common Exclusion Criteria for All Participants",
        "Exclusion Criteria All Parts",
        "All Cohorts Exclusion Criteria",
    ],
)
def test_a_section_for_everybody_ends_the_part_before_it(heading: str) -> None:
    text = f"Inclusion criteria for Stratum 2 only:\n\n{ECOG}\n{heading}:\n\n* HIV infection\n"
    assert places(text) == [
        ("inclusion", "Inclusion criteria for Stratum 2 only", False),
        ("exclusion", heading, True),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Inclusion Criteria (phase II)",
        "Additional Inclusion Criteria for EC Participants",
        "Inclusion Criteria (Poland Only)",
        "INCLUSION CRITERIA - PATIENTS WITH MALIGNANT MENINGIOMA",
        "Additional inclusion criteria for subjects who will receive combination therapy",
        "Inclusion Criteria for all patients in Cohort B",
        "Inclusion Criteria Cohort #2",
        "Inclusion Criteria for continued participation",
        "Extension Inclusion and Exclusion Criteria",
        "The following tumor type specific inclusion criteria must be met in addition",
    ],
)
def test_a_section_for_some_is_by_hand_and_its_name_is_the_place(heading: str) -> None:
    assert places(f"{heading}:\n\n{ECOG}") == [("inclusion", heading, False)]


@pytest.mark.parametrize("name", ["PHASE II", "Melanoma:", "STEP 2:"])
def test_a_line_right_before_a_section_names_whom_it_is_for(name: str) -> None:
    text = f"Inclusion Criteria:\n\n* Age 18 or older\n\n{name}\n\nInclusion Criteria:\n\n{ECOG}"
    assert places(text) == [("inclusion", None, True), ("inclusion", name.strip(":"), False)]


@pytest.mark.parametrize("title", ["Criteria:", "Study population:"])
def test_a_line_that_names_nobody_costs_no_rule(title: str) -> None:
    assert places(f"{title}\n\nInclusion Criteria:\n\n{ECOG}")[-1] == ("inclusion", None, True)


def test_a_part_that_begins_farther_above_a_section_of_the_same_kind_leaves_it_by_hand() -> None:
    text = f"Cohort A:\n\nPatients from the first centre.\n\nInclusion Criteria:\n\n{ECOG}"
    assert places(text)[-1] == ("inclusion", None, False)


@pytest.mark.parametrize("name", ["Select", "Abbreviated", "Most important"])
def test_a_name_that_only_abridges_costs_no_rule(name: str) -> None:
    text = f"{name} Inclusion Criteria:\n\n{ECOG}\n{name} Exclusion Criteria:\n\n* HIV infection\n"
    assert places(text) == [
        ("inclusion", f"{name} Inclusion Criteria", True),
        ("exclusion", f"{name} Exclusion Criteria", True),
    ]


@pytest.mark.parametrize("title", ["Inclusion Criteria", "KEY EXCLUSION CRITERIA", "Main inclusion criteria"])
def test_a_heading_that_says_the_kind_alone_is_no_place(title: str) -> None:
    assert places(f"{title}:\n\n* HIV infection\n")[0][1] is None


def test_a_bare_section_behind_one_of_a_part_shows_no_heading_that_is_not_its_own() -> None:
    text = f"Additional Inclusion Criteria for Part C Cohorts:\n\n{ECOG}\nExclusion Criteria:\n\n* HIV infection\n"
    assert places(text)[-1] == ("exclusion", None, False)


def test_what_stands_before_the_first_section_does_not_hold_for_it() -> None:
    text = f"For more information on participation, please visit www.example.org.\n\nInclusion Criteria:\n\n{ECOG}"
    assert places(text)[-1] == ("inclusion", None, True)


def test_a_sentence_that_only_excludes_costs_no_rule() -> None:
    for said in (
        "Participants are excluded from the study if any of the following criteria apply:",
        "Participants who meet any of the following criteria will be disqualified from entering the study:",
        "An individual who meets any of the following criteria will be excluded from participation:",
    ):
        text = f"Inclusion Criteria:\n\n{ECOG}\n{said}\n\n* HIV infection\n"
        assert places(text)[-1] == ("exclusion", said.strip(":"), True)


def test_a_sentence_that_dates_what_it_excludes_leaves_its_points_to_a_person() -> None:
    said = "Patients who have had the following procedures are not eligible:"
    assert places(f"{said}\n\n* Prior radiotherapy\n") == [("exclusion", said.strip(":"), False)]


def test_a_bullet_that_excludes_reaches_as_far_as_its_own_bullets() -> None:
    said = "Patients with a history of the following within 12 months are not eligible"
    text = f"Inclusion Criteria:\n\n* Age 18 or older\n* {said}:\n  * Stroke\n  * HIV infection\n{ECOG}"
    assert places(text) == [
        ("inclusion", None, True),
        ("exclusion", said, False),
        ("exclusion", said, False),
        ("inclusion", None, True),
    ]


def test_what_tests_exclude_is_a_heading_over_its_own_points_only() -> None:
    said = "Exclusion of hepatitis infection based on the following results"
    text = f"Exclusion Criteria:\n\n5. {said}:\n\n   a. HBsAg positive\n6. HIV infection\n"
    assert places(text) == [("exclusion", said, False), ("exclusion", None, True)]


def test_a_heading_set_deeper_than_its_points_stands_over_them_and_ends_the_one_before() -> None:
    text = (
        "Inclusion Criteria:\n\nParticipants with NSCLC:\n\n1. ECOG 0-1\n\n   Participants with Melanoma:\n"
        "2. ECOG 0-1\n\n   All Participants:\n3. ECOG 0-1\n"
    )
    assert places(text) == [
        ("inclusion", "Participants with NSCLC", False),
        ("inclusion", "Participants with Melanoma", False),
        ("inclusion", "All Participants", True),
    ]


def test_a_heading_for_everybody_costs_no_rule_among_exclusions_either() -> None:
    text = "Exclusion Criteria:\n\nFor all groups:\n\n* HIV infection\n"
    assert places(text) == [("exclusion", "For all groups", True)]


def test_a_heading_right_over_another_is_the_place_of_the_points_below_both() -> None:
    text = f"PATIENT CHARACTERISTICS:\n\n{HEPATIC_AND_RENAL}"
    assert places(text) == [
        ("inclusion", "PATIENT CHARACTERISTICS > Hepatic", True),
        ("inclusion", "Renal", True),
    ]


def test_how_far_the_wider_of_two_headings_reaches_is_not_guessed() -> None:
    for said in ("Patients of the second centre:", "Women only:"):
        found = places(f"{said}\n\n{HEPATIC_AND_RENAL}")
        assert [asserted for _, _, asserted in found][-2:] == [False, False]


@pytest.mark.parametrize(
    "text",
    [
        f"Inclusion Criteria (phase I):\n\nExclusion Criteria (phase I):\n\n{ECOG}",
        f"Exclusion Criteria:\n\n{ECOG}\nInclusion Criteria (phase I):\n",
        f"Inclusion Criteria (phase I):\n\nInclusion Criteria (phase II):\n\n{ECOG}",
        f"Inclusion Criteria (phase I):\n\nPHASE II\n\nInclusion Criteria:\n\n{ECOG}",
    ],
)
def test_a_heading_that_nothing_stands_under_is_kept_as_a_point(text: str) -> None:
    (kept,) = (one for one in criteria_of(text) if "Inclusion Criteria (phase I)" in one.text)
    assert kept.rule is None
    assert all("Inclusion Criteria (phase I)" not in (one.place or "") for one in criteria_of(text))


def test_a_point_behind_the_words_inclusion_criteria_stays_a_point() -> None:
    found = criteria_of("Inclusion Criteria Patients aged 18 or older\n\n* ECOG 0-1\n")
    assert [one.text for one in found] == ["Patients aged 18 or older", "ECOG 0-1"]


def test_points_that_ran_into_the_heading_of_a_section_stay_points() -> None:
    raw = "• ECOG 0 - 1 • Pregnant  * ANC ≥ 1,500/mm\\^3 Inclusion Criteria:Inclusion Criteria:* Age \\>= 18 years"
    texts = [one.text for one in criteria_of(raw)]
    assert texts[:2] == ["ECOG 0 - 1", "Pregnant"]
    assert texts[2].startswith("ANC")
    assert "Age" in texts[-1]
