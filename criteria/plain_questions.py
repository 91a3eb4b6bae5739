"""Every question of the catalogue as it is put to the patient, by the path of the fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAIN_QUESTIONS: Final[Mapping[str, str]] = {
    "birth_date": "When were you born?",
    "age": "How old are you?",
    "sex": "Are you female or male?",
    "weight": "How much do you weigh?",
    "height": "How tall are you?",
    "country": "In which country do you live?",
    "pregnant": "Are you pregnant?",
    "breastfeeding": "Are you breastfeeding?",
    "childbearing_potential": "Could you become pregnant?",
    "agrees_to_contraception": "Are you willing to use birth control that works well?",
    "diagnosis.date": "When were you first told about the tumour? The month or the year is enough.",
    "diagnosis.primary_site": "In which part of the body did the tumour start?",
    "diagnosis.tumor_type": "What does your report call the tumour: NET, NEC or something else?",
    "diagnosis.differentiation": (
        "Do the cells look like normal ones? Your report says well, moderately or poorly differentiated."
    ),
    "diagnosis.grade": "Does your report say G1, G2 or G3?",
    "diagnosis.ki67": "Which number does your report give for Ki-67? It shows how many of the cells are dividing.",
    "diagnosis.mitotic_count": "How many dividing cells were counted? Copy the number and its area, such as /2mm2.",
    "diagnosis.cell_size": "Does your report speak of small cells or of large cells?",
    "diagnosis.functioning": "Does the tumour make hormones that you notice, such as flushing or diarrhoea?",
    "diagnosis.syndrome": "What do your doctors call the illness that these hormones cause?",
    "diagnosis.extent": "Is the tumour only where it started, has it grown into what is near it, or has it spread?",
    "diagnosis.resectable": "Has a doctor said that an operation could take out the whole tumour?",
    "diagnosis.metastatic_sites": "Where else in the body is the tumour? Say also whether these are all the places.",
    "diagnosis.measurable_disease": "Is at least one tumour big enough to be measured on a scan?",
    "diagnosis.confirmed_by": "Was a piece of tissue looked at, or only some cells?",
    "diagnosis.specimens": "Which pieces of tissue were looked at under the microscope, and when?",
    "progression": "When did the tumour grow or spread, and how was that seen?",
    "performance.ecog": "How much can you do in a day? 0 is everything as before, 4 is in bed all day.",
    "performance.karnofsky": (
        "How much can you do in a day? 100 is everything as before; lower numbers mean more help."
    ),
    "sstr_imaging.date": "When was the scan that shows where a tracer sticks to the tumour, such as a DOTATATE scan?",
    "sstr_imaging.tracer": "What is the name of the substance you were given for this scan?",
    "sstr_imaging.positive": "Did the tumour light up on this scan?",
    "sstr_imaging.krenning": "How brightly did the tumour light up? The report gives a Krenning score from 0 to 4.",
    "sstr_imaging.all_lesions": "Did all the measured tumours light up on this scan?",
    "sstr_imaging.fdg_discordant": "Are there tumours that show on the sugar scan but not on the receptor scan?",
    "therapies": (
        "Which treatments did you have for the tumour, and from when to when? Say also whether these are all."
    ),
    "medications": "Which other medicines do you take? Say also whether these are all.",
    "conditions": "Which other illnesses do you have or did you have? Say also whether these are all.",
    "labs": "Which test results do you have? Copy each number with its unit and its date.",
    "biomarkers": "Which tests were done on the tumour tissue, and what did they show?",
    "life_expectancy_months": (
        "Has your doctor written down how many months you may expect to live? You can leave this out."
    ),
}
