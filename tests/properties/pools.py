"""The small pools that random rules and random patients are drawn from, so that they meet often and on limits."""

from __future__ import annotations

from datetime import date

THERAPIES = (
    "ssa",
    "octreotide",
    "octreotide_lar",
    "prrt",
    "lu177_dotatate",
    "everolimus",
    "mtor_inhibitor",
    "sunitinib",
    "vegfr_tki",
    "chemotherapy",
    "cisplatin",
    "etoposide",
)
MEDICATIONS = ("steroid", "prednisone", "anticoagulant", "heparin", "enoxaparin", "cyp3a4_inhibitor")
CONDITIONS = (
    "infection",
    "hiv",
    "hepatitis_b",
    "brain_metastases",
    "autoimmune_disease",
    "cardiac_disease",
    "endocarditis",
    "gilbert_syndrome",
)
SITES = ("liver", "bone", "brain", "lymph_node", "regional_lymph_node", "lung")
# What patients' files say beside the asked terms: wider terms, other spellings, names the vocabulary lacks.
SAID_THERAPIES = (
    *THERAPIES,
    "Lutathera",
    "Afinitor",
    "systemic_antineoplastic",
    "radionuclide_therapy",
    "cabozantinib",
    "carboplatin",
    "cisplatin_etoposide",
    "surgery",
)
SAID_MEDICATIONS = (*MEDICATIONS, "dexamethasone", "LMWH", "warfarin", "metformin")
SAID_CONDITIONS = (*CONDITIONS, "viral_hepatitis", "heart_failure", "HIV", "diabetes", "pneumonia", "hypertension")
SAID_SITES = (*SITES, "cns", "hepatic", "thoracic", "peritoneum", "distant_lymph_node")
UNMAPPED = "a name nobody knows"

NAMED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "diagnosis.primary_site": (
        ("midgut", "gep", "small_intestine", "pancreas", "colon", "lung"),
        ("ileum", "ileal", "caecum", "gastrointestinal", "pancreas", "lung", "colon", "midgut", "thymus"),
    ),
    "diagnosis.tumor_type": (
        ("net", "nec", "minen", "small_cell_nec", "net_g3"),
        ("NET", "NEC", "MiNEN", "NEN", "lcnec", "sclc", "insulinoma"),
    ),
    "diagnosis.syndrome": (
        ("carcinoid_syndrome", "insulinoma", "carcinoid_crisis"),
        ("carcinoid_syndrome", "carcinoid crisis", "gastrinoma", "insulinoma"),
    ),
    "sstr_imaging.tracer": (
        ("sstr_pet", "sstr_imaging", "ga68_dotatate"),
        ("68Ga-DOTA-TATE", "sstr_pet", "octreotide scan", "FDG"),
    ),
    "diagnosis.differentiation": (("well", "moderate", "poor"),) * 2,
    "diagnosis.cell_size": (("small", "large"),) * 2,
    "diagnosis.extent": (("localized", "locally_advanced", "metastatic"),) * 2,
    "diagnosis.confirmed_by": (("histology", "cytology"),) * 2,
    "sex": (("female", "male"),) * 2,
    "country": (("US", "DE", "FR"),) * 2,
}
FLAGS = (
    "pregnant",
    "breastfeeding",
    "childbearing_potential",
    "agrees_to_contraception",
    "diagnosis.functioning",
    "diagnosis.resectable",
    "diagnosis.measurable_disease",
    "sstr_imaging.positive",
    "sstr_imaging.all_lesions",
    "sstr_imaging.fdg_discordant",
)
# fact -> limits that rules set, values that patients have, units that need no rule's own
NUMBERS: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "diagnosis.ki67": ((2, 3, 10, 20, 55), (0, 1.5, 2, 3, 12, 20, 21, 55, 90)),
    "diagnosis.mitotic_count": ((2, 10, 20), (0, 1, 2, 5, 10, 20, 25, 40)),
    "performance.karnofsky": ((50, 60, 70, 80), (40, 60, 70, 80, 85, 90, 100)),
    "weight": ((40, 70, 100.5), (39, 40, 55.5, 70, 100.5, 120)),
    "height": ((150, 180), (149, 150, 165, 180, 190)),
    "life_expectancy_months": ((3, 6), (1, 3, 6, 24)),
}
# test -> unit -> limits that rules set; patients' values lie on and beside them
LABS: dict[str, dict[str, tuple[float, ...]]] = {
    "creatinine": {"mg/dL": (1.5, 2), "umol/L": (132.6, 176.8)},
    "bilirubin": {"mg/dL": (1.2, 3), "umol/L": (20.52, 51.3)},
    "hemoglobin": {"g/dL": (8, 9), "g/L": (80, 90)},
    "neutrophils": {"10*9/L": (1.5, 2), "10*3/uL": (1.5, 2), "/uL": (1500, 2000)},
    "ast": {"U/L": (80, 100)},
}
MULTIPLES = (1.5, 2.5, 3, 5)
ULN: dict[str, float] = {"creatinine": 1, "bilirubin": 1.2, "hemoglobin": 16, "neutrophils": 7, "ast": 40}
MARKERS = {
    "msi": ("MSI-H", "MSS", "msi_l", "high", "equivocal"),
    "rb1": ("loss", "wild_type", "mutated"),
    "dll3": ("positive", "negative", "high", "low"),
}
ASKED_RESULTS = {"msi": ("msi_h", "not_msi_h"), "rb1": ("altered", "wild_type"), "dll3": ("positive", "negative")}
DAYS = (date(2026, 11, 21), date(2024, 2, 29), date(2025, 3, 31), date(2026, 1, 1))
DURATIONS: tuple[dict[str, int], ...] = (
    {"days": 7},
    {"days": 14},
    {"days": 28},
    {"days": 30},
    {"weeks": 4},
    {"weeks": 6},
    {"months": 1},
    {"months": 3},
    {"months": 6},
    {"months": 12},
    {"years": 1},
    {"years": 5},
)
AGES = (18, 30, 65, 70)
STATUSES = ("active", "controlled", "past")
OUTCOMES = ("progression", "intolerance", "response", "stable", "completed")
INTENTS = ("systemic", "local", "symptom_control")
SETTINGS = ("metastatic", "adjuvant")
ISOTOPES = ("177Lu", "90Y")
BASES = ("RECIST 1.1", "radiological", "clinical", "biochemical")
