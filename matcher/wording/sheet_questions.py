"""How a patient asks the care team for a missing fact, and in which paper of everyday life it stands."""

from __future__ import annotations

from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from matcher.wording.voice import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

BY_MYSELF: Final = (
    "birth_date",
    "age",
    "sex",
    "weight",
    "height",
    "country",
    "pregnant",
    "breastfeeding",
    "childbearing_potential",
    "agrees_to_contraception",
)
"""What nobody has to ask a doctor for; the questions are those that the form puts to the patient."""

ASKED_LAST: Final = "life_expectancy_months"
"""What is hard to ask comes after everything else, in softer words."""

TEAM_QUESTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "diagnosis.date": N_("When was my tumour found?"),
        "diagnosis.primary_site": N_("Where in my body did the tumour start?"),
        "diagnosis.tumor_type": N_("What is my tumour called: NET, NEC or something else?"),
        "diagnosis.differentiation": N_("Are my tumour cells well, moderately or poorly differentiated?"),
        "diagnosis.grade": N_("Which grade does my tumour have: G1, G2 or G3?"),
        "diagnosis.ki67": N_("What is the Ki-67 of my tumour, and from which day?"),
        "diagnosis.mitotic_count": N_("How many dividing cells were counted, and in which area?"),
        "diagnosis.cell_size": N_("Are the cells of my tumour small or large?"),
        "diagnosis.functioning": N_("Does my tumour make hormones that cause symptoms?"),
        "diagnosis.syndrome": N_("What is the illness called that these hormones cause?"),
        "diagnosis.extent": N_("How far has my tumour grown or spread?"),
        "diagnosis.resectable": N_("Could an operation take out my whole tumour?"),
        "diagnosis.metastatic_sites": N_("Where has my tumour spread to, and are these all the places?"),
        "diagnosis.measurable_disease": N_("Is at least one tumour big enough to be measured on a scan?"),
        "diagnosis.confirmed_by": N_("Was a piece of tissue looked at, or only some cells?"),
        "diagnosis.specimens": N_("Which pieces of my tissue were looked at, and when?"),
        "progression": N_("When did my tumour grow or spread, and how was that seen?"),
        "performance.ecog": N_("How active do you judge me to be (ECOG, 0 to 4)?"),
        "performance.karnofsky": N_("How active do you judge me to be (Karnofsky, 0 to 100)?"),
        "sstr_imaging.date": N_("When was my receptor scan, such as a DOTATATE scan?"),
        "sstr_imaging.tracer": N_("Which substance was used for my receptor scan?"),
        "sstr_imaging.positive": N_("Did my tumour light up on the receptor scan?"),
        "sstr_imaging.krenning": N_("How brightly did my tumour light up on the receptor scan (Krenning, 0 to 4)?"),
        "sstr_imaging.all_lesions": N_("Did all my tumours light up on the receptor scan?"),
        "sstr_imaging.fdg_discordant": N_("Do any tumours show on the sugar scan but not on the receptor scan?"),
        "therapies": N_("Which treatments have I had for the tumour, from when to when, and are these all?"),
        "medications": N_("Which medicines am I on, and are these all?"),
        "conditions": N_("Which other illnesses stand in my records, and are these all?"),
        "labs": N_("What are my latest test results, each with its day?"),
        "biomarkers": N_("Which tests were done on my tumour tissue, and what did they show?"),
        "life_expectancy_months": N_("Some trials ask how my doctor sees the time ahead. Would that matter for me?"),
    }
)
"""By the path of the fact."""

TEAM_NAMED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "labs": N_("What is my latest result for: {name}? From which day is it?"),
        "biomarkers": N_("Was my tumour tested for: {name}? What was found?"),
        "conditions": N_("Do I have, or did I have: {name}?"),
        "diagnosis.metastatic_sites": N_("Has my tumour spread to: {name}?"),
        "medications": N_("Am I on this medicine, or was I: {name}?"),
        "therapies": N_("Have I had: {name}? When did it end?"),
    }
)
"""About one named entry of a list, by the list."""

TEAM_DETAIL: Final = N_("What do my records say about {name}?")

SOFT_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {"life_expectancy_months": N_("how your doctor sees the time ahead")}
)
"""What is called by a softer name here than in the form."""


class Paper(Enum):
    """A paper that a patient can ask for, in the order in which the sheet lists them."""

    PATHOLOGY = N_("Pathology report")
    MOLECULAR = N_("Report of tumour tests")
    SCANS = N_("Scan reports")
    LETTERS = N_("Letters from the clinic")
    BLOOD = N_("Blood test reports")
    URINE = N_("Urine test reports")
    HEART = N_("Heart reports")
    LUNGS = N_("Report of the lung test")
    MEDICINES = N_("Medication plan")


PAPER_MEANINGS: Final[Mapping[Paper, str]] = MappingProxyType(
    {
        Paper.PATHOLOGY: N_("Pathology report (what was seen under the microscope)"),
        Paper.MOLECULAR: N_("Report of tumour tests (genes and markers)"),
        Paper.SCANS: N_("Scan reports (CT, MRI, receptor scan)"),
        Paper.HEART: N_("Heart reports (ECG, ultrasound)"),
    }
)
"""What is in it, where its name alone does not say so."""

PAPERS: Final[Mapping[str, tuple[Paper, str]]] = MappingProxyType(
    {
        "pathology report": (Paper.PATHOLOGY, ""),
        "pathology report, the line Ki-67 or MIB-1": (Paper.PATHOLOGY, N_("the line Ki-67 or MIB-1")),
        "pathology report, the line mitoses": (Paper.PATHOLOGY, N_("the line mitoses")),
        "molecular pathology report": (Paper.MOLECULAR, ""),
        "imaging report": (Paper.SCANS, ""),
        "imaging report or clinic letter": (Paper.SCANS, N_("or in a letter from the clinic")),
        "clinic letter": (Paper.LETTERS, ""),
        "clinic letter or tumour board note": (Paper.LETTERS, N_("or in a note of the tumour board")),
        "laboratory report": (Paper.BLOOD, ""),
        "blood test report": (Paper.BLOOD, ""),
        "urine test report": (Paper.URINE, ""),
        "ECG report": (Paper.HEART, ""),
        "echocardiogram report": (Paper.HEART, ""),
        "lung function report": (Paper.LUNGS, ""),
        "medication plan": (Paper.MEDICINES, ""),
    }
)
"""For each document that the catalogue names: the paper, and which line to look for in it."""
