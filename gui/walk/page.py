"""One question on a screen of its own: what is asked, why, where the answer stands, and a place for the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from criteria.glossary import term_of_fact, terms_in
from criteria.vocabulary import vocabulary
from gui.form.entry_editors import UnitEditor
from gui.form.lines import LineEditor
from gui.form.notation import DATE, QUANTITY
from gui.plain_text import wrapped_label
from gui.views.glossary import meaning
from gui.walk import words
from gui.walk.answers import question_entry
from gui.walk.boxes import BOXES, name_of
from gui.walk.journey import numbered_entry
from gui.walk.ticks import close_popups
from matcher.explain import Register, visible
from matcher.question_words import question_text
from matcher.wording.names import fact_words, term_words
from matcher.wording.voice import Voice

if TYPE_CHECKING:
    from gui.form.editor import Editor, Reading
    from gui.walk.answers import Answer
    from gui.walk.journey import Look
    from matcher.questions import NextQuestion

PLAIN: Final = Register.PLAIN
WIDEST: Final = 860  # lines longer than this are hard to read
MOST_TERMS: Final = 2
# Nobody has to be told in which paper the own age stands.
SELF_EVIDENT: Final = frozenset(
    {"age", "sex", "country", "weight", "height", "performance.ecog"}
    | {"pregnant", "breastfeeding", "childbearing_potential", "agrees_to_contraception"}
)


class QuestionPage(QScrollArea):
    """Shows one question at a time."""

    written = Signal(object, object)  # the answer and what its editor reads now

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no question yet."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.answer: Answer | None = None
        self._is_new = False  # the question itself is read before the place of its answer
        self._inside = QWidget()
        self._inside.setProperty("role", "page")
        self._inside.setMaximumWidth(WIDEST)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self.question = wrapped_label("walk question", self._inside)
        self.why = wrapped_label("walk why", self._inside)
        self.hint = wrapped_label("hint", self._inside)
        self.note = wrapped_label("problem", self._inside)
        self.hard_words = wrapped_label("walk words", self._inside)
        for widget in (self.question, self.why, self.hint, self.note, self.hard_words):
            self._column.addWidget(widget)
        self._place = self._column.indexOf(self.note)
        self._column.addStretch(1)
        calm = wrapped_label("hint", self._inside)
        calm.setText(f"{words.CALM.of(PLAIN)} {words.KEYS.of(PLAIN)}")
        self._column.addWidget(calm)
        self.hard_words.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(self._inside)
        QApplication.instance().focusChanged.connect(self._keep_in_sight)  # type: ignore[union-attr]

    def show_question(self, question: str, answer: Answer, asked: NextQuestion | None, look: Look) -> None:
        """Put a question; `asked` tells what it would help, where it was weighed, `look` what is known."""
        self._put_away()
        self.answer = answer
        text = question_words(question, look)
        self.question.setText(text)
        self.why.setText(_why(question, asked))
        editor = answer.editor
        editor.setParent(self._inside)
        editor.set_register(PLAIN)
        editor.set_name(text)
        editor.edited.connect(self._edited)
        self._column.insertWidget(self._place, editor)
        editor.show()
        has_date = _give_examples(editor)
        hint = words.AGE_HINT if question == "age" else words.DATE_HINT if has_date else None
        self._say(self.hint, hint.of(PLAIN) if hint else "")
        self._say(self.note, "")
        self._say(self.hard_words, _hard_words(question, text))
        self.verticalScrollBar().setValue(0)
        self.question.setAccessibleDescription(self.why.text())

    def _put_away(self) -> None:
        if self.answer is not None:
            close_popups(self.answer.editor)
            self._column.removeWidget(self.answer.editor)
            self.answer.editor.hide()
            self.answer.editor.deleteLater()
            self.answer = None

    def take_focus(self) -> None:
        """Put the cursor where the answer is given."""
        if self.answer is not None:
            self._is_new = True
            self.answer.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._is_new = False

    def complain(self) -> bool:
        """Show what cannot be read, and say whether there is anything."""
        problem = "; ".join(dict.fromkeys(self.answer.problems().values())) if self.answer else ""
        self._say(self.note, words.CANNOT_READ.of(PLAIN).format(problem=visible(problem)) if problem else "")
        if problem:
            self.ensureWidgetVisible(self.note)
        return bool(problem)

    @Slot(object)
    def _edited(self, reading: Reading) -> None:
        self._say(self.note, "")
        self.written.emit(self.answer, reading)

    def _say(self, label: QWidget, text: str) -> None:
        label.setText(text)  # type: ignore[attr-defined]
        label.setVisible(bool(text))

    def _keep_in_sight(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and not self._is_new and self._inside.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 24)


def _give_examples(editor: Editor) -> bool:
    """Word the examples in empty lines so that nobody takes them for an answer; say whether a date is asked."""
    lines = [one for one in (editor, *editor.findChildren(LineEditor)) if isinstance(one, LineEditor)]
    shown = [(one, one.line.placeholderText()) for one in lines]
    for one, example in shown:
        if example == DATE.example:
            one.line.setPlaceholderText(words.DATE_EXAMPLE.of(PLAIN))
        elif example == QUANTITY.example:
            one.line.setPlaceholderText(words.NUMBER_EXAMPLE.of(PLAIN))
        elif example and isinstance(one, UnitEditor):
            one.line.setPlaceholderText(words.UNIT_EXAMPLE.of(PLAIN).format(unit=example))
    return any(example == DATE.example for _, example in shown)


def question_words(question: str, look: Look) -> str:
    """Return what is asked, in plain words; an entry of a list goes by its own name."""
    base, _, key = question.partition("@")
    if key:
        boxes = BOXES[base]
        box = next((one for one in boxes.boxes if one.term == key), None)
        found = vocabulary(boxes.kind).find(key)
        name = box.words.of(PLAIN) if box else visible(found.plain if found else key)
        return words.TELL_MORE.of(PLAIN).format(name=name)
    if question in words.QUESTIONS:
        return words.QUESTIONS[question].of(PLAIN)
    entry = question_entry(question)
    return _of_entry(question, look) or (question_text(entry, Voice(PLAIN)) if entry else question)


def _of_entry(question: str, look: Look) -> str:
    """Return what is asked about an entry that has a name; "" for any other question."""
    voice = Voice(PLAIN)
    base = next((base for base in BOXES if question.startswith((f"{base}.", f"{base}["))), "")
    said = fact_words(question, voice) if base else ""
    given = name_of(numbered_entry(question, look))
    if base == "medications" and not given:
        return words.MEDICINE.of(PLAIN).format(name=said)
    detail = said.partition(": ")[2]
    name = term_words(BOXES[base].kind, given, voice) if given else ""
    return words.DETAIL.of(PLAIN).format(name=visible(name), detail=detail) if name and detail else ""


def _why(question: str, asked: NextQuestion | None) -> str:
    """Return in one line why it is asked and where the answer stands."""
    parts = [words.REASONS[question].of(PLAIN)] if question in words.REASONS else []
    if not parts and asked is not None:
        helps = words.HELPS_ONE if asked.trials == 1 else words.HELPS
        parts.append(helps.of(PLAIN).format(count=asked.trials))
    entry = question_entry(question)
    if entry is not None and entry.found_in and question not in SELF_EVIDENT:
        document = Voice(PLAIN).translate(entry.found_in)
        parts.append(words.WHERE.of(PLAIN).format(document=document))
    return " ".join(parts)


def _hard_words(question: str, text: str) -> str:
    """Return the explanation of the question's own term, and of hard words in it."""
    own = term_of_fact(question.partition("@")[0])
    terms = dict.fromkeys([*([own] if own else []), *terms_in(text)])
    return "\n".join(
        f"{term.name[:1].upper()}{term.name[1:]}: {meaning(term, PLAIN)}" for term in list(terms)[:MOST_TERMS]
    )
