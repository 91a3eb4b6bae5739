"""Text from files is data: it is printed as it stands, and nothing in it does anything."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from matcher.explain import Register
from matcher.report import Identifiers, Printed, ReportDocument, build_report, render_pages, render_pdf, typeset
from matcher.report.document import Sentences
from matcher.report.printable import printable
from tests.report import cases
from tests.report.reading import body, printed_texts, squeezed

MARKUP = [
    "ANC <1.5 and PLT<100; creatinine <1.5 mg/dL",
    '#let x = 1 #read("/etc/passwd") #import "theme.typ"',
    "*bold* _italic_ $x^2$ `code` @reference <label> // comment /* more */",
    "back\\slash \\u{41} [brackets] {braces} {page} ~ = heading - item + item",
    "'single' \"double\" “curly” -> <- => <= >= != -- ---",
    '<b>html</b> &amp; <img src="file:///etc/passwd">',
    "=cmd|'/c calc'!A1",
]
NAMES = [
    "Đorđević Żółć Þórður Ægir Şükrü Ñandú Ő Ű Łódź Ŵŷ Ț",
    "Παπαδόπουλος Ελένη",
    "Щербакова Юлия Їжак Ђорђе",
    "µ μ × ÷ ± ≤ ≥ ≠ ≈ ° ² ³ ⁹ ½ ‰ € £ – — … ‘ ’ • · → ☐ ☑ ✓ ✗ ◷ ? ℹ α β γ κ λ",
]
INVISIBLE = ["\u202e", "\u202d", "\u2066", "\u2069", "\u200e", "\u200b", "\u00ad", "\ufeff", "\u0007", "\ue000"]


def report(*texts: str) -> ReportDocument:
    """A report with these texts among its notices, which are printed as they come."""
    plain = build_report(cases.patient({}), cases.result(), Register.CLINICIAN)
    return replace(plain, notices=Sentences("Notices", "", texts))


@pytest.mark.parametrize("text", [*MARKUP, *NAMES])
def test_text_is_printed_as_it_stands(text: str) -> None:
    made = report(text)
    assert squeezed(text) in body(made, render_pdf(made))


@pytest.mark.parametrize("sign", INVISIBLE)
def test_what_cannot_be_seen_is_shown_as_its_code_point(sign: str) -> None:
    made = report(f"before{sign}after")
    assert f"before[U+{ord(sign):04X}]after" in body(made, render_pdf(made))


@pytest.mark.parametrize("sign", ["张", "🦓", "\ud800", "ภ", "\U0010ffff"])
def test_what_no_bundled_font_draws_is_shown_as_its_code_point(sign: str) -> None:
    made = report(f"before {sign} after")
    assert f"before[U+{ord(sign):04X}]after" in body(made, render_pdf(made))


@given(st.text(st.characters(exclude_categories=()), max_size=200))
@example("".join(map(chr, range(0x20, 0x3000))))
@example("x\u20dd\u0300\u0301 \u0301alone e\u0301 \u0628\u0651 \u05d0\u05b0 ﷺ \u1100\u1161")
@settings(max_examples=60)
def test_no_text_whatever_keeps_a_report_from_being_printed(text: str) -> None:
    made = report(text)
    assert render_pdf(replace(made, title="Clinical trial report", owner=(text[:60], text[-60:])))


def test_every_sign_that_counts_as_drawable_is_drawn() -> None:
    signs = sorted(frozenset.union(*typeset._press().coverages))
    made = report(*("".join(chr(sign) for sign in signs[start : start + 500]) for start in range(0, len(signs), 500)))
    assert render_pdf(made)


def margins_are_empty(document: Printed) -> bool:
    """Whether nothing is printed within 15 mm of the sides and 10 mm of the top and bottom."""
    ppi = 50
    side, end = int(15 / 25.4 * ppi), int(10 / 25.4 * ppi)
    for page in render_pages(document, ppi):
        framed = QImage.fromData(page)
        blank = QImage(framed)
        blank.fill(Qt.GlobalColor.white)
        painter = QPainter(framed)
        inner = framed.rect().adjusted(side, end, -side, -end)
        painter.fillRect(inner, Qt.GlobalColor.white)
        painter.end()
        if framed != blank:
            return False
    return True


def everywhere(word: str) -> ReportDocument:
    """A report with one word wherever a file can put one: title, reason, id, site, data, foot."""
    facts = {
        "conditions": [{"name": word[:200], "detail": word[:4000]}],
        "diagnosis": {"primary_site": word[:200]},
        "labs": [{"test": word[:200], "value": 1, "unit": word[:40]}],
    }
    first = cases.matches()[0]
    asked = first.criteria[0].criterion.model_copy(update={"id": word[:40], "text": word, "place": word})
    site = cases.SITES[1].model_copy(update={"facility": word, "city": word})
    result = cases.RESULT.model_copy(update={"measure": word, "reference": word})
    trial = first.trial.model_copy(update={"title": word, "sites": (site,), "results": (result,)})
    match = replace(first, trial=trial, criteria=(replace(first.criteria[0], criterion=asked), *first.criteria[1:]))
    owner = Identifiers(word[:60], word[:60])
    return build_report(cases.patient(facts), cases.result(match), Register.CLINICIAN, identifiers=owner)


@pytest.mark.parametrize(("word", "piece"), [("x" * 4000, "x"), ("W" * 4000, "W"), ("10.1/" + "abc.def" * 570, "def")])
def test_a_very_long_word_stays_on_the_page_and_loses_nothing(word: str, piece: str) -> None:
    made = everywhere(word)
    assert margins_are_empty(made)
    said = sum(text.count(piece) for text in printed_texts(made))
    assert said > 9 * word.count(piece)
    assert body(made, render_pdf(made)).count(piece) >= 0.99 * said


def test_a_detail_of_four_thousand_characters_is_printed_whole() -> None:
    detail = " ".join(f"word{number:04}" for number in range(444))
    made = build_report(
        cases.patient({"conditions": [{"name": "asthma", "detail": detail}]}), cases.result(), Register.CLINICIAN
    )
    printed = body(made, render_pdf(made))
    assert [word for word in detail.split() if word not in printed] == []


def test_a_failure_of_the_template_says_nothing_about_the_patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeset, "printable", lambda text, _: text)
    with pytest.raises(typeset.TypesettingError) as raised:
        render_pdf(report("the name 张"))
    assert "张" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_letter_keeps_its_accents_only_where_one_font_has_both() -> None:
    fonts = [frozenset(map(ord, "ab")), frozenset(map(ord, "a\u0301"))]
    assert printable("a\u0301", fonts) == "a\u0301"
    assert printable("b\u0301", fonts) == "b[U+0301]"
    assert printable("\u0301", fonts) == "\u0301"


def test_all_kinds_of_line_breaks_become_one_kind() -> None:
    assert printable("a\r\nb\rc\u2028d\u0085e", [frozenset(map(ord, "abcde"))]) == "a\nb\nc\nd\ne"
