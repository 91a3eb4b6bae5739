"""The patient: every answer optional, nothing ever changed in place.

What is absent is not known, never "no". The form is the public patient file, `zebramatch.patient/1`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from criteria.dates import Day, PartialDate, born_between
from criteria.declaration import Asked
from criteria.measures import Measure, MitoticCount, Number, Quantity

FORMAT: Final = "zebramatch.patient/1"
Item = TypeVar("Item")
Name = Annotated[str, Field(min_length=1, max_length=200)]
Text = Annotated[str, Field(max_length=4000)]
# Far above any patient's; without them a hostile file could keep the program busy for hours.
MOST_ENTRIES, MOST_RESULTS = 2_000, 20_000
PATHOLOGY, IMAGING_REPORT, LETTER = "pathology report", "imaging report", "clinic letter"


class Frozen(BaseModel):
    """A part of a profile: frozen, and refusing keys it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, hide_input_in_errors=True, populate_by_name=True
    )


class Listing(Frozen, Generic[Item]):
    """A list that says whether it is complete: only a complete list says that what is not on it is absent."""

    complete: bool = False
    items: Annotated[tuple[Item, ...], Field(strict=False, max_length=MOST_ENTRIES)] = ()

    @model_validator(mode="before")
    @classmethod
    def _bare_list(cls, value: object) -> object:
        return {"complete": False, "items": value} if isinstance(value, list) else value


class Specimen(Frozen):
    """One piece of tumour that a pathologist read."""

    site: Name | None = None
    kind: Literal["biopsy", "resection"] | None = None
    date: PartialDate | None = None
    ki67: Measure | None = None
    mitotic_count: MitoticCount | None = None
    grade: Literal["G1", "G2", "G3"] | None = None
    differentiation: Literal["well", "moderate", "poor"] | None = None


Status = Literal["active", "controlled", "past", "absent"]


