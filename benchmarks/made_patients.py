"""Patients made up for benchmarks: complete, plausible, different from run to run only by their seed.

Site, type, grade, Ki-67, spread, treatments and their course hang together as in the clinic. Nothing in here is taken
from `resources/imagined.json` or `resources/priors.json`, with which the questions are weighed.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from criteria.patient_file import parse_patient

if TYPE_CHECKING:
    from criteria.profile import PatientProfile
    from criteria.strict_json import Json

ON: Final = date(2026, 11, 20)
_NET_SITES: Final = ("pancreas", "ileum", "lung", "rectum", "stomach", "appendix", "duodenum", "unknown_primary")
_NEC_SITES: Final = ("lung", "pancreas", "colon", "esophagus", "rectum", "stomach", "prostate", "cervix")
LABS: Final[dict[str, tuple[float, float, str, float | None, float | None]]] = {
    # test: mean, spread, unit, LLN, ULN
    "neutrophils": (4.1, 1.5, "10*9/L", None, None),
    "leukocytes": (6.6, 1.9, "10*9/L", None, None),
    "lymphocytes": (1.6, 0.5, "10*9/L", None, None),
    "platelets": (225, 70, "10*9/L", None, None),
    "hemoglobin": (12.2, 1.6, "g/dL", None, None),
    "creatinine": (0.95, 0.3, "mg/dL", None, 1.2),
    "creatinine_clearance": (82, 24, "mL/min", None, None),
    "egfr": (79, 20, "mL/min/{1.73_m2}", None, None),
    "bilirubin": (0.7, 0.5, "mg/dL", None, 1.2),
    "direct_bilirubin": (0.2, 0.1, "mg/dL", None, 0.3),
    "ast": (38, 26, "U/L", None, 40),
    "alt": (37, 27, "U/L", None, 41),
    "alp": (125, 80, "U/L", None, 120),
    "albumin": (3.9, 0.5, "g/dL", 3.5, 5.0),
    "inr": (1.05, 0.12, "{INR}", None, 1.2),
    "aptt": (31, 4, "s", None, 37),
    "fasting_glucose": (108, 28, "mg/dL", 70, 110),
    "hba1c": (6.0, 0.9, "%", None, None),
    "calcium": (2.34, 0.12, "mmol/L", 2.15, 2.55),
    "corrected_calcium": (2.36, 0.12, "mmol/L", 2.15, 2.55),
    "potassium": (4.2, 0.4, "mmol/L", 3.5, 5.1),
    "magnesium": (0.84, 0.08, "mmol/L", 0.7, 1.05),
    "phosphate": (1.08, 0.18, "mmol/L", 0.8, 1.45),
    "tsh": (2.2, 1.3, "m[IU]/L", 0.4, 4.0),
    "free_t4": (1.2, 0.2, "ng/dL", 0.8, 1.8),
    "cortisol": (13, 4, "ug/dL", 5, 23),
    "acth": (27, 11, "pg/mL", 7, 60),
    "amylase": (62, 30, "U/L", None, 110),
    "lipase": (40, 25, "U/L", None, 60),
    "qtc": (424, 22, "ms", None, None),
    "lvef": (61, 5, "%", 52, 74),
    "systolic_bp": (132, 15, "mm[Hg]", None, None),
    "diastolic_bp": (79, 9, "mm[Hg]", None, None),
    "urine_protein": (0.12, 0.15, "g/(24.h)", None, 0.15),
    "upcr": (110, 120, "mg/g", None, 150),
    "cd4": (750, 250, "/uL", None, None),
    "cholesterol": (196, 40, "mg/dL", None, 200),
    "triglycerides": (140, 60, "mg/dL", None, 150),
    "fev1": (88, 16, "%", None, None),
}
_ILLNESSES: Final = {
    "hypertension": 0.38, "diabetes": 0.17, "coronary_artery_disease": 0.08, "arrhythmia": 0.06, "heart_failure": 0.02,
    "myocardial_infarction": 0.03, "stroke": 0.02, "thromboembolism": 0.05, "hiv": 0.01, "hepatitis_b": 0.02,
    "hepatitis_c": 0.02, "autoimmune_thyroid_disease": 0.05, "rheumatoid_arthritis": 0.02, "infection": 0.04,
    "active_infection": 0.02, "other_malignancy": 0.07, "interstitial_lung_disease": 0.02, "hypersensitivity": 0.02,
    "bowel_obstruction": 0.03, "gilbert_syndrome": 0.04, "pancreatitis": 0.01, "gi_bleeding": 0.02,
    "psychiatric_illness": 0.03, "asthma": 0.05,
}  # fmt: skip
_MEDICINES: Final = {
    "pantoprazole": 0.4, "metformin": 0.12, "steroid": 0.07, "anticoagulant": 0.09, "aspirin_low_dose": 0.1,
    "live_vaccine": 0.01, "immunosuppressant": 0.01, "antibiotic": 0.03, "strong_cyp3a4_inhibitor": 0.01,
}  # fmt: skip


def made_patients(count: int, seed: int) -> list[PatientProfile]:
    """Return so many complete patients."""
    dice = random.Random(seed)
    return [parse_patient(_patient(dice), "made up") for _ in range(count)]


def sparse(whole: PatientProfile) -> PatientProfile:
    """Return what is known when the questions begin: who it is, where the tumour began and of which type it is."""
    known: dict[str, Json] = {
        "format": "zebramatch.patient/1",
        "screening_date": ON.isoformat(),
        "age": whole.age,
        "sex": whole.sex,
        "country": whole.country,
        "diagnosis": {"primary_site": whole.diagnosis.primary_site, "tumor_type": whole.diagnosis.tumor_type},
    }
    return parse_patient(known, "made up")


def _patient(dice: random.Random) -> Json:
    is_nec = dice.random() < 0.3
    sex = dice.choice(("female", "male"))
    age = min(88, max(19, round(dice.gauss(62, 12))))
    fertile = sex == "female" and age < 50
    ecog = dice.choices((0, 1, 2, 3), (38, 44, 14, 4))[0]
    diagnosis = _diagnosis(dice, is_nec=is_nec)
    treatments, events = _course(dice, diagnosis, is_nec=is_nec)
    return {
        "format": "zebramatch.patient/1",
        "screening_date": ON.isoformat(),
        "age": age,
        "sex": sex,
        "country": dice.choice(("US", "GB", "DE", "FR", "NL", "IT")),
        "weight": {"value": max(38, round(dice.gauss(74, 15))), "unit": "kg", "date": _back(5)},
        "height": 170,
        "pregnant": fertile and dice.random() < 0.01,
        "breastfeeding": fertile and dice.random() < 0.01,
        "childbearing_potential": fertile,
        "agrees_to_contraception": dice.random() < 0.93,
        "life_expectancy_months": {"value": dice.choice((2, 4, 9, 12, 24)) if is_nec else dice.choice((5, 12, 24, 60))},
        "diagnosis": diagnosis,
        "performance": {
            "ecog": {"value": ecog, "date": _back(4)},
            "karnofsky": {"value": (100, 90, 70, 50)[ecog], "date": _back(4)},
        },
        "sstr_imaging": _scan(dice, is_nec=is_nec),
        "therapies": {"complete": True, "items": treatments},
        "progression": events,
        "medications": {"complete": True, "items": [{"name": one, "ongoing": True} for one in _some(dice, _MEDICINES)]},
        "conditions": {"complete": True, "items": [_illness(dice, one) for one in _some(dice, _ILLNESSES)]},
        "labs": [_lab(dice, test) for test in LABS],
        "biomarkers": _biomarkers(dice, is_nec=is_nec),
    }


def _some(dice: random.Random, shares: dict[str, float]) -> list[str]:
    return [name for name, share in shares.items() if dice.random() < share]


def _back(days: int) -> str:
    return (ON - timedelta(days=days)).isoformat()


def _illness(dice: random.Random, name: str) -> dict[str, Json]:
    back = dice.choice((10, 60, 200, 500, 1500))
    status = dice.choice(("active", "controlled", "past"))
    return {"name": name, "status": status, "date": _back(back), "stable_since": _back(back // 2)}


def _diagnosis(dice: random.Random, *, is_nec: bool) -> dict[str, Json]:
    if is_nec:
        site = dice.choices(_NEC_SITES, (50, 12, 12, 8, 6, 6, 4, 2))[0]
        ki67, mitoses = dice.choice((30, 55, 60, 70, 80, 90)), dice.randint(21, 60)
        size = dice.choice(("small", "large"))
        tumour, grade = dice.choice(("NEC", "NEC", "SCLC" if site == "lung" else "NEC", "MiNEN")), "G3"
    else:
        site = dice.choices(_NET_SITES, (32, 28, 14, 5, 4, 4, 4, 9))[0]
        ki67 = dice.choices((1, 2, 5, 8, 12, 18, 20, 25, 35), (12, 18, 20, 14, 12, 8, 4, 8, 4))[0]
        mitoses = dice.randint(0, 1) if ki67 < 3 else dice.randint(1, 8) if ki67 <= 20 else dice.randint(10, 25)
        if ki67 <= 20 < mitoses:
            mitoses = 15
        size, tumour = "", "NET"
        grade = "G1" if ki67 < 3 and mitoses < 2 else "G3" if ki67 > 20 else "G2"
    spread = dice.random() < (0.8 if is_nec else 0.72)
    sites: list[Json] = [name for name, share in _spread(is_nec=is_nec) if spread and dice.random() < share]
    spread = bool(sites)
    extent = "metastatic" if spread else dice.choice(("localized", "locally_advanced"))
    functioning = not is_nec and dice.random() < 0.25
    told: dict[str, Json] = {
        "date": _back(dice.randint(60, 2500 if not is_nec else 700)),
        "primary_site": site,
        "tumor_type": tumour,
        "differentiation": "poor" if is_nec else "well",
        "grade": grade,
        "ki67": {"value": ki67, "unit": "%", "date": _back(200)},
        "mitotic_count": {"value": mitoses, "unit": "/2mm2", "field_mm2": 0.2, "date": _back(200)},
        "functioning": functioning,
        "syndrome": ("carcinoid_syndrome" if site == "ileum" else "insulinoma") if functioning else "non_functioning",
        "extent": extent,
        "resectable": not spread and dice.random() < 0.4,
        "measurable_disease": dice.random() < 0.9,
        "confirmed_by": "histology" if dice.random() < 0.93 else "cytology",
        "metastatic_sites": {"complete": True, "items": sites},
    }
    return told | ({"cell_size": size} if size else {})


def _spread(*, is_nec: bool) -> tuple[tuple[str, float], ...]:
    brain = 0.12 if is_nec else 0.02
    return ("liver", 0.75), ("lymph_node", 0.5), ("bone", 0.2), ("lung", 0.12), ("peritoneum", 0.12), ("brain", brain)


def _course(dice: random.Random, diagnosis: dict[str, Json], *, is_nec: bool) -> tuple[list[Json], list[Json]]:
    """Return treatments one after another up to now, and the progressions that ended them."""
    pool = ["carboplatin_etoposide", "folfiri", "nivolumab", "topotecan", "tarlatamab"]
    if not is_nec:
        pool = ["lanreotide", "everolimus", "lu177_dotatate", "captem", "sunitinib", "cabozantinib"]
        if dice.random() < 0.4:
            pool[0] = "octreotide_lar"
        if dice.random() < 0.3:
            pool[1], pool[2] = pool[2], pool[1]
    lines = dice.choices((0, 1, 2, 3, 4), (18, 34, 26, 14, 8))[0]
    now = dice.choice((0, 0, 8, 18, 25, 40, 70, 120, 300))
    treatments: list[Json] = []
    events: list[Json] = []
    for line in range(lines, 0, -1):
        agent, length = pool[line - 1], dice.randint(80, 400)
        last = line == lines
        item: dict[str, Json] = {"agent": agent, "start": _back(now + length), "intent": "systemic", "line": line}
        item |= _details(dice, agent)
        if last and now == 0:
            item["ongoing"] = True
        else:
            item["end"] = _back(now)
            item["outcome"] = dice.choices(("progression", "intolerance", "completed"), (75, 10, 15))[0]
            if item["outcome"] == "progression":
                events.append(
                    {
                        "date": _back(now + 10),
                        "criteria": dice.choice(("RECIST 1.1", "RECIST 1.1", "radiological")),
                        "on": agent,
                    }
                )
        treatments.append(item)
        now += length + dice.randint(5, 60)
    if dice.random() < (0.2 if is_nec else 0.45):
        when = dice.choice((15, 60, 400, 1200))
        treatments.append(
            {
                "agent": "tumor_resection",
                "start": _back(when),
                "end": _back(when),
                "intent": "local",
                "outcome": "completed",
            }
        )
    if diagnosis["extent"] == "metastatic" and dice.random() < 0.15:
        when = dice.choice((20, 70, 300))
        treatments.append(
            {"agent": "tace", "start": _back(when), "end": _back(when), "intent": "local", "outcome": "response"}
        )
    if not treatments and not events and dice.random() < 0.4:
        events.append({"date": _back(dice.choice((20, 150, 250, 500))), "criteria": "RECIST 1.1"})
    return treatments, events


def _details(dice: random.Random, agent: str) -> dict[str, Json]:
    if agent == "lu177_dotatate":
        return {"isotope": "177Lu", "cycles": dice.choice((2, 3, 4, 4))}
    if agent in ("lanreotide", "octreotide_lar"):
        return {"formulation": "long_acting", "stable_since": _back(dice.choice((30, 100, 300))), "cycles": 12}
    return {"cycles": dice.randint(2, 8), "setting": "metastatic"}


def _scan(dice: random.Random, *, is_nec: bool) -> dict[str, Json]:
    krenning = dice.choices((0, 1, 2, 3, 4), (40, 25, 15, 15, 5) if is_nec else (4, 6, 15, 40, 35))[0]
    positive = krenning >= 2
    return {
        "date": _back(dice.choice((20, 60, 120, 250, 500))),
        "tracer": dice.choice(("ga68_dotatate", "ga68_dotatate", "ga68_dotatoc", "cu64_dotatate")),
        "positive": positive,
        "krenning": krenning,
        "all_lesions": positive and dice.random() < 0.7,
        "fdg_discordant": dice.random() < (0.4 if is_nec else 0.1),
    }


def _lab(dice: random.Random, test: str) -> dict[str, Json]:
    mean, spread, unit, lln, uln = LABS[test]
    value = round(max(mean * 0.1, dice.gauss(mean, spread)), 2)
    told: dict[str, Json] = {"test": test, "value": value, "unit": unit, "date": _back(dice.randint(1, 6))}
    if test == "creatinine_clearance":
        told["method"] = "cockcroft_gault"
    told |= {"lln": lln} if lln is not None else {}
    return told | ({"uln": uln} if uln is not None else {})


def _biomarkers(dice: random.Random, *, is_nec: bool) -> list[Json]:
    unstable = dice.random() < (0.08 if is_nec else 0.01)
    date_ = _back(100)
    genes: list[Json] = [{"name": gene, "result": "negative", "date": date_} for gene in ("egfr_gene", "alk", "ros1")]
    return [
        {"name": "msi", "result": "msi_h" if unstable else "mss", "date": date_},
        {"name": "mmr", "result": "deficient" if unstable else "proficient", "date": date_},
        {"name": "tmb", "value": dice.choice((1, 2, 4, 12)), "unit": "mut/Mb", "date": date_},
        {"name": "pdl1", "result": "positive" if dice.random() < 0.25 else "negative", "date": date_},
        {"name": "pdl1_amplification", "result": "negative", "date": date_},
        *genes,
    ]
