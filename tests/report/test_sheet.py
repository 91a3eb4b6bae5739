"""The take-along sheet: nothing cut in silence, nothing promised or refused, two pages at most."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.library import load_library
from criteria.problems import InputError
from criteria.profile import PatientProfile
from matcher.engine import MatchEngine
from matcher.report import Identifiers, SheetDocument, build_sheet, render_pdf
from matcher.report.sheet import sheet_in
from matcher.report.sheet_room import GROWTH, LEAST, Room, brief, roomiest
from matcher.report.sheet_trials import Scope, phase_in_words
from matcher.result import MatchResult, Verdict
from matcher.wording import sheet as words
from tests.report import cases
from tests.report.reading import page_texts, printed_texts, reader, squeezed
from tests.report.test_hostile_text import INVISIBLE, MARKUP, NAMES, margins_are_empty
from tests.report.test_pages import root_of, structure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matcher.result import Match

ON = cases.ON
OWNER = Identifiers("Example, Person", "MRN 0012345")
STATUSES = ("RECRUITING", "NOT_YET_RECRUITING", "UNKNOWN", "WITHHELD", "COMPLETED", "ACTIVE_NOT_RECRUITING")
SAMPLES = ("planet", "nec", "sparse")
EMPTY = PatientProfile()
VERY_ROOMY = Room(taking=99, others=99, questions=99, checks=99, looks=99, sites=99, labels=99, notices=99)


def of_example(name: str, on: date = ON) -> tuple[PatientProfile, MatchResult]:
    text = files("resources").joinpath("examples", f"{name}.json").read_text("utf-8")
    profile = PatientProfile.model_validate_json(text)
    return profile, MatchEngine(load_library()).match(profile, on)


@pytest.fixture(scope="module", params=SAMPLES)
def example(request: pytest.FixtureRequest) -> tuple[PatientProfile, MatchResult]:
    return of_example(request.param)


def made_match(number: int, verdict: Verdict, status: str) -> Match:
    opens = {Verdict.LATER: cases.OPENS, Verdict.INELIGIBLE: None}.get(verdict, ON)
    trial = cases.trial(f"NCT{number:08}", f"Trial {number}", cases.NOT_ASKED, status=status)
    return cases.match(number, verdict, trial, cases.NOT_ASKED, opens=opens)


def roomy(*matches: Match, profile: PatientProfile = EMPTY, room: Room = VERY_ROOMY) -> SheetDocument:
    """The sheet with exactly this much room, whatever its pages, and nothing weighed."""
    result = MatchResult(ON, len(matches), date(2026, 11, 1), (), matches)
    return sheet_in(room, Scope(profile, result), ("diagnosis.ki67",), None)


def left(more: str) -> int:
    found = re.search(r"And (\d+) more", more)
    return int(found[1]) if found else 0


def ids(document: SheetDocument) -> list[str]:
    return [trial.id for group in document.groups for trial in group.trials]


def texts_of(document: SheetDocument) -> str:
    return " ".join(" ".join(page_texts(render_pdf(document))).split())


@given(
    st.lists(st.tuples(st.sampled_from(Verdict), st.sampled_from(STATUSES)), max_size=14),
    st.integers(1, 6),
    st.integers(1, 4),
)
@settings(max_examples=60)
def test_every_trial_that_could_fit_stands_on_the_sheet_or_is_counted(
    kinds: Sequence[tuple[Verdict, str]], taking: int, others: int
) -> None:
    matches = [made_match(number, *kind) for number, kind in enumerate(kinds, start=1)]
    sheet = roomy(*matches, room=replace(VERY_ROOMY, taking=taking, others=others))
    could = {one.trial.id for one in matches if one.verdict is not Verdict.INELIGIBLE}
    shown = ids(sheet)
    assert len(set(shown)) == len(shown)
    assert set(shown) <= could
    assert len(shown) + sum(left(group.more) for group in sheet.groups) == len(could)
    counted = [int(number) for number in re.findall(r"\d+", " ".join(sheet.tally[:1]))]
    assert sum(counted[1:]) == sum(counted[:1]) == len(matches)
    for group in sheet.groups:
        assert f"({len(group.trials) + left(group.more)})" in group.title


@given(st.lists(st.tuples(st.sampled_from(Verdict), st.sampled_from(STATUSES)), min_size=1, max_size=10))
def test_those_that_take_patients_come_first_and_each_has_its_own_words(kinds: Sequence[tuple[Verdict, str]]) -> None:
    matches = {f"NCT{number:08}": made_match(number, *kind) for number, kind in enumerate(kinds, start=1)}
    sheet = roomy(*matches.values())
    recruiting = [matches[trial].trial.is_recruiting for trial in ids(sheet)]
    assert recruiting == sorted(recruiting, reverse=True)
    for group in sheet.groups:
        assert all(earlier < later for earlier, later in pairwise([matches[one.id].rank for one in group.trials]))
        for one in group.trials:
            match = matches[one.id]
            assert one.mark.kind == match.verdict.value
            assert ("May fit", "Could fit", "Perhaps from")[match.verdict.order] in one.mark.words


def test_what_is_not_known_never_becomes_a_no() -> None:
    unknown = made_match(1, Verdict.POSSIBLE, "UNKNOWN")
    sheet = roomy(unknown)
    assert ids(sheet) == ["NCT00000001"]
    assert sheet.groups[0].title == "Not known if they take new patients (1)"
    assert sheet.groups[0].trials[0].missing == "Still missing: All tumours seen on the receptor scan."
    assert "do not seem to fit" not in sheet.canonical
    assert "takes no new patients" not in sheet.canonical


def test_a_status_that_nobody_knows_is_not_taken_for_closed() -> None:
    for status in ("UNKNOWN", "WITHHELD", "SOMETHING_NEW"):
        assert roomy(made_match(1, Verdict.POSSIBLE, status)).calls.pages


def test_everything_the_sheet_says_is_printed_on_at_most_two_pages(
    example: tuple[PatientProfile, MatchResult],
) -> None:
    for owner in (None, OWNER):
        sheet = build_sheet(*example, identifiers=owner)
        pages = page_texts(render_pdf(sheet))
        assert len(pages) <= 2
        printed = "".join(squeezed(page) for page in pages)
        head = f"{'  ·  '.join(sheet.owner)} {sheet.as_of} · Sheet {sheet.fingerprint} Page"
        feet = [squeezed(f"{head} {number} of {len(pages)}") for number in range(1, len(pages) + 1)]
        assert all(foot in squeezed(page) for foot, page in zip(feet, pages, strict=True))
        for foot in feet:
            printed = printed.replace(foot, "")
        assert [text for text in printed_texts(sheet) if squeezed(text) not in printed] == []


def test_a_sheet_holds_more_where_there_is_more_room() -> None:
    few = [made_match(number, Verdict.POSSIBLE, "RECRUITING") for number in range(1, 4)]
    many = [made_match(number, Verdict.POSSIBLE, "RECRUITING") for number in range(1, 40)]
    assert len(ids(build_sheet(EMPTY, cases.result(*few)))) == 3
    shown = len(ids(build_sheet(EMPTY, cases.result(*many))))
    assert 5 < shown < 39


def test_the_room_grows_in_order_until_the_pages_are_full() -> None:
    rooms: dict[str, Room] = {}

    def make(room: Room) -> SheetDocument:
        rooms[str(room)] = room
        return replace(build_least(), selection=str(room))

    def six_fit(sheet: SheetDocument) -> int:
        room = rooms[sheet.selection]
        return 2 if room.taking + room.questions + room.checks <= 7 else 3

    def room_of(pages: Callable[[SheetDocument], int]) -> Room:
        return rooms[roomiest(make, pages).selection]

    found = room_of(six_fit)
    assert (found.taking, found.questions, found.checks) == (3, 3, 1)
    most = {name: max(most for each, most in GROWTH if each == name) for name, _ in GROWTH}
    assert room_of(lambda _sheet: 1) == Room(**most)
    assert room_of(lambda _sheet: 3) == LEAST


def build_least() -> SheetDocument:
    return roomy(made_match(1, Verdict.POSSIBLE, "RECRUITING"), room=LEAST)


def test_nothing_of_the_programs_own_is_a_percentage(example: tuple[PatientProfile, MatchResult]) -> None:
    sheet = build_sheet(*example)
    quoted = [one.criterion.plain or one.criterion.text for match in example[1].matches for one in match.criteria]
    for text in printed_texts(sheet):
        own = text
        for words_of_trial in quoted:
            own = own.replace(words_of_trial.removesuffix("."), "")
        assert "%" not in own
        assert not re.search(r"per ?cent|chance|likely|\bscore of", own), own


def test_plain_words_stand_alone(example: tuple[PatientProfile, MatchResult]) -> None:
    jargon = re.compile(r"\b(ULN|SSTR|inclusion|exclusion|criteria|eligible|cohort|the patient|No conflict|Open:)\b")
    sheet = build_sheet(*example)
    own = [sheet.lead, *sheet.tally, *sheet.about.items, sheet.calls.first, sheet.calls.none, sheet.labels_lead]
    own += [ask.text for asks in (sheet.questions, sheet.myself) for ask in asks.items]
    own += [one.mark.words for group in (*sheet.groups, sheet.labels) for one in group.trials]
    assert [text for text in own if jargon.search(text)] == []


def test_the_record_of_every_trial_is_dated_and_an_old_one_warned_of() -> None:
    fresh = made_match(1, Verdict.POSSIBLE, "RECRUITING")
    source = fresh.trial.source
    old = fresh.trial.model_copy(
        update={"id": "NCT00000002", "source": source.model_copy(update={"record_date": date(2026, 10, 21)})}
    )
    undated = fresh.trial.model_copy(
        update={"id": "NCT00000003", "source": source.model_copy(update={"record_date": None})}
    )
    sheet = roomy(fresh, replace(fresh, trial=old), replace(fresh, trial=undated))
    said = [trial.notes[-1] for trial in sheet.groups[0].trials]
    assert said == [
        "This information is from 5 November 2026.",
        "This information is from 21 October 2026. Ask whether it still holds.",
        "It is not known how old this information is. Ask whether it still holds.",
    ]


def test_a_trial_that_is_partly_known_says_so_wherever_it_stands(example: tuple[PatientProfile, MatchResult]) -> None:
    sheet = build_sheet(*example)
    flagged = {one.trial.id for one in example[1].matches if "partly_known" in one.flags}
    for group in sheet.groups:
        for trial in group.trials:
            assert (trial.id in flagged) == any("Not all conditions" in note for note in trial.notes)


def test_a_patient_of_whom_nothing_is_known_gets_questions_to_begin_with() -> None:
    result = MatchEngine(load_library()).match(EMPTY, ON)
    sheet = build_sheet(EMPTY, result)
    assert "Nothing has been entered about you yet" in " ".join(sheet.notices.items)
    assert sheet.questions.items
    assert "How old are you?" in [ask.text for ask in sheet.myself.items]
    assert sheet.nothing.items == ()
    assert len(page_texts(render_pdf(sheet))) <= 2


def test_where_nothing_fits_the_sheet_is_kind_and_says_what_to_ask() -> None:
    sheet = build_sheet(EMPTY, cases.result(made_match(1, Verdict.INELIGIBLE, "COMPLETED")))
    said = texts_of(sheet)
    assert "No trial looked at seems to fit today" in said
    assert "many more trials than these" in said
    assert "It may change" in said
    assert "Do you know of other trials that I could ask about?" in said
    assert "1 does not seem to fit - your team can tell you why" in said
    assert not re.search(r"\b(cannot|impossible|rejected|refused|not eligible|unsuitable)\b", said)


def test_approved_treatments_that_do_not_seem_to_fit_are_counted() -> None:
    result = cases.result(made_match(1, Verdict.POSSIBLE, "RECRUITING"))
    label = next(one for one in cases.result().matches if one.trial.kind == "label")
    unfit = replace(result, matches=(*result.matches, replace(label, verdict=Verdict.INELIGIBLE)))
    said = "Approved treatments that do not seem to fit, and are not named here: 1. Your team can tell you why."
    assert said in build_sheet(EMPTY, unfit).tally
    assert said not in build_sheet(EMPTY, result).tally
    assert said not in build_sheet(EMPTY, unfit, ["NCT00000001"]).tally


def test_a_chosen_trial_that_does_not_seem_to_fit_is_named_with_the_contracts_words() -> None:
    matches = made_match(1, Verdict.POSSIBLE, "RECRUITING"), made_match(2, Verdict.INELIGIBLE, "RECRUITING")
    sheet = build_sheet(EMPTY, cases.result(*matches), ["NCT00000002"])
    assert ids(sheet) == ["NCT00000002"]
    assert sheet.groups[0].trials[0].mark.words == "Does not seem to fit - your team can tell you why"
    assert "others were not ruled out" in sheet.selection
    with pytest.raises(InputError, match="NCT00000009"):
        build_sheet(EMPTY, cases.result(*matches), ["NCT00000009"])


def test_a_sheet_on_an_approved_treatment_alone_does_not_speak_of_trials_that_do_not_fit() -> None:
    sheet = build_sheet(cases.PATIENT, cases.result(), ["LABEL-EXAMPLE-US"])
    assert sheet.nothing.items == ()
    assert sheet.groups == ()
    assert sheet.tally == ()
    assert [one.title for one in sheet.labels.trials] == ["Lanreotide for gastroenteropancreatic NET"]
    assert "no advice" in sheet.labels_lead


def test_a_leap_day_is_a_day_like_any_other() -> None:
    profile, result = of_example("planet", date(2024, 2, 29))
    sheet = build_sheet(profile, result)
    assert sheet.as_of == "As of 29 February 2024"
    assert "29 February 2024" in page_texts(render_pdf(sheet))[0]
    metadata = reader(render_pdf(sheet)).metadata
    assert metadata is not None
    assert str(metadata["/CreationDate"]).startswith("D:20240229")


def test_the_pdf_is_tagged_and_says_nothing_of_the_patient_beside_its_pages() -> None:
    pdf = render_pdf(build_sheet(cases.PATIENT, cases.result(), identifiers=OWNER))
    root = root_of(pdf)
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert {"/H1", "/H2", "/Table", "/TH", "/L", "/LI"} <= set(structure(pdf))
    metadata = reader(pdf).metadata
    assert metadata is not None
    assert metadata.title == "Take-along sheet"
    told = [str(metadata), root["/Metadata"].get_data().decode(), str(reader(pdf).outline)]
    assert not any(secret in text for text in told for secret in ("Example", "0012345", "LABEL-THAT"))
    assert "LABEL-THAT" not in texts_of(build_sheet(cases.PATIENT, cases.result()))


def test_a_sheet_without_identifiers_has_lines_to_write_them_on() -> None:
    sheet = build_sheet(cases.PATIENT, cases.result())
    assert sheet.owner == ("Unidentified copy",)
    assert sheet.patient_lines == ("Name", "Date of birth")
    assert build_sheet(cases.PATIENT, cases.result(), identifiers=OWNER).patient_lines == ()


def everywhere(word: str) -> SheetDocument:
    """A sheet with one text wherever a file can put one, and a trial of each kind."""
    facts = {"conditions": [{"name": word[:200] or "x"}], "country": "NL", "therapies": [{"agent": word[:200] or "x"}]}
    matches = []
    for match in cases.matches():
        site = cases.SITES[1].model_copy(update={"facility": word, "city": word, "country": word})
        contact = site.contact.model_copy(update={"name": word, "phone": word, "email": word}) if site.contact else None
        sites = (site.model_copy(update={"contact": contact}),) * 8
        source = match.trial.source.model_copy(update={"url": word, "agency": word})
        more = {"title": word, "acronym": word, "phase": word, "sites": sites, "source": source}
        asked = tuple(
            replace(one, criterion=one.criterion.model_copy(update={"text": word, "plain": word}))
            for one in match.criteria
        )
        matches.append(replace(match, trial=match.trial.model_copy(update=more), criteria=asked))
    return build_sheet(cases.patient(facts), cases.result(*matches), identifiers=Identifiers(word[:60], word[:60]))


@pytest.mark.parametrize("word", ["x" * 4000, "W" * 4000, "very long title " * 250, *MARKUP, *NAMES])
def test_whatever_stands_in_a_file_the_sheet_stays_on_two_pages_and_within_its_margins(word: str) -> None:
    sheet = everywhere(word)
    assert len(page_texts(render_pdf(sheet))) <= 2
    assert margins_are_empty(sheet)
    assert len(ids(sheet)) + sum(left(group.more) for group in sheet.groups) == 3
    if word in MARKUP:
        assert squeezed(word) in squeezed(texts_of(sheet))


def test_what_cannot_be_seen_is_shown_as_its_code_point() -> None:
    printed = squeezed(texts_of(everywhere("".join(f"before{sign}" for sign in INVISIBLE[:6]))))
    assert all(f"before[U+{ord(sign):04X}]" in printed for sign in INVISIBLE[:6])


@given(st.text(max_size=300), st.integers(10, 80))
def test_a_brief_text_is_never_longer_than_asked_and_shows_that_it_was_cut(text: str, most: int) -> None:
    short = brief(text, most)
    assert len(short) <= most
    assert "\n" not in short
    whole = brief(text, 10_000)
    assert short == whole or short.endswith("…")


@pytest.mark.parametrize(
    ("phase", "said"),
    [
        (None, ""),
        ("NA", ""),
        ("Phase 2", "phase 2: looks at whether it helps"),
        ("PHASE1/PHASE2", "phase 1/2: looks for a safe dose, then looks at whether it helps"),
        ("PHASE3", "phase 3: compares treatments in many people"),
        ("EARLY_PHASE1", "very early phase: first steps with small doses"),
        ("something else", ""),
    ],
)
def test_a_phase_says_what_it_is_for(phase: str | None, said: str) -> None:
    assert phase_in_words(phase) == said


def test_every_verdict_is_counted_with_its_own_words() -> None:
    assert set(words.COUNTED) == set(Verdict)
