"""Every point of a text at its exact place, in its section, and nothing between two of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.parsing.cleaning import cleaned
from criteria.parsing.items import LONGEST_ITEM, MOST_READ, MOST_SIGNS, split
from criteria.parsing.read import criteria_of

PIECES = st.sampled_from(
    [
        "Inclusion Criteria:",
        "Exclusion Criteria:",
        "* Age \\>= 18 years",
        "  * ANC ≥ 1,500/mm\\^3",
        "1. No prior chemotherapy",
        "2) Adequate organ function:",
        "\n",
        "\n\n",
        "    ",
        "• ECOG 0 - 1 • Pregnant",
        "(e.g. <b>octreotide</b> &lt; 4 weeks)",
        "unless liver metastases",
        "within 5 half-lives or 28 days, whichever is longer",
        "\u202eİß",
    ]
)
HEADINGS = st.sampled_from(
    [
        "PHASE II",
        "Melanoma:",
        "Inclusion Criteria (phase I):",
        "Exclusion criteria for both strata:",
        "Additional Inclusion Criteria for EC Participants",
        "* Patients with the following are not eligible:",
        "Participants who meet any of the following criteria will be excluded:",
        "   Participants with Melanoma:",
        "    1. Exclusion of hepatitis by the following tests:",
        "Hepatic:",
        "For all groups:",
        "Extension Inclusion and Exclusion Criteria:",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=25).map("".join)


def points(raw: str) -> list[tuple[str, str]]:
    return [(item.kind, raw[item.start : item.end]) for item in split(raw)]


def test_bullets_and_numbers_are_outside_the_point_and_the_section_gives_the_kind() -> None:
    raw = "Inclusion Criteria:\n\n* Age 18 or older\n1. ECOG 0-1\n\nExclusion Criteria:\n\n- Pregnancy."
    assert points(raw) == [("inclusion", "Age 18 or older"), ("inclusion", "ECOG 0-1"), ("exclusion", "Pregnancy.")]


def test_a_broken_line_goes_on_and_a_paragraph_does_not() -> None:
    raw = "* Histologically confirmed\n  carcinoid\n\nAge 18 years\nECOG 0-1"
    assert [text for _, text in points(raw)] == ["Histologically confirmed\n  carcinoid", "Age 18 years", "ECOG 0-1"]


def test_points_run_into_one_line_are_cut_apart() -> None:
    raw = "Inclusion Criteria: 1. Age 18 2. ECOG 0-1 3. Consent Exclusion Criteria: 1. Pregnancy 2. HIV"
    assert [text for _, text in points(raw.replace("Consent Ex", "Consent. Ex"))] == [
        "Age 18",
        "ECOG 0-1",
        "Consent.",
        "Pregnancy",
        "HIV",
    ]


def test_a_heading_is_no_point_but_one_that_asks_for_something_is() -> None:
    asking = "Patients who take warfarin must have had a stable dose of it for some time, as follows"
    raw = f"* Adequate organ function:\n  * ANC ≥ 1500/uL\n* {asking}:\n  * x"
    assert points(raw)[0][1] == "ANC ≥ 1500/uL"
    assert len(points(raw)) == 3


@pytest.mark.parametrize(
    "line",
    ["Non-inclusion criteria:", "EXCLUSION CRITERIA", "Key Exclusion Criteria:", "Patients will be excluded if:"],
)
def test_a_section_of_exclusions_is_known_by_its_heading(line: str) -> None:
    assert points(f"Inclusion Criteria:\n* Adult\n\n{line}\n* Pregnancy")[-1] == ("exclusion", "Pregnancy")


def test_a_sentence_about_criteria_is_no_heading() -> None:
    raw = "Exclusion Criteria:\n* HIV\n\nOther protocol-defined inclusion/exclusion criteria may apply."
    assert points(raw)[-1] == ("exclusion", "Other protocol-defined inclusion/exclusion criteria may apply.")


@given(TEXTS)
def test_offsets_are_exact_ordered_and_apart_and_the_same_each_time(raw: str) -> None:
    items = split(raw)
    assert items == split(raw)
    place = 0
    for item in items:
        assert place <= item.start < item.end <= len(raw)
        assert not item.text or item.text == cleaned(raw)[item.start : item.end]
        place = item.end


@given(TEXTS)
def test_what_is_in_no_point_is_a_bullet_or_a_heading(raw: str) -> None:
    text, place = cleaned(raw), 0
    for start, end in [*((item.start, item.end) for item in split(raw)), (len(raw), len(raw))]:
        between = text[place:start]
        for line in between.split("\n"):
            assert len(line.split()) <= 14, line
        place = end


@given(st.lists(PIECES | HEADINGS, max_size=15).map("\n".join))
def test_no_word_is_lost_but_those_that_say_the_kind(raw: str) -> None:
    kept = " ".join(f"{one.text} {one.place or ''}" for one in criteria_of(raw))
    words = [set(re.findall(r"[A-Za-z]{3,}", cleaned(text))) for text in (raw, kept)]
    assert words[0] - words[1] <= {"Inclusion", "Exclusion", "Criteria"}


@given(TEXTS)
def test_any_text_makes_valid_criteria(raw: str) -> None:
    for one in criteria_of(raw):
        assert one.source_span is not None
        assert one.text == raw[one.source_span.start : one.source_span.end]


@given(st.text())
def test_cleaning_moves_nothing(raw: str) -> None:
    assert len(cleaned(raw)) == len(raw)


@pytest.mark.parametrize("unit", ["a", "1.5 x ", "(", "* x\n", "<b>", "\u202eANC > 1500 ", "Inclusion Criteria: ", " "])
def test_a_text_longer_than_any_record_is_kept_whole_and_left_to_a_person(unit: str) -> None:
    raw = unit * (MOST_SIGNS // len(unit) + 10)
    items = split(raw)
    assert "".join("".join(raw[one.start : one.end] for one in items).split()) == "".join(raw.split())
    assert all(one.end - one.start <= LONGEST_ITEM and one.is_open for one in items)


def test_beyond_the_first_thousand_points_nothing_is_read_and_nothing_is_lost() -> None:
    raw = "* ANC ≥ 1500/uL\n" * (MOST_READ + 5)
    found = criteria_of(raw)
    assert len(found) == MOST_READ + 5
    assert found[0].rule is not None
    assert found[-1].rule is None


@pytest.mark.parametrize(
    "heading",
    [
        "No concurrent inhibitors of the enzyme CYP3A4, including any of the following:",
        "Patients with a history of stroke may enter when all of the following are true:",
        "Must not have received any of the following within 4 weeks:",
        "No prior therapy with:",
        "Brain metastases are allowed if:",
    ],
)
def test_a_heading_that_turns_or_dates_its_points_is_a_point_itself(heading: str) -> None:
    found = split(f"Inclusion Criteria:\n\n{heading}\n\n* Ketoconazole\n* Grapefruit")
    assert [one.text for one in found] == [heading, "Ketoconazole", "Grapefruit"]
    assert all(one.is_open for one in found)


@pytest.mark.parametrize("heading", ["Adequate organ function, defined as:", "Hepatic:", "All of the following:"])
def test_a_heading_that_only_announces_is_no_point(heading: str) -> None:
    found = split(f"Inclusion Criteria:\n\n{heading}\n\n* Ketoconazole\n* Grapefruit")
    assert [one.text for one in found] == ["Ketoconazole", "Grapefruit"]


@pytest.mark.parametrize(
    "name",
    ["Phase 1b", "Step Two (Randomization and Treatment)", "Disease-specific", "TURNSTILE I", "Module 2 specific"],
)
def test_a_named_section_turns_its_points_and_is_their_place(name: str) -> None:
    text = f"Inclusion Criteria:\n\n* Age 18 or older\n\n{name} Exclusion Criteria:\n\n* HIV infection\n"
    adult, hiv = criteria_of(text)
    assert (adult.kind, adult.place) == ("inclusion", None)
    assert (hiv.kind, hiv.rule, hiv.place) == ("exclusion", None, f"{name} Exclusion Criteria")


def test_a_cohort_s_name_is_the_place_of_its_points() -> None:
    (one,) = criteria_of("Inclusion Criteria:\n\nCohort 2:\n\n* ECOG 0-1\n")
    assert (one.text, one.place, one.rule) == ("ECOG 0-1", "Cohort 2", None)


@pytest.mark.parametrize(
    "line",
    [
        "All patients who do not fit the inclusion criteria",
        "Any patient not complying with inclusion criteria.",
        "Diagnosis of uveal melanoma Exclusion Criteria",
    ],
)
def test_a_point_that_ends_with_the_words_of_a_heading_stays_a_point(line: str) -> None:
    found = criteria_of(f"Exclusion Criteria:\n\n* {line}\n* HIV infection\n")
    assert [one.kind for one in found] == ["exclusion", "exclusion"]
    assert line.startswith(found[0].text[:20])


def test_a_bare_section_behind_one_of_a_cohort_is_not_asked_of_everybody() -> None:
    text = "Cohort 1 Inclusion Criteria:\n\n* ECOG 0-1\n\nExclusion Criteria:\n\n* Pregnancy\n"
    assert [(one.kind, one.rule, one.place) for one in criteria_of(text)] == [
        ("inclusion", None, "Cohort 1 Inclusion Criteria"),
        ("exclusion", None, None),
    ]
