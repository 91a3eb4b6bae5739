"""Every sentence of the walk. It is for patients alone, so there is one register; the reading age is tested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gui.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE: Final = Words("Questions one by one")
QUESTION_NUMBER: Final = Words("Question {number}")
CALM: Final = Words("Leave out what you do not know. You can stop at any time and go on later.")
WHERE: Final = Words("You find this in: {document}.")
HELPS: Final = Words("The answer makes {count} trials clearer.")
HELPS_ONE: Final = Words("The answer makes one trial clearer.")

BACK: Final = Words("&Back")
DO_NOT_KNOW: Final = Words("I &don't know")
NEXT: Final = Words("&Next")
SO_FAR: Final = Words("&Show me what I have so far")
KEYS: Final = Words("Enter goes on. Esc shows everything at once.")
WAITING: Final = Words("One moment. We are looking for the question that helps most.")
CANNOT_READ: Final = Words("We cannot read this yet: {problem}. You can also say that you do not know.")

UNSET: Final = Words("I don't know")
SOMETHING_ELSE: Final = Words("Something else. Write it here:")
ADD_NAME: Final = Words("Another one. Write its name, then press Enter:")
AGE_HINT: Final = Words("Write your age, such as 58. Or write the date when you were born.")
NO_AGE: Final = Words("write your age as a number, such as 58, or the date when you were born, such as 1968-05-17")
DATE_HINT: Final = Words("For a date, the month or the year is enough.")
DATE_EXAMPLE: Final = Words("such as May 2026")
NUMBER_EXAMPLE: Final = Words("such as 12")
UNIT_EXAMPLE: Final = Words("such as {unit}")

# What is asked where the walk asks in its own way.
QUESTIONS: Final[Mapping[str, Words]] = {
    "age": Words("How old are you?"),
    "diagnosis.extent": Words("Has the tumour spread?"),
    "diagnosis.metastatic_sites": Words("To which places has the tumour spread?"),
    "diagnosis.tumor_type": Words("What does your report call the tumour?"),
    "performance.ecog": Words("How are you? Choose the picture that fits most of your days."),
    "therapies": Words("Which of these have you had for the tumour?"),
    "medications": Words("Which of these medicines do you take now?"),
    "conditions": Words("Which of these do you have, or did you have?"),
    "progression": Words("Has the tumour grown or spread since it was found?"),
    "sstr_imaging.positive": Words(
        "Did the tumour light up on a receptor scan, such as a DOTATATE scan? "
        "If you had no such scan, say that you do not know."
    ),
    "labs": Words("Do you have a sheet with your blood test results here?"),
    "biomarkers": Words("Do you have a report of gene tests or marker tests of the tumour here?"),
}
MEDICINE: Final = Words("Do you take this medicine, or did you: {name}? If you never did, press Next.")
DETAIL: Final = Words("What do your papers say about {name}: {detail}?")
TELL_MORE: Final = Words("Tell us more: {name}")

# Why the fixed beginning asks.
REASONS: Final[Mapping[str, Words]] = {
    "age": Words("Many trials are for some ages only."),
    "sex": Words("Some trial rules are not the same for women and men."),
    "diagnosis.primary_site": Words("Most trials are for tumours that began in some places only."),
    "diagnosis.tumor_type": Words("This is the first thing that every trial asks."),
    "diagnosis.grade": Words("The grade says how fast the cells grow. Many trials are for some grades only."),
    "diagnosis.extent": Words("Many trials are for tumours that have spread. Others are not."),
    "diagnosis.metastatic_sites": Words("Some trials need to know about the liver, the bones or the brain."),
    "performance.ecog": Words("Your team knows this as the ECOG number. Trials ask for it to keep people safe."),
    "therapies": Words("What you have had decides much. Names of brands help you to find yours."),
    "medications": Words("Some medicines do not go with some trials."),
    "conditions": Words("Some illnesses make a trial less safe."),
    "labs": Words("With the sheet you can copy some numbers. Without it, just go on."),
    "biomarkers": Words("With the report you can copy some results. Without it, just go on."),
}

STILL_HAVE, HAS_ENDED = Words("Yes, still"), Words("No, it has ended")
WHEN_ENDED: Final = Words("When did the last one end?")
WHEN_BEGAN: Final = Words("When did it begin? (If you know)")
WHEN_WAS: Final = Words("When was the last one?")
WHICH_ONE: Final = Words("Which one was it? (If you know)")
STILL: Final = Words("Do you still have it?")
HOW_NOW: Final = Words("How is it now?")
WHEN_ILL: Final = Words("When was it, or when did its treatment end? (If you know)")

IT_GREW: Final = Words("Yes, it has grown or spread")
DID_NOT_GROW: Final = Words("No, my doctors say that it has not")
WHEN_GREW: Final = Words("When was it last seen to grow?")
HOW_SEEN: Final = Words("How was it seen?")

HAVE_SHEET, NO_SHEET = Words("Yes, I have it here"), Words("No, not now")

# Only a complete list says that what is not on it is absent, so each list asks in its own words.
ALL_OF: Final[Mapping[str, Words]] = {
    "therapies": Words("That is all. I had no other treatment for the tumour."),
    "medications": Words("That is all. I take no other medicine."),
    "conditions": Words("That is all. I have no other illness and had none."),
    "diagnosis.metastatic_sites": Words("That is all. My doctors see it in no other place."),
}
NOT_NO: Final = Words("What you do not tick counts as not known. It counts as no only if you tick this:")

RESULT_TITLE: Final = Words("What could fit, as far as we know now")
END_TITLE: Final = Words("Thank you. These were all the questions that help now.")
KIND: Final = Words("It is all right to know only a part. What is not known stays open and rules nothing out.")
NOT_ADVICE: Final = Words("A trial here is a reason to ask your team. It is not advice, and it promises nothing.")
TRAVEL: Final = Words("Ask the trial's own team by phone or mail before you travel.")
PAPERS: Final = Words("Most of the open answers stand in these papers: {papers}. Your team can give you a copy.")
NOTICED: Final = Words("Please check this first:\n{noticed}")
UNREAD: Final = Words("An answer cannot be read yet, and counts as not known: {problem}.")
NOTHING_YET: Final = Words("One moment. The list is being made.")
NONE_OPEN: Final = Words(
    "No trial that is known to take new people fits what we know now. That can change. Your team may know of others."
)

MAY_FIT: Final = Words("May fit: {count}")
COULD_FIT: Final = Words("Could fit, some answers are missing: {count}")
LATER: Final = Words("Perhaps later: {count}")
UNSURE: Final = Words("Not known if they take new people: {count}")
NOT_FIT: Final = Words("Do not seem to fit: {count}. Your team can tell you why.")
CLOSED: Final = Words("Trials that take no new people now: {count}")
APPROVED: Final = Words("Approved treatments to talk about: {count}")
SHOW, HIDE = Words("Show"), Words("Hide")
SHOW_MORE: Final = Words("Show {count} more")
SEE_ONE: Final = Words("See all about this one")

ASK_MISSING: Final = Words("What to find out: {question}")
ASK_CONFIRM: Final = Words("Ask your team about this: {point}")
ASK_DATE: Final = Words("Ask your team what this date means for you.")
ASK_WHY: Final = Words("Ask your team if this is right.")
ASK_TEAM: Final = Words("Ask your team what they think of it.")

SHEET: Final = Words("&Take-along sheet")
SAVE: Final = Words("Sa&ve my answers")
MORE_QUESTIONS: Final = Words("&More questions")
EVERYTHING: Final = Words("See &everything")
