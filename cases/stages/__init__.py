"""The code lists of a case (field guide 12.7 to 12.19). A code is never deleted or reused."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .needs import Hope as Hope
from .needs import Need as Need
from .needs import NeedsBy as NeedsBy
from .needs import NeedsMoment as NeedsMoment
from .reasons import DeclineReason as DeclineReason


class Stage(models.TextChoices):
    """Where a case is. Moved by `cases.actions.stage` alone, along `cases.pipeline.PIPELINE`."""

    ASSESSMENT = "assessment", _("Assessment")
    PREPARATION = "preparation", _("Preparation")
    CONFERENCE = "conference", _("Conference")
    OUTCOME = "outcome", _("Outcome")
    CLOSED = "closed", _("Closed")


class Side(models.TextChoices):
    HARMED = "harmed", _("Person harmed")
    RESPONSIBLE = "responsible", _("Person responsible")
    PARTY_A = "party_a", _("Party A")
    PARTY_B = "party_b", _("Party B")
    NEUTRAL = "neutral", _("Neither side")


OPPOSED = ((Side.HARMED, Side.RESPONSIBLE), (Side.PARTY_A, Side.PARTY_B))


class ParticipantRole(models.TextChoices):
    HARMED = "harmed", _("Person harmed")
    RESPONSIBLE = "responsible", _("Person responsible")
    PARTY = "party", _("Party to a mediation")
    SUPPORTER = "supporter", _("Supporter")
    PARENT = "parent", _("Parent or guardian")
    FAMILY = "family", _("Family member")
    INTERPRETER = "interpreter", _("Interpreter")
    REPRESENTATIVE = "representative", _("Representative")


PRINCIPALS = (ParticipantRole.HARMED, ParticipantRole.RESPONSIBLE, ParticipantRole.PARTY)


class ParticipantStatus(models.TextChoices):
    NOT_CONTACTED = "not_contacted", _("Not contacted yet")
    ATTEMPTING = "attempting", _("Trying to reach")
    CONTACTED = "contacted", _("Contacted")
    CONSIDERING = "considering", _("Thinking about it")
    WILLING = "willing", _("Willing to take part")
    DECLINED = "declined", _("Does not want to take part")
    WITHDREW = "withdrew", _("Withdrew")
    UNREACHABLE = "unreachable", _("Could not be reached")
    UNSUITABLE = "unsuitable", _("Assessed unsuitable")
    PARTICIPATED = "participated", _("Took part")


TAKING_PART = (ParticipantStatus.WILLING, ParticipantStatus.PARTICIPATED)
LEFT = (
    ParticipantStatus.DECLINED,
    ParticipantStatus.WITHDREW,
    ParticipantStatus.UNREACHABLE,
    ParticipantStatus.UNSUITABLE,
)


class Route(models.TextChoices):
    """What two people on opposed sides wish for between them."""

    NOT_CHOSEN = "not_chosen", _("Not chosen yet")
    LETTER = "letter", _("A letter")
    SHUTTLE = "shuttle", _("Messages carried by a facilitator")
    CONFERENCE = "conference", _("A meeting")


class PairState(models.TextChoices):
    OPEN = "open", _("Being explored")
    NOT_NOW = "not_now", _("Not now")
    WILLING = "willing", _("Both are willing")
    ENDED = "ended", _("Ended")


BY_HAND = (PairState.OPEN, PairState.NOT_NOW, PairState.ENDED)


class WorkerRole(models.TextChoices):
    LEAD = "lead", _("Lead facilitator")
    SECOND = "second", _("Second facilitator")
    SUPERVISOR = "supervisor", _("Named supervisor")


class ContactChannel(models.TextChoices):
    PHONE = "phone", _("Telephone")
    TEXT = "text", _("Text message")
    EMAIL = "email", _("Email")
    LETTER = "letter", _("Letter")
    VISIT = "visit", _("Visit")
    VIDEO = "video", _("Video call")
    THROUGH = "through", _("Through somebody else")


class ContactOutcome(models.TextChoices):
    SPOKE = "spoke", _("Spoke with them")
    REPLIED = "reply", _("They replied")
    VISIT_HELD = "visit_held", _("Met them")
    LEFT_MESSAGE = "left_safe_msg", _("Left a safe message")
    NO_ANSWER = "no_answer", _("No answer")
    WRONG_NUMBER = "wrong_number", _("Wrong number or address")
    SENT = "sent", _("Sent, no reply yet")
    UNSAFE = "unsafe_abort", _("Stopped: not safe to go on")


TWO_WAY = (ContactOutcome.SPOKE, ContactOutcome.REPLIED, ContactOutcome.VISIT_HELD)


class ConsentPurpose(models.TextChoices):
    CONTACT = "contact", _("To be contacted")
    PARTICIPATE = "participate", _("To take part")
    SHARE_AGENCY = "share_agency", _("To share information with an agency")
    SHARE_OTHER_SIDE = "share_other_party", _("To share something with the other side")
    SURVEY = "survey", _("To be asked for their view")
    CASE_STUDY = "case_study", _("To be told of in a case study without names")


class ConsentState(models.TextChoices):
    GIVEN = "given", _("Given")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ConsentMethod(models.TextChoices):
    SIGNED = "signed", _("Signed on paper")
    ELECTRONIC = "electronic", _("Signed electronically")
    VERBAL = "verbal", _("Said, to be signed")


class SessionPurpose(models.TextChoices):
    ASSESSMENT = "assessment", _("Assessment")
    PREPARATION = "preparation", _("Preparation")
    PROGRAMME = "programme", _("Individual programme")
    DEBRIEF = "debrief", _("Debrief")
    FOLLOW_UP = "follow_up", _("Follow-up")


ENGAGING = (SessionPurpose.ASSESSMENT, SessionPurpose.PREPARATION, SessionPurpose.PROGRAMME)


class Meeting(models.TextChoices):
    """How people were together."""

    IN_PERSON = "in_person", _("In person")
    VIDEO = "video", _("By video")
    PHONE = "phone", _("By telephone")


class Attendance(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    NOT_ATTENDED = "not_attended", _("Did not attend")
    CANCELLED = "cancelled", _("Cancelled")


class LetterState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    CHECKED = "checked", _("Checked by a second person")
    OFFERED = "offered", _("Offered")
    KEPT = "kept", _("Kept on file")
    DELIVERED = "delivered", _("Delivered")


class OfferAnswer(models.TextChoices):
    WAITING = "waiting", _("No answer yet")
    WANTED = "wanted", _("Wants to receive it")
    NOT_NOW = "not_now", _("Not now: keep it on file")


class ConferenceForm(models.TextChoices):
    CONFERENCE = "conf", _("Restorative conference")
    FAMILY = "fgc", _("Family meeting")
    COMMUNITY = "conf_comm", _("Community conference")
    MEDIATION = "mediate", _("Restorative mediation")


class ActionType(models.TextChoices):
    APOLOGY_SAID = "apol_verbal", _("Apology, said")
    APOLOGY_WRITTEN = "apol_written", _("Apology, written")
    ANSWERS = "answers", _("Answers to questions")
    REPAIR = "repair", _("Repair")
    PAYMENT = "pay", _("Payment")
    COMMUNITY_WORK = "comm_work", _("Work for the community")
    TREATMENT = "treatment", _("Treatment")
    COURSE = "course", _("Course")
    NO_CONTACT = "no_contact", _("No contact")
    BEHAVIOUR = "behaviour", _("Future behaviour")
    INFORMATION = "info_right", _("May ask about progress")
    OTHER = "other", _("Other")


class ActionState(models.TextChoices):
    OPEN = "open", _("To be done")
    DONE = "done", _("Done")
    PARTLY = "partly", _("Partly done")
    MISSED = "missed", _("Not done")
    RELEASED = "released", _("Released by the person harmed")


class ClosureReason(models.TextChoices):
    DIRECT = "c_direct", _("Completed: they met")
    INDIRECT = "c_indirect", _("Completed: letters or messages")
    BOTH = "c_both", _("Completed: letters or messages, and a meeting")
    MEDIATION = "c_mediate", _("Completed: mediation")
    NEEDS_MET = "c_needs_met", _("Ended early: needs were met")
    INDIVIDUAL = "c_indiv", _("Completed: individual work")
    HARMED_DECLINED = "c_h_declined", _("Ended early: person harmed preferred not to")
    RESPONSIBLE_DECLINED = "c_r_declined", _("Ended early: person responsible preferred not to")
    HARMED_WITHDREW = "c_h_withdrew", _("Ended early: person harmed withdrew")
    RESPONSIBLE_WITHDREW = "c_r_withdrew", _("Ended early: person responsible withdrew")
    HARMED_NO_CONTACT = "c_h_nocontact", _("Ended early: person harmed could not be reached")
    RESPONSIBLE_NO_CONTACT = (
        "c_r_nocontact",
        _("Ended early: person responsible could not be reached"),
    )
    UNSUITABLE = "c_unsuitable", _("Ended early: assessed unsuitable")
    RISK = "c_risk", _("Ended early: risk could not be managed")
    AGENCY = "c_agency_block", _("Ended early: an agency would not support it")
    LEGAL_CHANGE = "c_cjs_change", _("Ended early: the legal stage changed")
    DEATH = "c_death", _("Ended early: a participant died")
    TRANSFER = "c_transfer", _("Passed to another service")
    OUT_OF_REMIT = "c_outremit", _("Outside remit, found later")
    DUPLICATE = "c_dup", _("Duplicate")
    ERROR = "c_error", _("Opened in error")


NOT_COUNTED = (ClosureReason.DUPLICATE, ClosureReason.ERROR, ClosureReason.TRANSFER)


class WithdrawalReason(models.TextChoices):
    CHANGED_MIND = "w_changed_mind", _("Changed their mind")
    SUPPORT_ELSEWHERE = "w_support_elsewhere", _("Found support elsewhere")
    LIFE_EVENT = "w_life_event", _("Something else in their life")
    DELAY = "w_lost_interest_delay", _("It took too long")
    RISK = "w_risk_up", _("It no longer felt safe")
    PRESSURE = "w_pressure", _("Felt under pressure")
    OTHER_SIDE = "w_other_party", _("Because of the other side")
    HEALTH = "w_health", _("Health")
    DISSATISFIED = "w_dissatisfied", _("Not satisfied with the service")
    NONE_GIVEN = "w_noreason", _("Gave no reason")


class HoldReason(models.TextChoices):
    """Why a case waits (field guide 12.16, side states)."""

    ASKED = "asked", _("Somebody in the case asked for time")
    AGENCY = "agency", _("Waiting for an agency")
    PROCEEDINGS = "proceedings", _("Waiting for court or prison")
    HEALTH = "health", _("Health of somebody in the case")
    RISK = "risk", _("Waiting for a review of the risk")
    STAFF = "staff", _("Nobody can work on it now")


class OverrideReason(models.TextChoices):
    """Why a service manager allocates a case against the rule of levels (field guide 2.4)."""

    EXPERIENCED = "experienced", _("They have done cases like this before")
    SUPERVISED = "supervised", _("Somebody advanced supervises them closely in this case")
    NOBODY_ELSE = "nobody_else", _("Nobody else can take it now")
    ASKED_FOR = "asked_for", _("A person in the case asked for them")


class RiskLevel(models.TextChoices):
    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")
    VERY_HIGH = "very_high", _("Very high")
