"""The tumour: site, type, grade and extent are facts of their own."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from criteria.dates import PartialDate
from criteria.declaration import Asked
from criteria.measures import Measure, MitoticCount
from criteria.parts import IMAGING_REPORT, LETTER, MOST_ENTRIES, PATHOLOGY, Frozen, Listing, Name, Status


class Specimen(Frozen):
    """One piece of tumour that a pathologist read."""

    site: Name | None = None
    kind: Literal["biopsy", "resection"] | None = None
    date: PartialDate | None = None
    ki67: Measure | None = None
    mitotic_count: MitoticCount | None = None
    grade: Literal["G1", "G2", "G3"] | None = None
    differentiation: Literal["well", "moderate", "poor"] | None = None


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
