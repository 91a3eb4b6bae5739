from __future__ import annotations

import re
from dataclasses import replace

import pytest

from criteria.problems import InputError
from criteria.profile import Location
from matcher import explain
from matcher.explain import Register
from matcher.notices import Notice, NoticeKind
from matcher.report import Identifiers, ReportDocument, build_report
from matcher.report.sites import SITES_SHOWN, distance_km, sites_table
from matcher.report.trial_section import phase_words
from matcher.result import Verdict
from matcher.wording.voice import Voice
from tests.report import cases
from tests.report.reading import changed, leaves, printed_texts

JARGON = ("cohort", "eligible", "washout", "ULN", "exclusion", "inclusion", "criteri", "SSTR", "histolog", "parser")
CLINICIAN = Voice(Register.CLINICIAN)


def built(register: Register = Register.CLINICIAN, only: tuple[str, ...] = ()) -> ReportDocument:
    return build_report(cases.PATIENT, cases.result(), register, only)


def said(document: ReportDocument) -> str:
    return "\n".join(value for _, value in leaves(document) if isinstance(value, str))


@pytest.mark.parametrize("register", Register)
def test_the_counts_add_up_to_the_library(register: Register) -> None:
    trials, labels = built(register).summaries
    counts = [count.number for summary in (trials, labels) for count in summary.counts]
    assert sum(counts) == cases.result().library_size == len(trials.rows) + len(labels.rows)
    assert [count.number for count in trials.counts] == [1, 1, 1, 1]
    assert [count.mark.kind for count in trials.counts] == [verdict.value for verdict in Verdict]
    assert trials.total == "Trials: 4"
    assert labels.total.endswith(": 1")


def test_no_trial_is_left_out_and_the_order_is_that_of_the_ranking() -> None:
    report = built()
    ranked = [match.trial.id for match in cases.matches()]
    assert [row.key for summary in report.summaries for row in summary.rows] == ranked
    assert [section.key for part in report.parts for section in part.sections] == ranked
    assert report.selection == ""


def test_a_selection_says_how_many_of_how_many_are_shown() -> None:
    report = built(only=("NCT00000003", "NCT00000002"))
    assert [row.key for row in report.summaries[0].rows] == ["NCT00000002", "NCT00000003"]
    assert len(report.summaries) == 1
    assert "2 of the library's 5" in report.selection


def test_an_unknown_trial_among_the_chosen_is_an_error_that_names_it() -> None:
    with pytest.raises(InputError, match="NCT99999999"):
        built(only=("NCT00000001", "NCT99999999"))


@pytest.mark.parametrize("register", Register)
def test_every_criterion_stands_in_its_group_with_its_reason(register: Register) -> None:
    sections = [section for part in built(register).parts for section in part.sections]
    for match, section in zip(cases.matches(), sections, strict=True):
        rows = {row.id: row for group in section.groups for row in group.rows}
        assert set(rows) == {result.criterion.id for result in match.criteria}
        for result in match.criteria:
            assert rows[result.criterion.id].reason == explain.reason(result, register, whole=cases.result())
            assert rows[result.criterion.id].text == explain.criterion_text(result, register)


def test_what_speaks_against_comes_first_and_what_is_in_favour_last() -> None:
    later = built().parts[0].sections[2]
    assert [group.kind for group in later.groups] == ["against", "unknown", "favour"]


def test_partly_known_and_old_records_are_flagged_where_the_trial_is_shown() -> None:
    report = built()
    first, second = report.parts[0].sections[:2]
    assert first.warnings == ()
    assert len(second.warnings) == 2
    assert explain.flag_words("partly_known", Register.CLINICIAN) in second.warnings
    assert any("1 of the 5" in fact for fact in report.facts)
    assert "record of 2026-03-02" in second.facts


def test_every_cohort_is_listed_with_its_own_verdict() -> None:
    cohorts = built().parts[0].sections[1].cohorts
    assert cohorts is not None
    assert [(row.name, row.mark.kind) for row in cohorts.rows] == [
        ("A Pancreas", "ineligible"),
        ("B Midgut", "possible"),
    ]
    assert "Midgut" in cohorts.chosen


def test_missing_facts_of_trials_without_a_conflict_are_asked_with_the_document_they_stand_in() -> None:
    (row,) = built().questions.rows
    assert row[1] == "Are all target lesions SSTR-positive?"
    assert row[2] == "imaging report"
    assert row[3] == "NCT00000002, NCT00000003"


def test_what_only_a_trial_with_a_conflict_lacks_is_not_asked() -> None:
    match = replace(cases.matches()[3], criteria=(cases.TOO_FEW, cases.NOT_ASKED))
    report = build_report(cases.PATIENT, cases.result(match), Register.CLINICIAN)
    assert report.questions.rows == ()
    assert report.questions.above != ()


def test_a_person_s_answer_is_listed_for_the_trials_shown_only() -> None:
    assert built().data.sections[-1].rows[0].fact == "NCT00000001 I03"
    assert "NCT99999999" not in said(built())
    assert "NCT00000001 I03" not in said(built(only=("NCT00000002",)))


def test_every_given_fact_stands_in_the_patient_data() -> None:
    rows = {row.fact.strip(): (row.value, row.when) for section in built().data.sections for row in section.rows}
    assert rows["Ki-67"] == ("15-20 %", "2026-10-12")
    assert rows["ECOG performance status"] == ("1 - restricted in strenuous activity", "2026-11-18")
    assert rows["everolimus"] == ("progression; line of therapy: 1", "2024-02 – 2026-11-16")
    assert rows["AST"] == ("62 U/L; ULN 40", "2026-11-17")
    assert rows["chromogranin A"] == ("above 1000 (no unit given)", "2026-11-17")
    assert rows["PRRT"] == ("never given", "")
    assert rows["Metastatic sites"] == ("liver, lymph node (complete list)", "")
    assert rows["Other conditions"] == ("none (complete list)", "")
    assert rows["Other medication"] == ("may not be complete", "")
    assert rows["Date of birth"] == ("1968-04", "")
    assert rows["Pregnant"] == ("no", "")


