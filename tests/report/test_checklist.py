"""The eligibility checklist: every criterion once, blanks to write on, boxes that only a person ticks."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from criteria.library import Library, load_library
from criteria.problems import InputError
from criteria.profile import PatientProfile
from criteria.trial import Trial
from matcher.engine import MatchEngine
from matcher.report import ChecklistDocument, Identifiers, blank_checklist, build_checklist, render_pdf
from matcher.screening import screen, trial_of
from tests.report.reading import page_texts, printed_texts, reader, squeezed
from tests.report.test_hostile_text import margins_are_empty
from tests.report.test_pages import root_of, structure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.report.checklist_document import ChecklistRow

ON = date(2026, 11, 21)
ID = "NCT90000001"
OWNER = Identifiers("Example, Person", "MRN 0012345")
TICKS = "☑☒✓✔✗✘■▣●"
AGE = {"rule": "age", "at_least": 18}
KI67 = {"rule": "number", "fact": "diagnosis.ki67", "at_most": 20}
PREGNANT = {"rule": "flag", "fact": "pregnant"}


def criterion(number: str, text: str, rule: object = None, **more: object) -> dict[str, Any]:
    kind = "exclusion" if "E" in number else "inclusion"
    return {"id": number, "kind": kind, "text": text, "rule": rule, "plain": "In plain words.", **more}


COMMON = [
    criterion("I01", "At least 18 years old", AGE, place="Inclusion criterion 1"),
    criterion("I02", "Ki-67 at most 20 %", KI67),
    criterion("I03", "Willing and able to attend all visits"),
    criterion("E01", "Pregnant", PREGNANT),
    criterion("E02", "Unfit in the investigator's view"),
]
COHORTS = [
    {"id": "A", "name": "Pancreas", "criteria": [
        criterion("A-I01", "Primary in the pancreas",
                  {"rule": "one_of", "fact": "diagnosis.primary_site", "values": ["pancreas"]})]},
    {"id": "B", "name": "Ileum", "criteria": [
        criterion("B-I01", "Primary in the ileum",
                  {"rule": "one_of", "fact": "diagnosis.primary_site", "values": ["ileum"]}),
        criterion("B-E01", "Short bowel")]},
    {"id": "C", "name": "Any site", "criteria": []},
]  # fmt: skip
PATIENT = {
    "label": "LABEL-THAT-IS-NOT-PRINTED",
    "birth_date": "1968-04",
    "pregnant": True,
    "diagnosis": {"ki67": {"value": 55, "date": "2026-10-12"}, "primary_site": "ileum"},
    "answers": {
        ID: {
            "I03": {
                "answer": "yes",
                "by": "study nurse",
                "date": "2026-11-20",
                "document": "clinic letter of 2026-10-02",
                "note": "by phone",
            }
        }
    },
}


def trial(*criteria: dict[str, Any], **more: object) -> Trial:
    source = {"registry": "ClinicalTrials.gov", "curated_by": "hand", "record_date": "2026-11-01",
              "reviewed": "2026-11-06", "url": "https://clinicaltrials.gov/study/NCT90000001"}  # fmt: skip
    whole = {"id": ID, "title": "A made-up trial", "coverage": "full", "status": "RECRUITING", "source": source}
    return Trial.model_validate_json(json.dumps({**whole, "criteria": criteria or COMMON, **more}))


def library(*trials: Trial) -> Library:
    return Library.of(trials)


def form(
    of: Trial | None = None, facts: dict[str, Any] | None = None, owner: Identifiers | None = None
) -> ChecklistDocument:
    patient = PatientProfile.model_validate_json(json.dumps(PATIENT if facts is None else facts))
    one = of or trial(cohorts=COHORTS)
    return build_checklist(screen(patient, ON, MatchEngine(library(one)), one.id), owner)


def blank(of: Trial | None = None) -> ChecklistDocument:
    one = of or trial(cohorts=COHORTS)
    return blank_checklist(one, ON, library(one))


def rows(document: ChecklistDocument) -> Iterator[ChecklistRow]:
    for part in document.parts:
        for table in part.tables:
            yield from table.rows


def row(document: ChecklistDocument, number: str) -> ChecklistRow:
    (found,) = (one for one in rows(document) if one.id == number)
    return found


def printed(document: ChecklistDocument) -> str:
    return "".join(squeezed(text) for text in page_texts(render_pdf(document)))


def above_the_foot(document: ChecklistDocument) -> str:
    """All that is printed above the foot of the pages, without white space."""
    texts = [squeezed(text) for text in page_texts(render_pdf(document))]
    feet = (foot_of(document, number, len(texts)) for number in range(1, len(texts) + 1))
    return "".join(text.replace(end, "") for text, end in zip(texts, feet, strict=True))


def foot_of(document: ChecklistDocument, page: int, pages: int) -> str:
    owner, rest = "  ·  ".join(document.owner), f"{document.as_of} · Checklist {document.fingerprint}"
    return squeezed(f"{owner} {rest} Page {page} of {pages}")


@pytest.mark.parametrize("document", [form(), form(owner=OWNER), blank()], ids=["unidentified", "identified", "blank"])
def test_everything_the_form_says_is_found_in_the_pdf(document: ChecklistDocument) -> None:
    text = above_the_foot(document)
    unprinted = {document.template, document.language}
    assert [one for one in printed_texts(document) if one not in unprinted and squeezed(one) not in text] == []


@pytest.mark.parametrize("document", [form(), blank()], ids=["with data", "blank"])
def test_every_criterion_of_the_trial_and_of_each_cohort_stands_once(document: ChecklistDocument) -> None:
    ids = ["I01", "I02", "I03", "E01", "E02", "A-I01", "B-I01", "B-E01"]
    assert [one.id for one in rows(document)] == ids
    words = re.findall(r"[A-Z0-9-]+", " ".join(page_texts(render_pdf(document))))
    assert [number for number in ids if words.count(number) != 1] == []


@pytest.mark.parametrize("trial_id", ["NCT02834013", "NCT03043664"])
def test_every_criterion_of_a_real_trial_stands_once_and_inside_the_margins(trial_id: str) -> None:
    every = load_library()
    one = trial_of(every, trial_id)
    patient = PatientProfile.model_validate_json(json.dumps(PATIENT))
    document = build_checklist(screen(patient, ON, MatchEngine(every), trial_id), OWNER)
    expected = [*one.criteria, *(each for cohort in one.cohorts for each in cohort.criteria)]
    assert sorted(row.id for row in rows(document) if row.id) == sorted(each.id for each in expected)
    text = printed(document)
    assert [each.id for each in expected if squeezed(each.text) not in text] == []
    assert margins_are_empty(document)


def test_inclusion_comes_before_exclusion_and_the_common_ones_before_the_cohorts() -> None:
    titles = [(part.title, [table.title for table in part.tables]) for part in form().parts]
    assert titles == [
        ("", ["Inclusion criteria", "Exclusion criteria"]),
        ("Cohort A: Pancreas", ["Inclusion criteria"]),
        ("Cohort B: Ileum", ["Inclusion criteria", "Exclusion criteria"]),
        ("Cohort C: Any site", []),
    ]


def test_each_cohort_is_judged_by_itself_and_the_one_the_data_favour_is_named() -> None:
    document = form()
    assert row(document, "A-I01").reading == "Suggests: not met, speaks against"
    assert row(document, "B-I01").reading == "Suggests: met"
    leads = {part.title: part.lead for part in document.parts}
    favoured = [title for title, lead in leads.items() if "comes first" in lead]
    assert len(favoured) == 1
    assert "no criteria for this cohort alone" in leads["Cohort C: Any site"]


@pytest.mark.parametrize(
    ("number", "facts", "reading"),
    [
        ("I02", {"diagnosis": {"ki67": 12}}, "Suggests: met"),
        ("I02", {"diagnosis": {"ki67": 55}}, "Suggests: not met, speaks against"),
        ("I02", {}, "No suggestion: not known"),
        ("I03", {}, "No suggestion: a person judges"),
        ("E01", {"pregnant": False}, "Suggests: not met, does not exclude"),
        ("E01", {"pregnant": True}, "Suggests: met, excludes"),
        ("E01", {}, "No suggestion: not known"),
        ("I03", {"answers": {ID: {"I03": "yes"}}}, "With the answer on file: met"),
        ("I03", {"answers": {ID: {"I03": "no"}}}, "With the answer on file: not met, speaks against"),
        ("E02", {"answers": {ID: {"E02": "yes"}}}, "With the answer on file: met, excludes"),
        ("E02", {"answers": {ID: {"E02": "no"}}}, "With the answer on file: not met, does not exclude"),
        ("I02", {"diagnosis": {"ki67": 55}, "answers": {ID: {"I02": "yes"}}},
         "No suggestion: record and answer disagree"),
    ],
)  # fmt: skip
def test_the_reading_is_a_suggestion_in_words(number: str, facts: dict[str, Any], reading: str) -> None:
    assert row(form(trial(), facts), number).reading == reading


def test_the_reason_names_the_datum_with_its_date() -> None:
    assert "55 % (2026-10-12)" in row(form(), "I02").reason


def test_a_given_answer_is_printed_with_who_when_and_on_which_document() -> None:
    reason = row(form(), "I03").reason
    assert reason == 'answered "yes" by study nurse, 2026-11-20, document: clinic letter of 2026-10-02 (by phone)'
    assert squeezed(reason) in printed(form())


@pytest.mark.parametrize("document", [form(), form(facts={"pregnant": False}), blank()], ids=["yes", "no", "blank"])
def test_no_box_is_ticked_beforehand(document: ChecklistDocument) -> None:
    assert not set(TICKS) & set(" ".join(page_texts(render_pdf(document))))


def test_an_unsigned_form_does_not_call_itself_a_source_document() -> None:
    for document in (form(), blank()):
        assert document.subtitle.endswith("a source document only once it is filled in and signed")


def test_what_the_data_say_changes_no_box() -> None:
    """Whatever the reading, the same shapes are drawn in the same way, and nothing but the reading differs in words."""
    one = trial(criterion("E01", "Pregnant", PREGNANT))
    yes, no = (form(one, {"pregnant": value}) for value in (True, False))
    assert row(yes, "E01").reading != row(no, "E01").reading
    assert drawn(yes) == drawn(no)
    assert beside_the_reading(yes) == beside_the_reading(no)


def drawn(document: ChecklistDocument) -> Counter[bytes]:
    """How many shapes are stroked (S), and how many filled (f), on all pages."""
    found: Counter[bytes] = Counter()
    for page in reader(render_pdf(document)).pages:
        content = page.get_contents()
        assert content is not None
        found.update(re.findall(rb"(?<=\s)(?:S|s|f|f\*|B|B\*|b|b\*)(?=\s)", content.get_data()))
    return found


def beside_the_reading(document: ChecklistDocument) -> str:
    text = above_the_foot(document)
    for one in rows(document):
        text = text.replace(squeezed(one.reading + one.reason), "")
    return text


def test_the_form_has_blanks_a_place_to_comment_and_two_signatures() -> None:
    text = printed(form())
    for words in ("Protocol version and date", "Screening number", "Consent signed on", "Document and its date",
                  "Comments", "Sign-off", "Person screening", "Investigator", "Signature"):  # fmt: skip
        assert squeezed(words) in text, words
    assert form().sign_off.choices == ("yes", "no")
    assert "Theprotocol'sowntextgoverns" in text
    assert "decidesnothing" in text


def test_an_identified_copy_names_the_patient_on_every_page_and_asks_for_no_name_by_hand() -> None:
    document = form(owner=OWNER)
    texts = page_texts(render_pdf(document))
    assert all("Example, Person" in text and "MRN 0012345" in text for text in texts)
    assert document.patient_lines == ()
    assert form().patient_lines == ("Patient", "Number")
    assert all("Unidentified copy" in text for text in page_texts(render_pdf(form())))


def test_every_page_carries_day_fingerprint_and_number() -> None:
    document = form(owner=OWNER)
    texts = page_texts(render_pdf(document))
    assert [foot_of(document, number, len(texts)) in squeezed(text) for number, text in enumerate(texts, 1)] == [
        True
    ] * len(texts)
    assert squeezed("Page 1 of") in squeezed(texts[0])


def test_a_blank_form_holds_nothing_of_any_patient() -> None:
    document = blank()
    assert {(one.reading, one.reason) for one in rows(document)} == {("", "")}
    assert "reading" not in printed(document)
    assert all("Blank form" in text for text in page_texts(render_pdf(document)))
    assert document.notices.items == ()


def test_the_label_of_the_case_is_never_printed() -> None:
    assert "LABEL-THAT" not in form().canonical
    assert "LABEL-THAT" not in form(owner=OWNER).canonical


def test_a_trial_that_is_only_partly_known_has_empty_rows_for_what_the_protocol_adds() -> None:
    partial = form(trial(coverage="partial"))
    assert sum(not one.id for one in rows(partial)) == 4
    assert squeezed("Further criteria of the protocol") in printed(partial)
    assert all(one.id for one in rows(form(trial())))
    assert sum(not one.id for one in rows(blank(trial(coverage="partial")))) == 4


def test_an_old_record_is_warned_of_on_day_31_and_not_on_day_30() -> None:
    source = trial().source
    days = [replaced.model_copy(update={"source": source.model_copy(update={"record_date": recorded})})
            for replaced, recorded in ((trial(), date(2026, 10, 22)), (trial(), date(2026, 10, 21)))]  # fmt: skip
    assert [bool(blank(one).warnings) for one in days] == [False, True]


HOSTILE = [
    "ANC <1.5 and PLT<100; creatinine <1.5 mg/dL",
    '#let x = 1 #read("/etc/passwd") *bold* $x$ `code` <label>',
    '<b>html</b> &amp; <img src="file:///etc/passwd">',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_as_it_stands_wherever_a_file_can_put_it(text: str) -> None:
    answers = {ID: {"I01": {"answer": "yes", "by": text, "document": text, "note": text}}}
    document = form(
        trial(criterion("I01", text, place=text), title=text), {"answers": answers}, Identifiers(text[:60], "2")
    )
    assert printed(document).count(squeezed(text)) >= 6


def test_signs_that_change_the_direction_of_writing_are_shown_as_codes() -> None:
    text = "before\u202eafter"
    answers = {ID: {"I01": {"answer": "yes", "document": text}}}
    document = form(trial(criterion("I01", text)), {"answers": answers})
    assert printed(document).count("before[U+202E]after") == 2


@pytest.mark.parametrize(
    ("text", "piece"), [("word " * 1500, "word"), ("W" * 4000, "W"), ("10.1/" + "abc.def" * 570, "def")]
)
def test_a_very_long_criterion_stays_inside_the_margins_and_loses_nothing(text: str, piece: str) -> None:
    document = form(trial(criterion("I" + "0" * 39, text, place=text[:300]), COMMON[3]), {})
    assert margins_are_empty(document)
    assert above_the_foot(document).count(piece) >= (text + text[:300]).count(piece) - 1


def test_the_pdf_is_tagged_with_headings_and_tables_and_its_metadata_name_nobody() -> None:
    pdf = render_pdf(form(owner=OWNER))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root_of(pdf)["/Metadata"].get_data()
    assert {"/H1", "/H2", "/Table", "/TH", "/TD"} <= set(structure(pdf))
    metadata = reader(pdf).metadata
    assert metadata is not None
    assert metadata.title == "Eligibility checklist"
    assert "Example" not in str(metadata)


def test_an_approved_use_and_an_unknown_trial_have_no_checklist() -> None:
    label = trial(id="LABEL-MADE-UP", kind="label", status="APPROVED")
    with pytest.raises(InputError, match="approved use"):
        trial_of(library(label), "LABEL-MADE-UP")
    with pytest.raises(InputError, match="not in the library"):
        trial_of(library(label), "NCT00000009")


def test_equal_forms_are_equal_byte_for_byte_and_any_word_changes_the_fingerprint() -> None:
    assert render_pdf(form()) == render_pdf(form())
    assert form().fingerprint != form(owner=OWNER).fingerprint
