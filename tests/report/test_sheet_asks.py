"""What the take-along sheet asks for: questions, points, papers, and whom to call."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from criteria.fact_words import NAMED_QUESTIONS
from criteria.facts import catalogue
from criteria.library import load_library
from criteria.vocabulary import lab_tests
from matcher.engine import MatchEngine
from matcher.near_misses import near_misses
from matcher.report import build_sheet
from matcher.report.sheet_names import fact_name
from matcher.report.sheet_questions import best_facts, checks, questions
from matcher.report.sheet_trials import Scope
from matcher.result import Verdict
from matcher.wording import sheet as words
from matcher.wording.sheet_questions import ASKED_LAST, BY_MYSELF, PAPERS, TEAM_NAMED, TEAM_QUESTIONS
from tests.report import cases
from tests.report.test_sheet import EMPTY, VERY_ROOMY, made_match, of_example, roomy

if TYPE_CHECKING:
    from criteria.trial import Site
    from matcher.report import SheetDocument
    from matcher.report.sheet_document import TrialCalls


def test_every_fact_of_the_catalogue_can_be_asked_for() -> None:
    for entry in catalogue().values():
        assert (entry.path in BY_MYSELF) != (entry.path in TEAM_QUESTIONS), entry.path
        assert entry.path not in BY_MYSELF or entry.plain_question
    assert set(TEAM_NAMED) == set(NAMED_QUESTIONS)


def test_every_document_that_the_program_names_is_a_paper_to_ask_for() -> None:
    named = {entry.found_in for entry in catalogue().values() if entry.path not in BY_MYSELF}
    named |= {document for _, document in NAMED_QUESTIONS.values() if document}
    named |= {test.document for test in lab_tests().values()}
    assert named == set(PAPERS)


def test_each_question_stands_once_and_the_hard_one_last() -> None:
    profile, result = of_example("nec")
    facts = best_facts(Scope(profile, result))
    assert len(set(facts)) == len(facts)
    assert facts[-1] == ASKED_LAST
    asked = questions(facts, Scope(profile, result), VERY_ROOMY)
    assert asked.items[-1].text == "Some trials ask how my doctor sees the time ahead. Would that matter for me?"
    assert "months" not in asked.items[-1].text
    texts = [one.text for one in asked.items]
    assert len(set(texts)) == len(texts)


def test_questions_of_trials_that_take_patients_come_first() -> None:
    profile, result = of_example("sparse")
    scope = Scope(profile, result)
    taking = {path for one in scope.trials if one.trial.is_recruiting for path in one.missing}
    facts = best_facts(scope)
    first = [path in taking for path in facts[: len(taking) // 2]]
    assert all(first)
    assert len(facts) > len(taking)


def test_questions_that_have_no_room_are_counted() -> None:
    profile, result = of_example("nec")
    scope = Scope(profile, result)
    facts = best_facts(scope)
    asked = questions(facts, scope, replace(VERY_ROOMY, questions=3))
    of_team = [path for path in facts if path not in BY_MYSELF]
    assert len(asked.items) == 3
    assert asked.more == f"More questions, which ZebraMatch lists: {len(of_team) - 3}."


def test_an_entry_of_a_list_is_called_by_its_name() -> None:
    assert fact_name("therapies[1].end", cases.PATIENT) == "everolimus (when it ended)"
    assert fact_name("medications[0].dose", cases.PATIENT) == "prednisolone (dose)"
    assert fact_name("therapies[7].end", cases.PATIENT) == "treatment 8 (when it ended)"
    assert fact_name("diagnosis.ki67", EMPTY) == "Ki-67 (how fast the tumour cells divide)"


def test_points_to_check_stand_once_with_every_trial_that_asks_them() -> None:
    sheet = roomy(*cases.matches())
    (point,) = (one for one in sheet.checks.items if "all visits" in one.text)
    assert point.text == "Needed: “You can come to all visits”"
    assert point.where == "NCT00000001, NCT00000002"


def test_what_alone_stands_in_the_way_is_asked_about_and_nothing_is_forecast() -> None:
    profile, result = of_example("sparse")
    (near,) = near_misses(result)
    assert near.match.trial.id == "NCT03043664"
    assert not [one for one in checks(Scope(profile, result), VERY_ROOMY).items if "One thing" in one.text]
    recruiting = replace(near.match, trial=near.match.trial.model_copy(update={"status": "RECRUITING"}))
    matches = tuple(recruiting if one is near.match else one for one in result.matches)
    (asked,) = (
        one
        for one in checks(Scope(profile, replace(result, matches=matches)), VERY_ROOMY).items
        if "One thing" in one.text
    )
    assert asked.text.startswith("One thing stands in the way of NCT03043664. Needed: “The study starts 4 weeks")
    assert asked.text.endswith("It has to do with my treatment. What do you think?")


def test_where_nothing_fits_a_near_miss_is_asked_about_even_if_the_trial_is_closed() -> None:
    profile, result = of_example("sparse")
    (near,) = near_misses(result)
    alone = replace(result, matches=(near.match,))
    assert "One thing stands in the way" in checks(Scope(profile, alone), VERY_ROOMY).items[0].text


def test_a_text_of_two_readings_becomes_a_question_for_the_team_of_the_trial() -> None:
    sheet = build_sheet(*of_example("planet"), ["NCT04919226"])
    (asked,) = sheet.site_questions.items
    assert asked.where == "NCT04919226"
    assert asked.text.startswith("I have had hormone-like injections")
    profile, result = of_example("planet")
    points = checks(Scope(profile, result, ("NCT04919226",)), VERY_ROOMY)
    assert len(points.items) == 5
    assert not any("first or second treatment" in one.text for one in points.items)


def looks(document: SheetDocument) -> dict[str, tuple[str, ...]]:
    return {paper.name: paper.looks for paper in document.papers.papers}


def test_papers_are_grouped_with_the_line_to_look_for() -> None:
    sheet = build_sheet(*of_example("sparse"))
    found = looks(sheet)
    assert (
        "Ki-67 (how fast the tumour cells divide) (the line Ki-67 or MIB-1)"
        in found["Pathology report (what was seen under the microscope)"]
    )
    assert "Scan reports (CT, MRI, receptor scan)" in found
    names = [look for paper in found.values() for look in paper]
    assert len(set(names)) == len(names)
    assert not any("Your age" in name or "pregnan" in name.casefold() for name in names)


def test_illnesses_stand_on_one_line_and_what_is_left_out_is_counted() -> None:
    profile, result = of_example("nec")
    sheet = build_sheet(profile, result)
    lines = [look for paper in sheet.papers.papers for look in paper.looks if look.startswith("Other illnesses")]
    assert len(lines) == 1
    small = looks(roomy(*result.matches, profile=profile, room=replace(VERY_ROOMY, looks=2)))
    assert any(" more" in look for look in small["Letters from the clinic"])


def recruiting(*sites: Site, country: str | None = None, **more: Any) -> TrialCalls:  # noqa: ANN401 - a room's figures
    match = made_match(1, Verdict.POSSIBLE, "RECRUITING")
    match = replace(match, trial=match.trial.model_copy(update={"sites": sites}))
    profile = cases.patient({"country": country} if country else {})
    (told,) = roomy(match, profile=profile, room=replace(VERY_ROOMY, **more)).calls.trials
    return told


def places(told: TrialCalls) -> list[str]:
    return [row[0] for row in told.sites.rows]


@pytest.mark.parametrize(
    ("country", "first"),
    [("US", "University Hospital Far"), ("NL", "Cancer Institute Near"), (None, "University Hospital Far")],
)
def test_the_patients_own_country_comes_first(country: str | None, first: str) -> None:
    assert places(recruiting(*cases.SITES, country=country))[0] == first


def test_a_site_tells_its_state_and_contact_and_a_closed_one_is_only_counted() -> None:
    told = recruiting(*cases.SITES, country="NL")
    assert told.sites.rows[0] == (
        "Cancer Institute Near",
        "Amsterdam, Netherlands",
        "Takes new patients; +31 20 555 0100, trial@institute.example",
    )
    assert places(told) == ["Cancer Institute Near", "University Hospital Far"]
    assert told.notes == (
        "Sites in your country (Netherlands) come first.",
        "Not shown, since they take no patients now: 1.",
        "The trial's page in the registry has all sites and contacts:",
    )
    assert told.page == "https://clinicaltrials.gov/study/NCT00000001"


def test_sites_that_have_no_room_and_a_country_without_a_site_are_said() -> None:
    told = recruiting(*cases.SITES[:2], country="FR", sites=1)
    assert len(told.sites.rows) == 1
    assert "No site in your country (France) is known here." in told.notes
    assert "More sites of this trial: 1." in told.notes
    assert any("country was not given" in note for note in recruiting(cases.SITES[0]).notes)


@pytest.mark.parametrize("written", [None, "Republic of", "Nowhere"])
def test_a_country_that_cannot_be_read_is_not_taken_for_another_country(written: str | None) -> None:
    odd = cases.SITES[0].model_copy(update={"country": written})
    told = recruiting(odd, country="KR")
    assert told.notes[0] == "It is not clear from the record if a site is in your country (South Korea)."


def test_a_site_without_contact_or_state_says_that_they_are_not_known() -> None:
    bare = cases.SITES[0].model_copy(update={"contact": None, "status": None})
    assert recruiting(bare).sites.rows[0][2] == "not known if it is open; no contact known here"


def test_a_trial_without_sites_names_its_page_in_the_registry() -> None:
    sheet = roomy(made_match(1, Verdict.POSSIBLE, "RECRUITING"))
    assert sheet.calls.pages == (("NCT00000001", "https://clinicaltrials.gov/study/NCT00000001"),)
    assert "Their pages in the registry" in sheet.calls.pages_lead


def test_a_trial_whose_sites_are_all_closed_is_not_called_one_without_sites() -> None:
    match = made_match(1, Verdict.POSSIBLE, "RECRUITING")
    sheet = roomy(replace(match, trial=match.trial.model_copy(update={"sites": cases.SITES[2:]})))
    assert sheet.calls.pages_lead.startswith("No open site of these trials is known here.")


def test_a_town_stands_with_its_state() -> None:
    town = cases.SITES[0].model_copy(update={"city": "Portland", "region": "Maine"})
    assert recruiting(town).sites.rows[0][1] == "Portland, Maine, United States"


def test_nobody_is_sent_to_a_site_of_a_trial_that_takes_no_patients() -> None:
    closed = made_match(1, Verdict.ELIGIBLE, "COMPLETED")
    sheet = roomy(replace(closed, trial=closed.trial.model_copy(update={"sites": cases.SITES})))
    assert sheet.calls.trials == ()
    assert sheet.calls.pages == ()
    assert "No site is printed" in sheet.calls.none
    assert "call the site first" in sheet.calls.first


def test_a_trial_open_at_the_readers_own_centre_counts_as_taking_patients() -> None:
    from criteria.centre import Centre

    contact = {"phone": "+31 20 555 0199"}
    said = {"NCT00000001": {"open": True, "slots": 2, "contact": contact, "updated": "2026-11-20"}}
    centre = Centre.model_validate({"name": "Example Hospital", "trials": said}, strict=False)
    result = replace(cases.result(made_match(1, Verdict.POSSIBLE, "COMPLETED")), centre=centre)
    scope = Scope(EMPTY, result)
    assert scope.state(result.matches[0]) == words.TAKING
    (group,) = build_sheet(EMPTY, result).groups
    assert any("Example Hospital" in note for note in group.trials[0].notes)
    assert any("+31 20 555 0199" in note for note in group.trials[0].notes)


def test_every_status_of_the_library_belongs_to_a_group() -> None:
    result = MatchEngine(load_library()).match(EMPTY, cases.ON)
    scope = Scope(EMPTY, result)
    assert {scope.state(one) for one in scope.trials} == {words.TAKING, words.UNSURE, words.CLOSED}
