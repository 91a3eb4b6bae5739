"""The text to a trial's site in words: a clinician writes to a study team."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from criteria.trial import RECRUITING
from matcher.wording import general, values
from matcher.wording.names import choice_words, term_words, word
from matcher.wording.signs import visible
from matcher.wording.voice import N_, Phrase, Register, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from criteria.dates import PartialDate
    from criteria.trial import Contact, Criterion, Trial
    from criteria.vocabulary import Kind
    from matcher.referral import Ages, Amount, Named, Referral, Standing, Treatment, Tumour

VOICE: Final = Voice(Register.CLINICIAN)
ITEMS, TREATMENTS, IDS, CONTACTS = 3, 5, 20, 2
LONGEST: Final = 110


def _same(words: str) -> Phrase:
    return Phrase(words, words)


OPENING: Final = _same(N_("To the study team of {trial}: {title}"))
ASK: Final = _same(
    N_("May a patient of ours be considered? We compared the patient's data with the criteria of {source} ({status}).")
)
BY_MACHINE: Final = _same(N_("{words} A program read these criteria; nobody here has checked that yet."))
UNDATED: Final = _same(N_("an undated record"))
RECORD: Final = _same(N_("the record of {day}"))
PATIENT: Final = _same(N_("Patient: {parts}."))
TUMOUR: Final = _same(N_("Tumour: {parts}."))
TREATMENT: Final = _same(N_("Treatment so far: {parts}."))
NOT_RECORDED: Final = _same(N_("not recorded"))
LINES: Final = _same(N_("lines of therapy: {n}"))
EARLIER: Final = _same(N_("{n} earlier ones"))
YEARS: Final = _same(N_("{years} years"))
YEARS_BETWEEN: Final = _same(N_("{youngest}-{oldest} years"))
YEARS_OR_OLDER: Final = _same(N_("{youngest} or older"))
SEXES: Final = {"female": _same(N_("female")), "male": _same(N_("male"))}
ECOG: Final = _same(N_("ECOG {value}"))
KI67: Final = _same(N_("Ki-67 {value}"))
MONTH: Final = _same(N_("{value} ({month})"))
ORIGIN: Final = _same(N_("{tumour} of the {site}"))
UNNAMED_TUMOUR: Final = _same(N_("tumour of a type named in our record"))
UNKNOWN_TUMOUR: Final = _same(N_("tumour of a type not recorded"))
UNNAMED_SITE: Final = _same(N_("primary site named in our record"))
METASTASES: Final = _same(N_("metastases: {sites}"))
EARLIER_METASTASES: Final = _same(N_("earlier metastases: {sites}"))
ELSEWHERE: Final = _same(N_("elsewhere"))
SSTR: Final = {True: _same(N_("SSTR imaging positive")), False: _same(N_("SSTR imaging negative"))}
UNNAMED_TREATMENT: Final = _same(N_("another treatment"))
ONGOING: Final = _same(N_("ongoing"))
UNTIL: Final = _same(N_("until {month}"))
STANDING: Final = _same(N_("In order by our data of {month}, inclusion met or exclusion absent ({many}): {ids}."))
STANDING_COHORT: Final = _same(
    N_("In order by our data of {month} for the cohort “{cohort}”, inclusion met or exclusion absent ({many}): {ids}.")
)
NONE_MET: Final = _same(N_("none for certain yet"))
AGAINST: Final = _same(N_("In the way ({count}):"))
OPENS: Final = _same(N_("In the way ({count}), by the dates alone until about {month}:"))
OPEN: Final = _same(N_("Not known to us ({count}):"))
FIRST_OF: Final = _same(N_("{many}, here the first {shown}"))
QUOTED: Final = _same(N_("“{id} {text}”"))
ITEM: Final = _same(N_("- {id} {text}"))
MORE: Final = _same(N_("{items}; and {n} more"))
QUESTIONS: Final = _same(N_("We would like to ask:"))
QUESTION: Final = _same(N_("{n}. {words}"))
STILL_OPEN: Final = _same(N_("Are you still taking patients, and is there a place?"))
STILL_CRITERIA: Final = _same(
    N_("Which protocol version counts now, and does it ask for more than the registry shows?")
)
TESTS: Final = _same(N_("Which tests do you need, how old may they be, and from which day do your time limits count?"))
JUDGE: Final = _same(N_("How do you judge what data cannot settle ({count}): {items}?"))
CONTACT: Final = _same(N_("Contacts in the record: {contacts}."))
CLOSING: Final = _same(
    N_(
        "This text holds no name, no date of birth and no hospital number; please ask us for more. "
        "Signed (name, role, phone):"
    )
)


def referral_text(referral: Referral) -> str:
    """Return the text to copy."""
    trial = referral.trial
    name = " ".join(part for part in (trial.id, f"({trial.acronym})" if trial.acronym else "") if part)
    blocks = (
        (VOICE.say(OPENING, trial=_safe(name), title=_safe(trial.title)), _asked(trial)),
        (_patient(referral), _tumour(referral.tumour), _treatments(referral)),
        tuple(_standing(referral)),
        tuple(_questions(referral.standing)),
        (*_contacts(trial), VOICE.say(CLOSING)),
    )
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _safe(text: str) -> str:
    return visible(text).strip()


def _month(month: PartialDate) -> str:
    """Return a month or a year in words, as a letter has it."""
    return values.partial_date(month, Voice(Register.PLAIN, VOICE.translate))


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part) or VOICE.say(NOT_RECORDED)


def _asked(trial: Trial) -> str:
    source = trial.source
    record = VOICE.say(RECORD, day=values.day(source.record_date, VOICE)) if source.record_date else VOICE.say(UNDATED)
    phrase = general.STATUSES.get(trial.status)
    status = VOICE.say(phrase) if phrase else _safe(trial.status)
    words = VOICE.say(ASK, source=f"{record}, {_safe(source.registry)}", status=status)
    return VOICE.say(BY_MACHINE, words=words) if trial.needs_review else words


def _patient(referral: Referral) -> str:
    sex = VOICE.say(SEXES[referral.sex]) if referral.sex in SEXES else ""
    return VOICE.say(PATIENT, parts=_listed((sex, _ages(referral.ages), _amount(ECOG, referral.ecog))))


def _ages(ages: Ages | None) -> str:
    if ages is None:
        return ""
    if ages.oldest is None:
        return VOICE.say(YEARS_OR_OLDER, youngest=ages.youngest)
    if ages.youngest == ages.oldest:
        return VOICE.say(YEARS, years=ages.oldest)
    return VOICE.say(YEARS_BETWEEN, youngest=ages.youngest, oldest=ages.oldest)


def _amount(phrase: Phrase, amount: Amount | None, unit: str = "") -> str:
    if amount is None:
        return ""
    words = VOICE.say(phrase, value=values.quantity(amount.value, unit, VOICE))
    return VOICE.say(MONTH, value=words, month=_month(amount.month)) if amount.month else words


def _name(kind: Kind, named: Named, otherwise: Phrase) -> str:
    return VOICE.say(otherwise) if named.term is None else term_words(kind, named.term, VOICE)


def _tumour(tumour: Tumour) -> str:
    what = _name("histology", tumour.histology, UNNAMED_TUMOUR) if tumour.histology else VOICE.say(UNKNOWN_TUMOUR)
    unnamed = ""
    if tumour.site is not None and tumour.site.term is not None:
        what = VOICE.say(ORIGIN, tumour=what, site=term_words("site", tumour.site.term, VOICE))
    elif tumour.site is not None:
        unnamed = VOICE.say(UNNAMED_SITE)
    spread = _spread(METASTASES, tumour.metastases)
    earlier = _spread(EARLIER_METASTASES, tumour.earlier_metastases)
    scan = VOICE.say(SSTR[tumour.sstr_positive]) if tumour.sstr_positive is not None else ""
    if scan and tumour.sstr_month:
        scan = VOICE.say(MONTH, value=scan, month=_month(tumour.sstr_month))
    choices = (("differentiation", tumour.differentiation), ("grade", tumour.grade))
    graded = [choice_words(f"diagnosis.{key}", value, VOICE) if value else "" for key, value in choices]
    extent = choice_words("diagnosis.extent", tumour.extent, VOICE) if tumour.extent else ""
    ki67 = _amount(KI67, tumour.ki67, "%")
    return VOICE.say(TUMOUR, parts=_listed((what, unnamed, *graded, ki67, extent, spread, earlier, scan)))


def _spread(phrase: Phrase, sites: Sequence[Named]) -> str:
    names = dict.fromkeys(_name("site", site, ELSEWHERE) for site in sites)
    return VOICE.say(phrase, sites=values.joined(list(names), VOICE)) if names else ""


def _treatments(referral: Referral) -> str:
    last = referral.treatments[-TREATMENTS:]
    earlier = len(referral.treatments) - len(last)
    parts = [VOICE.say(EARLIER, n=earlier) if earlier else "", *(_treatment(one) for one in last)]
    parts.append(VOICE.say(LINES, n=referral.lines) if referral.lines is not None else "")
    return VOICE.say(TREATMENT, parts="; ".join(part for part in parts if part) or VOICE.say(NOT_RECORDED))


def _treatment(treatment: Treatment) -> str:
    when = VOICE.say(ONGOING) if treatment.is_running else ""
    if treatment.until is not None:
        when = VOICE.say(UNTIL, month=_month(treatment.until))
    details = [part for part in (when, word(treatment.outcome, VOICE) if treatment.outcome else "") if part]
    name = _name("therapy", treatment.name, UNNAMED_TREATMENT)
    return f"{name} ({', '.join(details)})" if details else name


def _standing(referral: Referral) -> Iterable[str]:
    standing = referral.standing
    ids = [criterion.id for criterion in standing.fits]
    more = len(ids) - IDS
    said = ", ".join(ids[:IDS]) or VOICE.say(NONE_MET)
    yield VOICE.say(
        STANDING_COHORT if standing.cohort else STANDING,
        month=_month(referral.month),
        cohort=_safe(standing.cohort),
        many=len(ids),
        ids=VOICE.say(MORE, items=said, n=more) if more > 0 else said,
    )
    count = _count(standing.against)
    against = VOICE.say(OPENS, count=count, month=_month(standing.opens)) if standing.opens else ""
    yield from _group(standing.against, against or VOICE.say(AGAINST, count=count))
    yield from _group(standing.open, VOICE.say(OPEN, count=_count(standing.open)))


def _count(criteria: Sequence[Criterion]) -> str:
    many = len(criteria)
    return VOICE.say(FIRST_OF, many=many, shown=ITEMS) if many > ITEMS else str(many)


def _group(criteria: Sequence[Criterion], head: str) -> Iterable[str]:
    if criteria:
        yield head
        for one in criteria[:ITEMS]:
            yield VOICE.say(ITEM, id=one.id, text=_short(one))


def _short(criterion: Criterion) -> str:
    return textwrap.shorten(_safe(criterion.text).removesuffix("."), LONGEST, placeholder=" ...")


def _questions(standing: Standing) -> Iterable[str]:
    yield VOICE.say(QUESTIONS)
    questions = [VOICE.say(STILL_OPEN), VOICE.say(STILL_CRITERIA), VOICE.say(TESTS)]
    if standing.to_judge:
        items = ", ".join(VOICE.say(QUOTED, id=one.id, text=_short(one)) for one in standing.to_judge[:ITEMS])
        questions.append(VOICE.say(JUDGE, count=_count(standing.to_judge), items=items))
    for number, words in enumerate(questions, 1):
        yield VOICE.say(QUESTION, n=number, words=words)


def _contacts(trial: Trial) -> Iterable[str]:
    """Return whom the record names at sites that take patients; of a trial that takes none, nobody."""
    open_sites = [site for site in trial.sites if site.status is None or site.status in RECRUITING]
    told = [
        ", ".join(_safe(part) for part in (site.facility, site.city, _reached(site.contact)) if part)
        for site in open_sites
        if trial.is_recruiting and _reached(site.contact)
    ]
    if told:
        more = len(told) - CONTACTS
        contacts = "; ".join(told[:CONTACTS])
        yield VOICE.say(CONTACT, contacts=VOICE.say(MORE, items=contacts, n=more) if more > 0 else contacts)


def _reached(contact: Contact | None) -> str:
    parts = (contact.name, contact.phone, contact.email) if contact else ()
    return ", ".join(part.strip() for part in parts if part and part.strip())