def test_an_empty_patient_file_is_reported_as_such() -> None:
    report = build_report(cases.patient({}), cases.result(), Register.CLINICIAN)
    assert report.data.sections == ()
    assert report.data.lead == "Nothing was given."


def test_the_same_notice_is_printed_once() -> None:
    notice = Notice(NoticeKind.UNMAPPED, "conditions[0]", ("grey hair",))
    result = replace(cases.result(), notices=(notice, notice))
    assert len(build_report(cases.PATIENT, result, Register.CLINICIAN).notices.items) == 1


def test_the_patient_reads_plain_words_and_the_advice_first() -> None:
    report = built(Register.PLAIN)
    words = "\n".join(printed_texts(report))
    assert [term for term in JARGON if re.search(rf"\b{term}", words)] == []
    assert report.advice_first
    assert report.advice.items == explain.advice(Register.PLAIN)
    assert "Verify before you travel" in words


@pytest.mark.parametrize("register", Register)
def test_no_match_score_and_no_percentage_of_fit_is_printed(register: Register) -> None:
    matches = [replace(match, criteria=(cases.OLD_ENOUGH,)) for match in cases.matches()[1:]]
    report = build_report(cases.patient({"age": 58}), cases.result(*matches), register)
    assert "%" not in said(report)
    assert not re.search(r"0\.73|73", said(report))


def test_published_results_are_tabled_for_clinicians_and_only_referred_to_for_patients() -> None:
    clinician, plain = (
        next(table for table in built(register).parts[0].sections[0].tables if table.title == "Published results")
        for register in Register
    )
    assert clinician.rows == (("objective response rate", "32.0 % (20.1 to 44)", "midgut NET, n = 60", "1"),)
    assert clinician.below == "1  Journal of Made-up Results 2025;1:1"
    assert plain.rows == ()
    assert "Ask your team" in plain.above[0]
    assert "Journal of Made-up Results" in plain.above[0]


def test_the_nearest_recruiting_site_comes_first_and_closed_ones_do_not_appear() -> None:
    table = sites_table(cases.matches()[0].trial, cases.PATIENT.location, CLINICIAN)
    assert table is not None
    assert [row[0] for row in table.rows] == ["Cancer Institute Near", "University Hospital Far"]
    assert "about 35 km" in table.rows[0][1]
    assert table.rows[0][2] == "+31 20 555 0100\ntrial@institute.example"


def test_without_a_place_of_residence_sites_keep_the_record_s_order() -> None:
    table = sites_table(cases.matches()[0].trial, None, CLINICIAN)
    assert table is not None
    assert [row[0] for row in table.rows] == ["University Hospital Far", "Cancer Institute Near"]


def test_no_more_than_ten_sites_are_printed_and_the_rest_is_counted() -> None:
    trial = cases.matches()[0].trial.model_copy(update={"sites": (cases.SITES[0],) * (SITES_SHOWN + 3)})
    table = sites_table(trial, None, CLINICIAN)
    assert table is not None
    assert len(table.rows) == SITES_SHOWN
    assert table.below == "… and 3 more in the record."


@pytest.mark.parametrize(("update", "word"), [({"status": "COMPLETED"}, "not recruiting"), ({"sites": ()}, "no site")])
def test_a_trial_without_a_recruiting_site_says_so(update: dict[str, object], word: str) -> None:
    table = sites_table(cases.matches()[0].trial.model_copy(update=update), None, CLINICIAN)
    assert table is not None
    assert table.rows == ()
    assert word in table.above[0]


def test_a_quarter_of_the_equator_is_ten_thousand_kilometres() -> None:
    site = cases.SITES[0].model_copy(update={"latitude": 0.0, "longitude": 90.0})
    distance = distance_km(site, Location(latitude=0.0, longitude=0.0))
    assert distance == pytest.approx(10_007.5, abs=1)
    assert distance_km(site, None) is None


@pytest.mark.parametrize(
    ("code", "words"),
    [("PHASE2", "phase 2"), ("PHASE1/PHASE2", "phase 1/2"), ("PHASE1, PHASE2", "phase 1/2"), ("NA", ""), (None, ""),
     ("EARLY_PHASE1", "early phase 1"), ("pilot", "pilot")],
)  # fmt: skip
def test_the_registry_s_code_of_a_phase_is_put_into_words(code: str | None, words: str) -> None:
    assert phase_words(code, CLINICIAN) == words


@pytest.mark.parametrize("register", Register)
def test_the_fingerprint_changes_with_every_single_thing_that_is_printed(register: Register) -> None:
    report = built(register)
    places = [path for path, value in leaves(report) if value is not None]
    assert len(places) > 300
    others = {changed(report, path).fingerprint for path in places}
    assert len(others) == len(places)
    assert report.fingerprint not in others


def test_the_fingerprint_has_sixteen_digits_in_groups_of_four() -> None:
    assert re.fullmatch(r"[0-9a-f]{4}( [0-9a-f]{4}){3}", built().fingerprint)
    assert built().fingerprint == built().fingerprint


@pytest.mark.parametrize("pair", [("", "1"), ("a", " \n"), ("a" * 61, "b")])
def test_an_identifier_that_is_blank_or_too_long_is_refused_without_being_repeated(pair: tuple[str, str]) -> None:
    with pytest.raises(InputError, match="identifier") as raised:
        Identifiers(*pair)
    assert "aaa" not in str(raised.value)
