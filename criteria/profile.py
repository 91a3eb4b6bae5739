"""The patient: every answer optional, nothing ever changed in place.

What is absent is not known, never "no". The form is the public patient file, `zebramatch.patient/1`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from criteria.dates import Day, PartialDate, born_between
from criteria.declaration import Asked
from criteria.entries import Biomarker, Condition, Course, Lab, Medication, Therapy
from criteria.measures import Measure
from criteria.parts import IMAGING_REPORT, LETTER, MOST_RESULTS, Frozen, Listing, Name, Text
from criteria.tumour import Diagnosis

FORMAT: Final = "zebramatch.patient/1"


class Performance(Frozen):
    """How well the patient manages daily life."""

    ecog: Annotated[
        Measure | None,
        Asked(
            "ECOG performance status",
            "How active you can be (ECOG)",
            "performance",
            "What is the ECOG performance status, 0 to 5?",
            LETTER,
            "",
            0,
            5,
        ),
    ] = None
    karnofsky: Annotated[
        Measure | None,
        Asked(
            "Karnofsky performance status",
            "How active you can be (Karnofsky)",
            "performance",
            "What is the Karnofsky performance status, 0 to 100?",
            LETTER,
            "",
            0,
            100,
        ),
    ] = None


class SstrImaging(Frozen):
    """Somatostatin-receptor imaging: the latest scan."""

    date: Annotated[
        PartialDate | None,
        Asked(
            "Date of SSTR imaging",
            "Date of the receptor scan",
            "imaging",
            "When was the somatostatin-receptor scan?",
            IMAGING_REPORT,
        ),
    ] = None
    tracer: Annotated[
        Name | None,
        Asked(
            "Tracer", "Type of receptor scan", "imaging", "Which tracer was used?", IMAGING_REPORT, vocabulary="tracer"
        ),
    ] = None
    positive: Annotated[
        bool | None,
        Asked(
            "SSTR-positive",
            "The receptor scan is positive",
            "imaging",
            "Do the lesions take up the tracer (SSTR-positive)?",
            IMAGING_REPORT,
        ),
    ] = None
    krenning: Annotated[
        Annotated[int, Field(ge=0, le=4)] | None,
        Asked(
            "Krenning score",
            "Strength of uptake (Krenning score)",
            "imaging",
            "What is the Krenning score, 0 to 4?",
            IMAGING_REPORT,
            "",
            0,
            4,
        ),
    ] = None
    all_lesions: Annotated[
        bool | None,
        Asked(
            "All target lesions SSTR-positive",
            "All tumours take up the tracer",
            "imaging",
            "Are all target lesions SSTR-positive?",
            IMAGING_REPORT,
        ),
    ] = None
    fdg_discordant: Annotated[
        bool | None,
        Asked(
            "FDG-positive, SSTR-negative lesions",
            "Tumours seen on the sugar scan but not on the receptor scan",
            "imaging",
            "Are there lesions that are FDG-positive and SSTR-negative?",
            IMAGING_REPORT,
        ),
    ] = None


class Location(Frozen):
    """Where the patient lives, in degrees (WGS 84)."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


YesNo = Literal["yes", "no"]


class Answer(Frozen):
    """A person's answer to a point that no data can settle: who said so, when, and on which document."""

    answer: YesNo
    by: Annotated[str, Field(max_length=200)] | None = None
    date: PartialDate | None = None
    document: Annotated[str, Field(max_length=500)] | None = None
    note: Text | None = None


def _flag(label: str, plain: str, question: str) -> Asked:
    return Asked(label, plain, "general", question, LETTER)


