"""The lists of the form, laid out by hand: which fields an entry has, in which order, which stay behind "more"."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from criteria.facts import fact
from gui.form.editors import choice_editor, flag_editor
from gui.form.entry_editors import AgentEditor, ResultEditor, UnitEditor
from gui.form.lines import LineEditor, NameEditor
from gui.form.measures import MeasureEditor, MitosesEditor, QuantityEditor
from gui.form.notation import DATE, NUMBER, QUANTITY_KEYS, TEXT, WHOLE
from gui.form.paste_labs import PASTE, ask_for_pasted_labs
from gui.form.row_card import Cell, Source, Table
from gui.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from criteria.vocabulary import Kind
    from gui.form.editor import Editor

BIOMARKER_UNITS = ("%", "mut/Mb", "score")
START, END = Words("Start", "Began"), Words("End", "Ended")
ONGOING = Words("Ongoing", "Still going on")
WHEN = Words("Date", "When")
STATUS = Words("Status", "Is it there now?")
STABLE = Words("Stable since", "Unchanged since")
DOSE, DOSE_UNIT = Words("Dose"), Words("Unit of the dose")


def _date() -> Editor:
    return LineEditor(DATE)


def _whole() -> Editor:
    return LineEditor(WHOLE)


def _number() -> Editor:
    return LineEditor(NUMBER)


def _text() -> Editor:
    return LineEditor(TEXT)


def _name(kind: Kind) -> Callable[[], Editor]:
    return partial(NameEditor, kind, TEXT)


def _choice(path: str) -> Callable[[], Editor]:
    return partial(choice_editor, fact(path))


def therapies() -> Table:
    """Return the table of treatments of the tumour."""
    detail = "therapies[0]"
    cells = (
        Cell(("agent", "class"), Words("Agent or class", "Treatment"), partial(AgentEditor, "therapy", "agent"), 6),
        Cell(("start",), START, _date, 3),
        Cell(("end",), END, _date, 3),
        Cell(("outcome",), Words("Outcome", "How it went"), _choice(f"{detail}.outcome"), 4),
        Cell(("line",), Words("Line of therapy", "Which in order"), _whole, 2),
        Cell(("ongoing",), ONGOING, flag_editor, 4),
        Cell(("cycles",), Words("Cycles"), _whole, 2),
        Cell(("intent",), Words("Intent", "What it was for"), _choice(f"{detail}.intent"), 3, more=True),
        Cell(("setting",), Words("Setting", "Why it was given"), _text, 3, more=True),
        Cell(
            ("formulation",), Words("Formulation", "How long it acts"), _choice(f"{detail}.formulation"), 6, more=True
        ),
        Cell(("isotope",), Words("Isotope", "Radioactive substance"), _text, 3, more=True),
        Cell(("stable_since",), Words("Dose stable since", "Dose unchanged since"), _date, 3, more=True),
        Cell(("dose",), DOSE, _number, 3, more=True),
        Cell(("dose_unit",), DOSE_UNIT, _text, 3, more=True),
        Cell(("never",), Words("Never given", "You never had it"), flag_editor, 6, more=True),
    )
    return Table("therapies", cells, Words("Add a treatment"), Words("Treatment"))


def medications() -> Table:
    """Return the table of other medicines."""
    cells = (
        Cell(("name", "class"), Words("Name or class", "Medicine"), partial(AgentEditor, "medication", "name"), 6),
        Cell(("start",), START, _date, 3),
        Cell(("end",), END, _date, 3),
        Cell(("ongoing",), ONGOING, flag_editor, 6),
        Cell(("dose",), DOSE, _number, 3, more=True),
        Cell(("dose_unit",), DOSE_UNIT, _text, 3, more=True),
    )
    return Table("medications", cells, Words("Add a medication", "Add a medicine"), Words("Medication", "Medicine"))


def conditions() -> Table:
    """Return the table of other illnesses."""
    cells = (
        Cell(("name",), Words("Condition", "Illness"), _name("condition"), 6),
        Cell(("status",), STATUS, _choice("conditions[0].status"), 3),
        Cell(("date",), Words("Date, or end of treatment", "When, or when treatment ended"), _date, 3),
        Cell(("detail",), Words("Detail", "More about it"), _text, 6),
        Cell(("stable_since",), STABLE, _date, 3, more=True),
    )
    return Table("conditions", cells, Words("Add a condition", "Add an illness"), Words("Condition", "Illness"))


def labs() -> Table:
    """Return the table of laboratory results."""
    cells = (
        Cell(("test",), Words("Test"), _name("lab_test"), 6),
        Cell(QUANTITY_KEYS, Words("Value", "Result"), ResultEditor, 2),
        Cell(("unit",), Words("Unit"), UnitEditor, 2),
        Cell(("date",), WHEN, _date, 2),
        Cell(("lln",), Words("LLN", "Normal from"), _number, 2),
        Cell(("uln",), Words("ULN", "Normal up to"), _number, 2),
        Cell(("method",), Words("Method", "How obtained"), _choice("labs[0].method"), 3, more=True),
    )
    source = Source(PASTE, ask_for_pasted_labs)
    return Table("labs", cells, Words("Add a result"), Words("Result"), asks_complete=False, source=source)


def biomarkers() -> Table:
    """Return the table of biomarkers."""
    cells = (
        Cell(("name",), Words("Biomarker", "Tumour test"), _name("biomarker"), 3),
        Cell(("result",), Words("Result"), _name("biomarker_result"), 3),
        Cell(QUANTITY_KEYS, Words("Value", "Number, if any"), QuantityEditor, 2),
        Cell(("unit",), Words("Unit"), partial(UnitEditor, BIOMARKER_UNITS), 2),
        Cell(("date",), WHEN, _date, 2),
    )
    return Table(
        "biomarkers",
        cells,
        Words("Add a biomarker", "Add a tumour test"),
        Words("Biomarker", "Tumour test"),
        asks_complete=False,
    )


def metastatic_sites() -> Table:
    """Return the table of places that the tumour has spread to."""
    cells = (
        Cell(("name",), Words("Site", "Place"), _name("site"), 3),
        Cell(("status",), STATUS, _choice("diagnosis.metastatic_sites[0].status"), 3),
    )
    return Table(
        "diagnosis.metastatic_sites", cells, Words("Add a site", "Add a place"), Words("Metastatic site", "Place")
    )


def specimens() -> Table:
    """Return the table of tissue samples."""
    detail = "diagnosis.specimens[0]"
    cells = (
        Cell(("site",), Words("Taken from"), _name("site"), 3),
        Cell(("date",), WHEN, _date, 3),
        Cell(("kind",), Words("Kind", "How it was taken"), _choice(f"{detail}.kind"), 6),
        Cell(("ki67",), Words("Ki-67"), partial(MeasureEditor, "%"), 6),
        Cell(("mitotic_count",), Words("Mitotic count", "Dividing cells"), MitosesEditor, 6),
        Cell(("grade",), Words("Grade (WHO)", "Grade"), _choice(f"{detail}.grade"), 3),
        Cell(
            ("differentiation",),
            Words("Differentiation", "Looks of the cells"),
            _choice(f"{detail}.differentiation"),
            3,
        ),
    )
    return Table(
        "diagnosis.specimens",
        cells,
        Words("Add a specimen", "Add a tissue sample"),
        Words("Specimen", "Tissue sample"),
        asks_complete=False,
    )


def progression() -> Table:
    """Return the table of documented progressions."""
    cells = (
        Cell(("date",), WHEN, _date, 3),
        Cell(("criteria",), Words("Shown by", "How it was seen"), _choice("progression[0].criteria"), 3),
        Cell(("on",), Words("On treatment", "During which treatment"), _name("therapy"), 6),
    )
    return Table(
        "progression", cells, Words("Add a progression", "Add a time the tumour grew"), Words("Progression", "Growth")
    )


TABLES: dict[str, Callable[[], Table]] = {
    "therapies": therapies,
    "medications": medications,
    "conditions": conditions,
    "labs": labs,
    "biomarkers": biomarkers,
    "diagnosis.metastatic_sites": metastatic_sites,
    "diagnosis.specimens": specimens,
    "progression": progression,
}
