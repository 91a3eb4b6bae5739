"""Sentences about what is assumed: that it is assumed, and what is recorded instead."""

from __future__ import annotations

from typing import Final

from matcher.wording.voice import N_, Phrase

ASSUMING: Final = Phrase(
    N_("Assuming: {assumptions} - not what the file says"), N_("As if: {assumptions} - this is not what your data say")
)
RECORDED: Final = Phrase(N_("as recorded: {verdict}"), N_("by your data as they are: {verdict}"))
NUMBER: Final = Phrase(N_("{fact} {value}"), N_("{fact} {value}"))
VALUE: Final = Phrase(N_("{fact}: {value}"), N_("{fact}: {value}"))
SITE: Final = Phrase(N_("metastases ({fact})"), N_("spread of the tumour ({fact})"))
YES: Final = Phrase(N_("yes"), N_("yes"))
NO: Final = Phrase(N_("no"), N_("no"))
NEVER: Final = Phrase(N_("never"), N_("never"))