class MetastaticSite(Frozen):
    """A place the tumour has spread to, or is known not to have."""

    name: Name
    status: Status | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare_name(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value


class Diagnosis(Frozen):
    """The tumour: site, type, grade and extent are facts of their own and are never derived from one another."""

    date: Annotated[
        PartialDate | None,
        Asked(
            "Date of diagnosis",
            "Date of your diagnosis",
            "diagnosis",
            "When was the tumour first diagnosed?",
            PATHOLOGY,
        ),
    ] = None
    primary_site: Annotated[
        Name | None,
        Asked(
            "Primary site",
            "Where the tumour started",
            "diagnosis",
            "In which organ did the tumour start?",
            PATHOLOGY,
            vocabulary="site",
        ),
    ] = None
    tumor_type: Annotated[
        Name | None,
        Asked(
            "Tumour type",
            "Type of tumour",
            "diagnosis",
            "Which type of tumour is it (NET, NEC or another)?",
            PATHOLOGY,
            vocabulary="histology",
        ),
    ] = None
    differentiation: Annotated[
        Literal["well", "moderate", "poor"] | None,
        Asked(
            "Differentiation",
            "How much the tumour cells look like normal cells",
            "diagnosis",
            "Is the tumour well, moderately or poorly differentiated?",
            PATHOLOGY,
        ),
    ] = None
    grade: Annotated[
        Literal["G1", "G2", "G3"] | None,
        Asked("Grade (WHO)", "Grade", "diagnosis", "Which grade is it: G1, G2 or G3?", PATHOLOGY),
    ] = None
    ki67: Annotated[
        Measure | None,
        Asked(
            "Ki-67",
            "Ki-67 (how fast the tumour cells divide)",
            "diagnosis",
            "What is the Ki-67 index?",
            f"{PATHOLOGY}, the line Ki-67 or MIB-1",
            "%",
            0,
            100,
        ),
    ] = None
    mitotic_count: Annotated[
        MitoticCount | None,
        Asked(
            "Mitotic count",
            "Number of dividing cells under the microscope",
            "diagnosis",
            "How many mitoses were counted, and per which area?",
            f"{PATHOLOGY}, the line mitoses",
            low=0,
        ),
    ] = None
    cell_size: Annotated[
        Literal["small", "large"] | None,
        Asked(
            "Cell type of the carcinoma",
            "Small or large cells",
            "diagnosis",
            "Is the carcinoma of small or of large cells?",
            PATHOLOGY,
        ),
    ] = None
    functioning: Annotated[
        bool | None,
        Asked(
            "Functioning tumour",
            "The tumour makes hormones that cause symptoms",
            "diagnosis",
            "Does the tumour cause symptoms by making hormones?",
            LETTER,
        ),
    ] = None
    syndrome: Annotated[
        Name | None,
        Asked(
            "Hormonal syndrome",
            "Name of the hormone syndrome",
            "diagnosis",
            "Which hormonal syndrome is it?",
            LETTER,
            vocabulary="syndrome",
        ),
    ] = None
    extent: Annotated[
        Literal["localized", "locally_advanced", "metastatic"] | None,
        Asked(
            "Extent",
            "How far the tumour has spread",
            "diagnosis",
            "Is the disease localised, locally advanced or metastatic?",
            IMAGING_REPORT,
        ),
    ] = None
    resectable: Annotated[
        bool | None,
        Asked(
            "Resectable",
            "The tumour can be removed by an operation",
            "diagnosis",
            "Can the tumour be removed by surgery with the aim of cure?",
            f"{LETTER} or tumour board note",
        ),
    ] = None
    metastatic_sites: Annotated[
        Listing[MetastaticSite] | None,
        Asked(
            "Metastatic sites",
            "Where the tumour has spread to",
            "diagnosis",
            "Where has the tumour spread to, and is that list complete?",
            IMAGING_REPORT,
            vocabulary="site",
        ),
    ] = None
    measurable_disease: Annotated[
        bool | None,
        Asked(
            "Measurable disease (RECIST 1.1)",
            "A tumour large enough to be measured on a scan",
            "diagnosis",
            "Is there at least one lesion measurable by RECIST 1.1?",
            IMAGING_REPORT,
        ),
    ] = None
    confirmed_by: Annotated[
        Literal["histology", "cytology"] | None,
        Asked(
            "Confirmed by",
            "How the diagnosis was confirmed",
            "diagnosis",
            "Was the diagnosis confirmed by histology or by cytology?",
            PATHOLOGY,
        ),
    ] = None
    specimens: Annotated[
        Annotated[tuple[Specimen, ...], Field(max_length=MOST_ENTRIES)] | None,
        Asked("Specimens", "Tissue samples", "diagnosis", "Which tissue samples were read, and when?", PATHOLOGY),
    ] = None


ProgressionBasis = Literal["RECIST 1.1", "radiological", "clinical", "biochemical"]


class Progression(Frozen):
    """One documented progression of the disease."""

    date: PartialDate | None = None
    criteria: ProgressionBasis | None = None
    on: Name | None = None


class Course(Listing[Progression]):
    """The course of the disease as known; unlike the other lists a bare one is complete."""

    @model_validator(mode="before")
    @classmethod
    def _bare_list(cls, value: object) -> object:
        return {"complete": True, "items": value} if isinstance(value, list) else value


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


class Given(Frozen):
    """What therapies and medications have in common: which, from when, until when."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    ongoing: bool | None = None
    dose: Number | None = None
    dose_unit: Annotated[str, Field(max_length=40)] | None = None

    @model_validator(mode="after")
    def _order(self) -> Self:
        kind = "period"
        if self.start is not None and self.end is not None and self.end.last < self.start.first:
            raise PydanticCustomError(kind, "the end lies before the start; check both dates")
        if self.end is not None and self.ongoing:
            raise PydanticCustomError(kind, "it has an end and is marked as ongoing; keep one of them")
        return self


Outcome = Literal["progression", "intolerance", "response", "stable", "completed"]
Intent = Literal["systemic", "local", "symptom_control"]


class Therapy(Given):
    """A treatment against the tumour or its symptoms, by agent or by class; or a class that was never given."""

    agent: Name | None = None
    of_class: Annotated[Name | None, Field(alias="class")] = None
    setting: Annotated[str, Field(max_length=100)] | None = None
    outcome: Outcome | None = None
    intent: Intent | None = None
    line: Annotated[int, Field(ge=1, le=50)] | None = None
    cycles: Annotated[int, Field(ge=0, le=500)] | None = None
    isotope: Annotated[str, Field(max_length=20)] | None = None
    formulation: Literal["long_acting", "short_acting"] | None = None
    stable_since: PartialDate | None = None
    never: bool | None = None

    @model_validator(mode="after")
    def _named(self) -> Self:
        kind = "named"
        if (self.agent is None) == (self.of_class is None):
            raise PydanticCustomError(kind, 'give exactly one of "agent" and "class"')
        if self.never and self.model_fields_set - {"agent", "of_class", "never"}:
            raise PydanticCustomError(kind, 'what was never given has no other details; take out "never" or the rest')
        return self

    @property
    def name(self) -> str:
        """The agent's or the class's name as written."""
        return self.agent or self.of_class or ""


class Medication(Given):
    """A medicine other than the treatment of the tumour."""

    name: Name | None = None
    of_class: Annotated[Name | None, Field(alias="class")] = None

    @model_validator(mode="after")
    def _named(self) -> Self:
        if (self.name is None) == (self.of_class is None):
            kind = "named"
            raise PydanticCustomError(kind, 'give exactly one of "name" and "class"')
        return self

    @property
    def title(self) -> str:
        """The medicine's or the class's name as written."""
        return self.name or self.of_class or ""


class Condition(Frozen):
    """An illness or state beside the tumour; `date` is that of the event or of the end of its treatment."""

    name: Name
    status: Status | None = None
    date: PartialDate | None = None
    stable_since: PartialDate | None = None
    detail: Text | None = None


class Lab(Quantity):
    """One laboratory or bedside result, with the limits of normal that the report itself gives."""

    test: Name
    unit: Annotated[str, Field(max_length=40)] | None = None
    date: PartialDate | None = None
    uln: Annotated[Number, Field(gt=0)] | None = None
    lln: Annotated[Number, Field(ge=0)] | None = None
    method: Literal["cockcroft_gault", "ckd_epi_2021", "measured"] | None = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.is_given:
            kind = "quantity_form"
            raise PydanticCustomError(kind, "no result is given; leave the test out when it is not known")
        return self


class Biomarker(Quantity):
    """One biomarker: a number, a result in words, or both."""

    name: Name
    unit: Annotated[str, Field(max_length=40)] | None = None
    result: Annotated[str, Field(max_length=100)] | None = None
    date: PartialDate | None = None


class Location(Frozen):
    """Where the patient lives, in degrees (WGS 84)."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


YesNo = Literal["yes", "no"]


class Answer(Frozen):
    """A person's answer to a point that no data can settle."""

    answer: YesNo
    by: Annotated[str, Field(max_length=200)] | None = None
    date: PartialDate | None = None
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
