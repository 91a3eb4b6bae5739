"""A made-up patient and a hand-made match result, with one trial under each verdict and an approved use."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from criteria.dates import Duration, PartialDate
from criteria.measures import Measure
from criteria.profile import PatientProfile
from criteria.rules import AgeRule, FlagRule, JudgementRule, LabRule, NumberRule, Rule, Selection, WashoutRule
from criteria.trial import Cohort, Contact, Criterion, PublishedResult, Site, Source, Trial
from matcher.finding import Evidence, Finding, Why
from matcher.notices import Notice, NoticeKind
from matcher.result import CohortResult, CriterionResult, Match, MatchResult, Outcome, Verdict, Window
from matcher.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Mapping

ON = date(2026, 11, 21)
OPENS = date(2026, 12, 14)


def patient(facts: Mapping[str, object]) -> PatientProfile:
    return PatientProfile.model_validate_json(json.dumps(facts))


PATIENT = patient(
    {
        "label": "LABEL-THAT-IS-NOT-PRINTED",
        "screening_date": "2026-11-21",
        "birth_date": "1968-04",
        "sex": "female",
        "weight": 71.5,
        "country": "NL",
        "location": {"latitude": 52.09, "longitude": 5.12},
        "pregnant": False,
        "diagnosis": {
            "date": "2022-05-10",
            "primary_site": "ileum",
            "tumor_type": "NET",
            "differentiation": "well",
            "ki67": {"low": 15, "high": 20, "date": "2026-10-12"},
            "mitotic_count": {"value": 8, "unit": "/10HPF", "field_mm2": 0.2},
            "metastatic_sites": {"complete": True, "items": ["liver", "lymph_node"]},
            "specimens": [{"site": "liver", "kind": "biopsy", "date": "2026-10-12", "ki67": 18}],
        },
        "progression": [{"date": "2026-10-05", "criteria": "RECIST 1.1", "on": "everolimus"}],
        "performance": {"ecog": {"value": 1, "date": "2026-11-18"}},
        "therapies": {
            "complete": True,
            "items": [
                {"agent": "lanreotide", "start": "2022-06-01", "ongoing": True, "intent": "symptom_control",
                 "dose": 120, "dose_unit": "mg"},
                {"agent": "everolimus", "start": "2024-02", "end": "2026-11-16", "outcome": "progression", "line": 1},
                {"class": "prrt", "never": True},
            ],
        },
        "medications": [{"name": "prednisolone", "ongoing": True}],
        "conditions": {"complete": True, "items": []},
        "labs": [
            {"test": "neutrophils", "value": 1.5, "unit": "10*9/L", "date": "2026-11-17"},
            {"test": "ast", "value": 62, "unit": "U/L", "uln": 40, "date": "2026-11-17"},
            {"test": "cga", "above": 1000, "date": "2026-11-17"},
        ],
        "biomarkers": [{"name": "MSI", "result": "MSS"}],
        "answers": {"NCT00000001": {"I03": {"answer": "yes", "by": "study nurse", "date": "2026-11-20"}},
                    "NCT99999999": {"I01": "no"}},
    }
)  # fmt: skip


def criterion(
    number: str, text: str, rule: Rule | None, plain: str | None = None, place: str | None = None
) -> Criterion:
    kind: Literal["inclusion", "exclusion"] = "exclusion" if number.startswith("E") else "inclusion"
    return Criterion(id=number, kind=kind, text=text, plain=plain, rule=rule, place=place)


AGE = criterion("I01", "At least 18 years old", AgeRule(at_least=18), "You are 18 or older.", "Inclusion criterion 1")
KI67 = criterion(
    "I02",
    "Ki-67 at most 20 %",
    NumberRule(fact="diagnosis.ki67", at_most=20),
    "The tumour cells divide slowly: Ki-67 is 20 or less.",
    "Inclusion criterion 2",
)
WILLING = criterion(
    "I03",
    "Willing and able to attend all visits",
    JudgementRule(question="Is the patient willing and able to attend all visits?"),
    "You can come to all visits.",
)
COUNTS = criterion(
    "E01",
    "Bone marrow failure: ANC <1.5 × 10⁹/L & platelets <100",
    LabRule(test="neutrophils", unit="10*9/L", below=1.5),
    "Your blood counts are too low.",
    "Exclusion criterion 4",
)
WASHOUT = criterion(
    "I04",
    "No everolimus in the 28 days before the first dose",
    WashoutRule(select=Selection(any_of=("everolimus",)), at_least=Duration(days=28), anchor="first_dose"),
    "At least 28 days have passed since everolimus.",
)
SSTR = criterion(
    "I05",
    "All target lesions SSTR-positive on a scan",
    FlagRule(fact="sstr_imaging.all_lesions"),
    "All tumours show on the receptor scan.",
)


def finding(asked: Criterion, truth: Truth, why: Why, *evidence: Evidence, turns: date | None = None) -> Finding:
    paths = tuple(item.path for item in evidence)
    missing = paths if truth is Truth.UNKNOWN else ()
    assert asked.rule is not None
    return Finding(
        asked.rule, truth, why, facts=paths, missing=missing, evidence=evidence, turns=turns,
        by_person=why is Why.JUDGEMENT,
    )  # fmt: skip


OLD_ENOUGH = CriterionResult(AGE, Outcome.SATISFIED, finding(AGE, Truth.TRUE, Why.VALUE, Evidence("age", value=58)))
SLOW = CriterionResult(
    KI67,
    Outcome.SATISFIED,
    finding(
        KI67, Truth.TRUE, Why.VALUE,
        Evidence("diagnosis.ki67", value=Measure(low=15, high=20), unit="%", date=PartialDate.parse("2026-10-12")),
    ),
)  # fmt: skip
TO_CONFIRM = CriterionResult(WILLING, Outcome.CONFIRM, finding(WILLING, Truth.UNKNOWN, Why.JUDGEMENT))
TOO_FEW = CriterionResult(
    COUNTS,
    Outcome.VIOLATED,
    finding(
        COUNTS, Truth.TRUE, Why.VALUE,
        Evidence(
            "labs.neutrophils", "neutrophils", Measure(value=1.4), "10*9/L", PartialDate.parse("2026-11-17")
        ),
    ),
)  # fmt: skip
TOO_EARLY = CriterionResult(
    WASHOUT,
    Outcome.VIOLATED,
    finding(
        WASHOUT, Truth.FALSE, Why.TOO_EARLY,
        Evidence("therapies[1].end", "everolimus", date=PartialDate.parse("2026-11-16")), turns=OPENS,
    ),
)  # fmt: skip
NOT_ASKED = CriterionResult(
    SSTR, Outcome.UNKNOWN, finding(SSTR, Truth.UNKNOWN, Why.ABSENT, Evidence("sstr_imaging.all_lesions"))
)

SITES = (
    Site(facility="University Hospital Far", city="Boston", country="United States", latitude=42.36, longitude=-71.06,
         status="RECRUITING", contact=Contact(name="Study office", phone="+1 617 555 0100")),
    Site(facility="Cancer Institute Near", city="Amsterdam", country="Netherlands", latitude=52.37, longitude=4.9,
         status="RECRUITING", contact=Contact(phone="+31 20 555 0100", email="trial@institute.example")),
    Site(facility="Closed Clinic", city="Utrecht", country="Netherlands", status="COMPLETED"),
)  # fmt: skip
RESULT = PublishedResult(
    measure="objective response rate", value=32.0, unit="%", interval=(20.1, 44), n=60, population="midgut NET",
    reference="Journal of Made-up Results 2025;1:1",
)  # fmt: skip


def trial(
    identity: str, title: str, *results: CriterionResult, status: str = "RECRUITING", recorded: date = date(2026, 11, 5)
) -> Trial:
    label = identity.startswith("LABEL")
    return Trial(
        id=identity,
        title=title,
        kind="label" if label else "trial",
        coverage="full",
        phase=None if label else "PHASE2",
        status="APPROVED" if label else status,
        source=Source(
            registry="ClinicalTrials.gov", url=f"https://clinicaltrials.gov/study/{identity}", record_date=recorded,
            curated_by="hand", reviewed=date(2026, 11, 6),
        ),
        criteria=tuple(result.criterion for result in results),
    )  # fmt: skip


def match(rank: int, verdict: Verdict, of: Trial, *results: CriterionResult, opens: date | None = ON) -> Match:
    windows = () if opens is None else (Window(opens, None),)
    eligible = windows if verdict in (Verdict.ELIGIBLE, Verdict.LATER) else ()
    return Match(of, rank, verdict, 0.7312, windows, eligible, results)


def matches() -> tuple[Match, ...]:
    fits, asks, waits, fails = (
        (OLD_ENOUGH, SLOW, TO_CONFIRM),
        (OLD_ENOUGH, NOT_ASKED, TO_CONFIRM),
        (OLD_ENOUGH, TOO_EARLY, NOT_ASKED),
        (OLD_ENOUGH, TOO_FEW, SLOW),
    )
    first = trial("NCT00000001", "Lutetium peptide therapy against everolimus in midgut NET", *fits)
    first = first.model_copy(update={"sites": SITES, "results": (RESULT,), "acronym": "EXAMPLE-1"})
    second = trial("NCT00000002", "A new tyrosine kinase inhibitor after progression", *asks, recorded=date(2026, 3, 2))
    second = second.model_copy(
        update={"coverage": "partial", "cohorts": (Cohort(id="A", name="Pancreas"), Cohort(id="B", name="Midgut"))}
    )
    third = trial("NCT00000003", "Checkpoint inhibition with chemotherapy in G3 tumours", *waits)
    fourth = trial("NCT00000004", "Cell therapy for relapsed carcinoma", *fails, status="COMPLETED")
    label = trial("LABEL-EXAMPLE-US", "Lanreotide for gastroenteropancreatic NET", OLD_ENOUGH)
    cohorts = (
        CohortResult("A", "Pancreas", None, Verdict.INELIGIBLE, (), ()),
        CohortResult("B", "Midgut", "RECRUITING", Verdict.POSSIBLE, (Window(ON, None),), ()),
    )
    possible = match(2, Verdict.POSSIBLE, second, *asks)
    return (
        match(1, Verdict.ELIGIBLE, first, *fits),
        replace(possible, cohort="B", cohorts=cohorts, flags=("partly_known",)),
        match(3, Verdict.LATER, third, *waits, opens=OPENS),
        match(4, Verdict.INELIGIBLE, fourth, *fails, opens=None),
        match(5, Verdict.ELIGIBLE, label, OLD_ENOUGH),
    )


def result(*chosen: Match) -> MatchResult:
    found = chosen or matches()
    notices = (Notice(NoticeKind.UNMAPPED, "conditions[0]", ("grey hair",)),)
    return MatchResult(ON, len(found), date(2026, 11, 1), notices, found)
