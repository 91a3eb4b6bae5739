"""Words for what a field's declaration does not hold: its choices, and the details of a list's entries."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_GRADES: Final = {
    "G1": ("G1 (low grade)", "grade 1: the cells divide slowly"),
    "G2": ("G2 (intermediate grade)", "grade 2: the cells divide somewhat faster"),
    "G3": ("G3 (high grade)", "grade 3: the cells divide fast"),
}
_STATUS: Final = {
    "active": ("active", "there now"),
    "controlled": ("controlled", "there, but under control"),
    "past": ("past", "in the past, not any more"),
    "absent": ("absent", "never, or not there"),
}

CHOICE_WORDS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = MappingProxyType(
    {
        "sex": {"female": ("female", "female"), "male": ("male", "male")},
        "differentiation": {
            "well": ("well differentiated", "the tumour cells look much like normal cells"),
            "moderate": ("moderately differentiated", "the tumour cells look somewhat like normal cells"),
            "poor": ("poorly differentiated", "the tumour cells look very unlike normal cells"),
        },
        "grade": _GRADES,
        "cell_size": {"small": ("small cell", "small cells"), "large": ("large cell", "large cells")},
        "extent": {
            "localized": ("localised", "only where it started"),
            "locally_advanced": ("locally advanced", "grown into the tissue around it"),
            "metastatic": ("metastatic", "spread to other parts of the body"),
        },
        "confirmed_by": {
            "histology": ("histology", "a piece of tissue under the microscope"),
            "cytology": ("cytology", "single cells under the microscope"),
        },
        "ecog": {
            "0": ("0 - fully active", "0 - as active as before the illness"),
            "1": ("1 - restricted in strenuous activity", "1 - only hard physical work is difficult"),
            "2": ("2 - self-caring, unable to work", "2 - you look after yourself but cannot work"),
            "3": ("3 - limited self-care", "3 - in bed or a chair for more than half of the day"),
            "4": ("4 - completely disabled", "4 - in bed or a chair all day"),
            "5": ("5 - dead", "5 - not used for living people"),
        },
        "krenning": {
            "0": ("0 - no uptake", "0 - the tumour does not show on the scan"),
            "1": ("1 - much lower than liver", "1 - the tumour shows very faintly"),
            "2": ("2 - slightly lower than or equal to liver", "2 - about as bright as the liver"),
            "3": ("3 - greater than liver", "3 - brighter than the liver"),
            "4": ("4 - greater than spleen", "4 - brighter than the spleen"),
        },
        "status": _STATUS,
        "criteria": {
            "RECIST 1.1": ("RECIST 1.1", "measured on scans by the RECIST 1.1 rules"),
            "radiological": ("radiological", "seen on scans"),
            "clinical": ("clinical", "from how you felt or the examination"),
            "biochemical": ("biochemical", "from blood or urine tests"),
        },
        "outcome": {
            "progression": ("progression", "the tumour grew in spite of it"),
            "intolerance": ("intolerance", "it had to stop because of side effects"),
            "response": ("response", "the tumour shrank"),
            "stable": ("stable disease", "the tumour stayed the same"),
            "completed": ("completed as planned", "finished as planned"),
        },
        "intent": {
            "systemic": ("systemic", "against the tumour, in the whole body"),
            "local": ("local", "against the tumour, in one place"),
            "symptom_control": ("symptom control", "against symptoms"),
        },
        "formulation": {
            "long_acting": ("long-acting", "long-acting injection"),
            "short_acting": ("short-acting", "short-acting injection"),
        },
        "kind": {"biopsy": ("biopsy", "a small sample"), "resection": ("resection", "tissue from an operation")},
        "method": {
            "cockcroft_gault": ("Cockcroft-Gault", "calculated (Cockcroft-Gault)"),
            "ckd_epi_2021": ("CKD-EPI 2021", "calculated (CKD-EPI 2021)"),
            "measured": ("measured", "measured"),
        },
    }
)

ENTRY_WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "therapies": ("treatment", "treatment"),
        "medications": ("medication", "medicine"),
        "conditions": ("condition", "illness"),
        "labs": ("laboratory result", "test result"),
        "biomarkers": ("biomarker", "tumour test"),
        "progression": ("progression", "time the tumour grew"),
        "diagnosis.metastatic_sites": ("metastatic site", "place of spread"),
        "diagnosis.specimens": ("specimen", "tissue sample"),
    }
)

DETAIL_WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "agent": ("agent", "name of the treatment"),
        "class": ("class", "kind of treatment"),
        "name": ("name", "name"),
        "test": ("test", "name of the test"),
        "start": ("start date", "when it began"),
        "end": ("end date", "when it ended"),
        "ongoing": ("whether it is ongoing", "whether it still goes on"),
        "dose": ("dose", "dose"),
        "dose_unit": ("unit of the dose", "unit of the dose"),
        "setting": ("setting", "why it was given"),
        "outcome": ("outcome", "how it went"),
        "intent": ("intent", "what it was for"),
        "line": ("line of therapy", "which treatment in order it was"),
        "cycles": ("number of cycles", "number of cycles"),
        "isotope": ("isotope", "radioactive substance"),
        "formulation": ("formulation", "long-acting or short-acting"),
        "stable_since": ("date since which it is stable", "since when it has not changed"),
        "never": ("whether it was never given", "whether you never had it"),
        "status": ("status", "whether it is there now"),
        "date": ("date", "date"),
        "detail": ("detail", "detail"),
        "criteria": ("criteria used", "how it was shown"),
        "on": ("treatment at the time", "treatment at the time"),
        "value": ("value", "value"),
        "low": ("low end", "low end"),
        "high": ("high end", "high end"),
        "below": ("upper bound", "upper bound"),
        "above": ("lower bound", "lower bound"),
        "unit": ("unit", "unit"),
        "uln": ("upper limit of normal (ULN)", "upper limit of what is normal"),
        "lln": ("lower limit of normal (LLN)", "lower limit of what is normal"),
        "method": ("method", "method"),
        "result": ("result", "result"),
        "site": ("site", "where it was taken"),
        "kind": ("kind of specimen", "how it was taken"),
        "ki67": ("Ki-67", "Ki-67"),
        "mitotic_count": ("mitotic count", "number of dividing cells"),
        "field_mm2": ("area of one high-power field", "area seen in the microscope"),
        "grade": ("grade", "grade"),
        "differentiation": ("differentiation", "how much the cells look like normal cells"),
    }
)

DETAIL_QUESTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "start": "When did {entry} start?",
        "end": "When did {entry} end?",
        "ongoing": "Is {entry} still ongoing?",
        "outcome": "What was the outcome of {entry}?",
        "intent": "What was the aim of {entry}: systemic, local or symptom control?",
        "line": "Which line of therapy was {entry}?",
        "cycles": "How many cycles of {entry} were given?",
        "isotope": "Which isotope was used in {entry}?",
        "formulation": "Was {entry} long-acting or short-acting?",
        "setting": "In which setting was {entry} given?",
        "stable_since": "Since when has {entry} been stable?",
        "never": "Was {entry} never given?",
        "status": "Is {entry} active, controlled, past or absent?",
        "date": "What is the date of {entry}?",
        "criteria": "By which criteria was {entry} shown?",
        "on": "During which treatment did {entry} occur?",
        "method": "By which method was {entry} obtained?",
        "uln": "What is the laboratory's upper limit of normal for {entry}?",
        "lln": "What is the laboratory's lower limit of normal for {entry}?",
        "unit": "In which unit is {entry} given?",
    }
)

NAMED_QUESTIONS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "labs": ("What is the latest result of {label}, with its unit, date and limits of normal?", ""),
        "biomarkers": ("What is the latest result of {label}?", "molecular pathology report"),
        "conditions": ("Is or was there {label}, and what is its state?", "clinic letter"),
        "medications": ("Is {label} taken, and since when?", "medication plan"),
        "therapies": ("Was {label} ever given, and when did it end?", "clinic letter"),
        "diagnosis.metastatic_sites": ("Has the tumour spread to: {label}?", "imaging report"),
    }
)
"""For a named entry of a list: the question, and the document it is found in (labs say their own)."""