class PatientProfile(Frozen):
    """All that is known of one patient."""

    format: Literal["zebramatch.patient/1"] = FORMAT
    label: Annotated[str, Field(max_length=500)] | None = None
    screening_date: Day | None = None
    birth_date: Annotated[
        PartialDate | None,
        Asked("Date of birth", "Your date of birth", "general", "What is the date of birth?", "identity card"),
    ] = None
    age: Annotated[
        Annotated[int, Field(ge=0, le=130)] | None,
        Asked(
            "Age", "Your age", "general", "How old is the patient, in whole years?", "identity card", "years", 0, 130
        ),
    ] = None
    sex: Annotated[
        Literal["female", "male"] | None,
        Asked("Sex", "Sex", "general", "Is the patient female or male?", "identity card"),
    ] = None
    weight: Annotated[
        Measure | None,
        Asked("Body weight", "Your weight", "general", "What is the body weight?", LETTER, "kg", 1, 500),
    ] = None
    height: Annotated[
        Measure | None,
        Asked("Body height", "Your height", "general", "What is the body height?", LETTER, "cm", 30, 260),
    ] = None
    country: Annotated[
        Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None,
        Asked(
            "Country of residence",
            "The country you live in",
            "general",
            "In which country does the patient live?",
            "identity card",
        ),
    ] = None
    location: Location | None = None
    pregnant: Annotated[bool | None, _flag("Pregnant", "You are pregnant", "Is the patient pregnant?")] = None
    breastfeeding: Annotated[
        bool | None, _flag("Breastfeeding", "You are breastfeeding", "Is the patient breastfeeding?")
    ] = None
    childbearing_potential: Annotated[
        bool | None,
        _flag("Of childbearing potential", "You could become pregnant", "Could the patient become pregnant?"),
    ] = None
    agrees_to_contraception: Annotated[
        bool | None,
        _flag(
            "Agrees to contraception",
            "You agree to use birth control",
            "Does the patient agree to use effective contraception?",
        ),
    ] = None
    diagnosis: Diagnosis = Diagnosis()
    progression: Annotated[
        Course | None,
        Asked(
            "Progression of the disease",
            "When the tumour grew or spread",
            "course",
            "When did the disease progress, and how was that shown?",
            f"{IMAGING_REPORT} or {LETTER}",
        ),
    ] = None
    performance: Performance = Performance()
    sstr_imaging: SstrImaging = SstrImaging()
    therapies: Annotated[
        Listing[Therapy] | None,
        Asked(
            "Treatments of the tumour",
            "Treatments you had for the tumour",
            "therapies",
            "Which treatments were given, from when to when, and is that list complete?",
            LETTER,
            vocabulary="therapy",
        ),
    ] = None
    medications: Annotated[
        Listing[Medication] | None,
        Asked(
            "Other medication",
            "Other medicines you take",
            "medications",
            "Which other medicines are taken, and is that list complete?",
            "medication plan",
            vocabulary="medication",
        ),
    ] = None
    conditions: Annotated[
        Listing[Condition] | None,
        Asked(
            "Other conditions",
            "Other illnesses",
            "conditions",
            "Which other illnesses are or were there, and is that list complete?",
            LETTER,
            vocabulary="condition",
        ),
    ] = None
    labs: Annotated[
        Annotated[tuple[Lab, ...], Field(max_length=MOST_RESULTS)] | None,
        Asked(
            "Laboratory results",
            "Blood and other test results",
            "labs",
            "Which results are at hand, with unit and date?",
            "laboratory report",
            vocabulary="lab_test",
        ),
    ] = None
    biomarkers: Annotated[
        Annotated[tuple[Biomarker, ...], Field(max_length=MOST_RESULTS)] | None,
        Asked(
            "Biomarkers",
            "Tests done on the tumour tissue",
            "biomarkers",
            "Which biomarkers were tested, with which result?",
            "molecular pathology report",
            vocabulary="biomarker",
        ),
    ] = None
    life_expectancy_months: Annotated[
        Measure | None,
        Asked(
            "Life expectancy",
            "Life expectancy as the doctor sees it",
            "general",
            "What life expectancy does the treating doctor estimate, in months?",
            LETTER,
            "months",
            0,
            1200,
        ),
    ] = None
    answers: Mapping[str, Mapping[str, YesNo | Answer]] | None = None

    @model_validator(mode="after")
    def _one_age(self) -> Self:
        if self.age is None or self.birth_date is None or self.screening_date is None:
            return self
        first, last = born_between(self.age, self.screening_date)
        if self.birth_date.last < first or self.birth_date.first > last:
            kind = "age"
            raise PydanticCustomError(kind, "age and birth_date contradict each other; keep the birth date")
        return self
