"""Which editor a fact gets: one table, from the fact's kind in the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.form.lines import CountryEditor, LineEditor, NameEditor
from gui.form.measures import MeasureEditor, MitosesEditor
from gui.form.notation import DATE, TEXT, WHOLE
from gui.form.segments import ListEditor, SegmentEditor
from gui.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from criteria.facts import Choice, FactEntry, FactKind
    from criteria.strict_json import Json
    from gui.form.editor import Editor

YES, NO = Words("Yes"), Words("No")
SIDE_BY_SIDE = 14  # characters that all options together may have to stand side by side


def flag_editor() -> Editor:
    """Return the editor of yes, no and not known."""
    return SegmentEditor([(True, YES), (False, NO)])


def _words(choice: Choice) -> Words:
    """Return an option's words, each beginning with a capital as "Not known" does."""
    return Words(choice.label[:1].upper() + choice.label[1:], choice.plain[:1].upper() + choice.plain[1:])


def choice_editor(entry: FactEntry) -> Editor:
    """Return the editor of a few words: side by side where they are short in both registers."""
    options: Sequence[tuple[Json, Words]] = [(choice.value, _words(choice)) for choice in entry.choices]
    longest = max(sum(len(words.clinician) for _, words in options), sum(len(words.plain) for _, words in options))
    return SegmentEditor(options) if longest <= SIDE_BY_SIDE else ListEditor(options)


def _scale(entry: FactEntry) -> Editor:
    if not entry.path.startswith(("performance.", "sstr_imaging.")):
        return choice_editor(entry)
    steps = [(int(choice.value), _words(choice)) for choice in entry.choices]
    if entry.path != "performance.ecog":
        return ListEditor(steps)
    return MeasureEditor("", ListEditor([({"value": step}, words) for step, words in steps]))


def _number(entry: FactEntry) -> Editor:
    return LineEditor(WHOLE) if entry.unit == "years" else MeasureEditor(entry.unit)


def _name(entry: FactEntry) -> Editor:
    return NameEditor(entry.vocabulary, TEXT) if entry.vocabulary else LineEditor(TEXT)


BY_KIND: dict[FactKind, Callable[[FactEntry], Editor]] = {
    "choice": choice_editor,
    "flag": lambda _entry: flag_editor(),
    "number": _number,
    "scale": _scale,
    "date": lambda _entry: LineEditor(DATE),
    "name": _name,
}
BY_PATH: dict[str, Callable[[], Editor]] = {"country": CountryEditor, "diagnosis.mitotic_count": MitosesEditor}


def editor_for(entry: FactEntry) -> Editor:
    """Return a new editor for a fact that is not a list."""
    own = BY_PATH.get(entry.path)
    return own() if own else BY_KIND[entry.kind](entry)
