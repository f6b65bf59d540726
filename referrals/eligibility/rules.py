"""The rules: each asks one question of the facts and answers pass, fail or unknown, with why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Answer
from referrals.models import Link, Rule
from referrals.stages import JusticeStage, Offence, Source
from ui.words import say

from .facts import Facts
from .limits import Limits


class Outcome(models.TextChoices):
    PASS = "pass", gettext_lazy("Yes")
    FAIL = "fail", gettext_lazy("No")
    UNKNOWN = "unknown", gettext_lazy("Not known")


@dataclass(frozen=True, slots=True)
class Result:
    """What one rule says of one referral, and why."""

    outcome: Outcome
    sentence: str


def _pass(sentence: str) -> Result:
    return Result(Outcome.PASS, sentence)


def _fail(sentence: str) -> Result:
    return Result(Outcome.FAIL, sentence)


def _unknown(sentence: str) -> Result:
    return Result(Outcome.UNKNOWN, sentence)


def identified(facts: Facts, limits: Limits) -> Result:
    if facts.is_mediation:
        return _pass(_("It is a mediation: nobody has to be found responsible."))
    if facts.accepts or facts.identified == Answer.YES:
        return _pass(_("Somebody responsible is identified."))
    if facts.identified == Answer.NO:
        return _fail(
            _("Nobody responsible is identified. Do not approach the {harmed} before it is.")
        )
    return _unknown(
        _(
            "It is not known whether somebody responsible is identified. Find out before anybody "
            "approaches the {harmed}."
        )
    )


def responsibility(facts: Facts, limits: Limits) -> Result:
    if facts.is_mediation:
        return _pass(_("It is a mediation: nobody is asked to accept responsibility."))
    answers = set(facts.accepts)
    if answers == {Answer.YES}:
        return _pass(_("Responsibility is accepted."))
    if answers == {Answer.NO}:
        return _fail(_("Responsibility is not accepted."))
    if Answer.YES in answers:
        return _unknown(_("Not everybody who is named as responsible is known to accept it."))
    return _unknown(_("It is not known whether responsibility is accepted."))


_HERE: dict[str, tuple[Callable[[Facts], Sequence[str]], object]] = {
    Link.OFFENCE_HERE: (lambda facts: [facts.offence_here], gettext_lazy("It happened here.")),
    Link.HARMED_HERE: (
        lambda facts: facts.harmed_here,
        gettext_lazy("The {harmed} lives here."),
    ),
    Link.RESPONSIBLE_HERE: (
        lambda facts: facts.responsible_here,
        gettext_lazy("The {responsible} lives here."),
    ),
}


_PARTIES_HERE: tuple[Callable[[Facts], Sequence[str]], object] = (
    lambda facts: facts.parties_here,
    gettext_lazy("One of the parties lives here."),
)


def area_link(facts: Facts, limits: Limits) -> Result:
    """In a mediation it is enough that either party lives here, where the area asks for that of
    anybody.
    """
    here = _HERE
    if facts.is_mediation:
        here = {**_HERE, Link.HARMED_HERE: _PARTIES_HERE, Link.RESPONSIBLE_HERE: _PARTIES_HERE}
    links = dict.fromkeys(here[link] for link in limits.links)
    asked = [(answers(facts), str(sentence)) for answers, sentence in links]
    found = [sentence for answers, sentence in asked if Answer.YES in answers]
    if found or not asked:
        return _pass(" ".join(found) or _("No link with the area is asked for."))
    if all(set(answers) == {Answer.NO} for answers, _sentence in asked):
        return _fail(_("There is none of the links with this area that we ask for."))
    return _unknown(_("It is not known whether there is a link with this area."))


def legal_stage(facts: Facts, limits: Limits) -> Result:
    label = {"stage": str(JusticeStage(facts.stage).label)}
    if facts.stage == JusticeStage.NOT_KNOWN:
        return _unknown(_("The legal stage is not known."))
    if facts.stage in limits.stages:
        return _pass(_("We work at this legal stage: %(stage)s.") % label)
    return _fail(_("We do not work at this legal stage: %(stage)s.") % label)


def age(facts: Facts, limits: Limits) -> Result:
    """Under or over a limit is said of the first who is; not known only where a limit is set. To a
    party of a mediation the limits of both sides apply.
    """
    youngest = max(limits.harmed_from_age or 0, limits.responsible_from_age or 0) or None
    asked = (
        (facts.harmed_ages, limits.harmed_from_age, None, _("The {harmed}")),
        (
            facts.responsible_ages,
            limits.responsible_from_age,
            limits.responsible_to_age,
            _("The {responsible}"),
        ),
        (facts.parties_ages, youngest, limits.responsible_to_age, _("One of the parties")),
    )
    unknown = False
    for ages, lowest, highest, who in asked:
        for years in ages if (lowest, highest) != (None, None) else ():
            if years is None:
                unknown = True
            elif wrong := _outside(years, lowest, highest):
                return _fail(wrong % {"who": who, "age": years, "from": lowest, "to": highest})
    if unknown:
        return _unknown(_("The age of somebody is not known, and we have limits of age."))
    return _pass(_("Ages are within what we may take."))


def _outside(years: int, lowest: int | None, highest: int | None) -> str:
    if lowest is not None and years < lowest:
        return _("%(who)s was %(age)s when referred: we may take people from %(from)s.")
    if highest is not None and years > highest:
        return _("%(who)s was %(age)s when referred: we may take people up to %(to)s.")
    return ""


_SEEN_BY_POLICE = frozenset(JusticeStage) - {
    JusticeStage.UNREPORTED,
    JusticeStage.NON_CRIME,
    JusticeStage.NOT_KNOWN,
}


def reported(facts: Facts, limits: Limits) -> Result:
    if facts.reported == Answer.YES or facts.stage in _SEEN_BY_POLICE:
        return _pass(_("It was reported to the police."))
    if facts.reported == Answer.NO or facts.stage == JusticeStage.UNREPORTED:
        return _fail(_("It was not reported to the police."))
    return _unknown(_("It is not known whether it was reported to the police."))


def offence(facts: Facts, limits: Limits) -> Result:
    if not facts.offence:
        return _unknown(_("The kind of harm is not known."))
    label = {"harm": str(Offence(facts.offence).label)}
    if facts.offence in limits.excluded:
        return _fail(_("This area has decided not to work with: %(harm)s.") % label)
    if facts.offence in limits.on_request:
        return _unknown(_("Only on request: %(harm)s. Ask a service manager.") % label)
    if facts.is_mediation:
        return _pass(_("We work with this kind of matter: %(harm)s.") % label)
    return _pass(_("We work with this kind of harm: %(harm)s.") % label)


def agreement(facts: Facts, limits: Limits) -> Result:
    if facts.source in {Source.SELF_HARMED, Source.SELF_RESPONSIBLE, Source.SELF_PARTY}:
        return _pass(_("The person referred themselves."))
    if facts.agreed == Answer.YES:
        return _pass(_("The person agreed to be referred."))
    if facts.agreed == Answer.NO:
        return _fail(_("The person did not agree to be referred."))
    return _unknown(_("It is not known whether the person agreed to be referred."))


_CONTESTED = {JusticeStage.CHARGED, JusticeStage.PLEA_PENDING, JusticeStage.APPEAL}
_UNDER_WAY = {JusticeStage.REPORTED, JusticeStage.PRE_SENTENCE, JusticeStage.DEFERRED}


def proceedings(facts: Facts, limits: Limits) -> Result:
    if facts.proceedings == Answer.YES:
        return _fail(_("Proceedings are live. Ask what stands in the way, and until when."))
    if facts.proceedings == Answer.NO:
        return _pass(_("No proceedings are live."))
    if facts.stage in _CONTESTED:
        return _fail(_("The legal stage says that proceedings are contested or pending."))
    if facts.stage in _UNDER_WAY or facts.stage == JusticeStage.NOT_KNOWN:
        return _unknown(_("It is not known whether proceedings are live."))
    return _pass(_("The legal stage says that proceedings have ended, or that there were none."))


RULES: dict[str, Callable[[Facts, Limits], Result]] = {
    Rule.IDENTIFIED: identified,
    Rule.RESPONSIBILITY: responsibility,
    Rule.AREA_LINK: area_link,
    Rule.LEGAL_STAGE: legal_stage,
    Rule.AGE: age,
    Rule.REPORTED: reported,
    Rule.OFFENCE: offence,
    Rule.AGREEMENT: agreement,
    Rule.PROCEEDINGS: proceedings,
}
"""In the order in which they are asked: whoever is responsible comes first, because nobody
approaches the person harmed before that is known (field guide 1.7).
"""


def check(
    facts: Facts, limits: Limits, words: Mapping[str, str | Promise] | None = None
) -> list[tuple[Rule, Result]]:
    """What each rule that the area asks says, in the order of RULES and in the area's words."""
    called = {side: say(words, side) for side in ("harmed", "responsible")}
    asked = [
        (Rule(rule), ask(facts, limits)) for rule, ask in RULES.items() if rule in limits.rules
    ]
    return [
        (rule, replace(result, sentence=result.sentence.format(**called))) for rule, result in asked
    ]
