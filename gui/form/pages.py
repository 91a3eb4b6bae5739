"""The pages of the form: which questions stand on which, and in which order. Designed by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gui.form.home import HOME, HomeEditor
from gui.form.lines import LineEditor
from gui.form.notation import DAY, TEXT
from gui.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.form.editor import Editor


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its title and the paths of its questions."""

    section: str
    title: Words
    paths: tuple[str, ...]


PAGES = (
    Page(
        "diagnosis",
        Words("Diagnosis", "Your tumour"),
        (
            "diagnosis.primary_site",
            "diagnosis.tumor_type",
            "diagnosis.differentiation",
            "diagnosis.grade",
            "diagnosis.ki67",
            "diagnosis.mitotic_count",
            "diagnosis.extent",
            "diagnosis.resectable",
            "diagnosis.measurable_disease",
            "diagnosis.functioning",
            "diagnosis.syndrome",
            "diagnosis.date",
            "diagnosis.confirmed_by",
            "diagnosis.cell_size",
            "diagnosis.metastatic_sites",
            "diagnosis.specimens",
        ),
    ),
    Page("course", Words("Course", "Growth"), ("progression",)),
    Page("performance", Words("Performance", "Daily life"), ("performance.ecog", "performance.karnofsky")),
    Page(
        "imaging",
        Words("SSTR imaging", "Receptor scan"),
        (
            "sstr_imaging.date",
            "sstr_imaging.tracer",
            "sstr_imaging.positive",
            "sstr_imaging.krenning",
            "sstr_imaging.all_lesions",
            "sstr_imaging.fdg_discordant",
        ),
    ),
    Page("therapies", Words("Treatments"), ("therapies",)),
    Page("medications", Words("Medication", "Medicines"), ("medications",)),
    Page("labs", Words("Labs", "Blood tests"), ("labs",)),
    Page("biomarkers", Words("Biomarkers", "Tumour tests"), ("biomarkers",)),
    Page("conditions", Words("Conditions", "Illnesses"), ("conditions",)),
    Page(
        "general",
        Words("General", "About you"),
        (
            "label",
            "birth_date",
            "age",
            "sex",
            "pregnant",
            "breastfeeding",
            "childbearing_potential",
            "agrees_to_contraception",
            "weight",
            "height",
            "country",
            "location",
            "life_expectancy_months",
            "screening_date",
        ),
    ),
)

# Questions whose editors need the whole width.
WIDE = frozenset(
    {"diagnosis.ki67", "diagnosis.mitotic_count", "performance.ecog", "performance.karnofsky", "label", "sex"}
    | {"sstr_imaging.krenning", "weight", "height", "life_expectancy_months", "diagnosis.date", "location"}
)
# Questions whose plain words need it.
WIDE_IN_PLAIN = frozenset(
    {"diagnosis.differentiation", "diagnosis.grade", "diagnosis.extent", "diagnosis.confirmed_by"}
)

# What the patient file holds beside the catalogue's facts.
BESIDE_FACTS: dict[str, tuple[Words, Callable[[], Editor]]] = {
    "label": (Words("Name of the case", "Name of this file"), lambda: LineEditor(TEXT)),
    "screening_date": (
        Words("Screening date (kept in the file)", "Date that all answers are for"),
        lambda: LineEditor(DAY),
    ),
    "location": (HOME, HomeEditor),
}
