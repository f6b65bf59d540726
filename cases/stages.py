"""The code lists of a case (field guide 12.7 to 12.19). A code is never deleted or reused."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    INTERMEDIARY = "intermediary", _("Intermediary")
    OBSERVER = "observer", _("Observer")


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
    NOT_THERE = "visit_dna", _("Went, and they were not there")
    PRISON_CANCELLED = "prison_cancelled", _("The prison cancelled")
    PASSED_ON = "via_third_party", _("Asked somebody else to pass it on")


TWO_WAY = (ContactOutcome.SPOKE, ContactOutcome.REPLIED, ContactOutcome.VISIT_HELD)


class ConsentPurpose(models.TextChoices):
    CONTACT = "contact", _("To be contacted")
    PARTICIPATE = "participate", _("To take part")
    SHARE_AGENCY = "share_agency", _("To share information with an agency")
    SHARE_OTHER_SIDE = "share_other_party", _("To share something with the other side")
    SURVEY = "survey", _("To be asked for their view")
    CASE_STUDY = "case_study", _("To be told of in a case study without names")
    RESEARCH = "research", _("To take part in research")
    RECORDING = "recording", _("To be recorded")
    KEEP_LONGER = "retain_longer", _("To have the record kept longer")


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
    MOVED = "moved", _("Moved to another time")


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


class HarmedKind(models.TextChoices):
    """In what way somebody was harmed (field guide 12.15)."""

    DIRECT = "direct", _("Harmed directly")
    WITNESS = "witness", _("Witness")
    BEREAVED = "bereaved", _("Bereaved")
    DA_CHILD = "da_child", _("Child in a home with domestic abuse")
    BORN_OF = "born_of", _("Born of the offence")
    CORPORATE = "corporate", _("Speaks for an organisation")
    COMMUNITY = "community", _("Speaks for a community")


class DeclineReason(models.TextChoices):
    """Why somebody preferred not to take part (field guide 12.8); h_ for either side's harmed."""

    H_NOT_INTERESTED = "h_notint", _("Prefers not to")
    H_LEAVE = "h_leave", _("Content to leave it to the police or courts")
    H_FEAR_MEETING = "h_fear_meet", _("Worried about contact")
    H_FEAR_RETALIATION = "h_fear_ret", _("Afraid of retaliation")
    H_PRACTICAL = "h_practical", _("Cannot take part now: work, care or health")
    H_MOVED_ON = "h_moved", _("Has moved on")
    H_TOO_SOON = "h_too_soon", _("Too soon: may come back")
    H_TRIVIAL = "h_trivial", _("Not serious enough to them")
    H_ANGRY = "h_angry", _("Does not want to help the other person")
    H_MISTRUST = "h_mistrust", _("Does not trust the service or the process")
    H_ADVISED = "h_advised", _("Advised against it by others")
    H_NO_REASON = "h_unknown", _("Gave no reason")
    R_DENIES = "r_denies", _("Does not accept responsibility")
    R_NOT_READY = "r_notready", _("Not ready: treatment first")
    R_NOT_INTERESTED = "r_notint", _("Not interested")
    R_LEGAL = "r_legal", _("Legal advice or an appeal")
    R_SHAME = "r_shame", _("Shame, or fear of meeting")
    R_NO_BENEFIT = "r_nobenefit", _("Sees no point in it")
    R_MOVED = "r_transfer", _("Moved prison or area, and contact was lost")
    R_NO_REASON = "r_unknown", _("Gave no reason")


class Information(models.TextChoices):
    """What somebody was told: any of it counts as informed (rule C06)."""

    PROCESS = "process", _("What restorative justice is and how it goes")
    CHOICE = "choice", _("That it is voluntary and can be stopped at any time")
    RIGHTS = "rights", _("Their rights under the Victims’ Code")
    PRIVACY = "privacy", _("What we keep and with whom we share it")
    SUPPORT = "support", _("Where to find support")
    COMPLAINTS = "complaints", _("How to complain")


class InformationFormat(models.TextChoices):
    SPOKEN = "spoken", _("Spoken")
    WRITTEN = "written", _("Written")
    EASY_READ = "easy_read", _("Easy read")
    VIDEO = "video", _("Video")
    BSL = "bsl", _("British Sign Language")


class Need(models.TextChoices):
    """The eight categories of need (field guide 6.2 and 12.12)."""

    HEALTH = "health", _("Mental and physical health")
    SHELTER = "shelter", _("Shelter and accommodation")
    FAMILY = "family", _("Family, friends and children")
    EDUCATION_WORK = "educ_work", _("Education, skills and employment")
    SUBSTANCE = "substance", _("Drugs and alcohol")
    FINANCE = "finance", _("Finance and benefits")
    OUTLOOK = "outlook", _("Outlook and attitudes")
    SOCIAL = "social", _("Social interactions")


class Hope(models.TextChoices):
    """What somebody hopes to have from the process."""

    ANSWERS = "answers", _("Answers")
    VOICE = "voice", _("To say how it was")
    APOLOGY = "apology", _("An apology, or to apologise")
    SAFETY = "safety", _("To feel safe")
    UNDERSTANDING = "understanding", _("To understand, or to be understood")
    CLOSURE = "closure", _("To close it")
    FUTURE = "future", _("To agree how it goes on")
    HELP_OTHER = "help_other", _("That the other person changes")


class NeedsMoment(models.TextChoices):
    START = "start", _("At the start")
    END = "end", _("At the end")
    LATER = "later", _("Three months later")


class NeedsBy(models.TextChoices):
    PERSON = "person", _("By the person")
    PRACTITIONER = "practitioner", _("By the facilitator")


class WhoseDoing(models.TextChoices):
    """Who cancelled a session or asked to move it."""

    PARTICIPANT = "participant", _("The person")
    SERVICE = "service", _("The service")
    PRISON = "prison", _("The prison: staff, lockdown or transfer")
    PROBATION = "probation", _("Probation or police")
    VENUE = "venue", _("The venue")
    INTERPRETER = "interpreter", _("The interpreter or supporter")
    OTHER = "other", _("Somebody else")


class ProgrammeKind(models.TextChoices):
    INDIVIDUAL = "individual", _("Individual programme: twelve sessions in three stages")
    AWARENESS = "awareness", _("Victim-awareness course: six weekly sessions")
    STEP_UP = "step_up", _("Step Up: 14 to 21 weekly family sessions")


class Group(models.TextChoices):
    """Which of a programme's groups meets."""

    ALL = "all", _("Everybody together")
    PARENTS = "parents", _("Parents")
    YOUNG_PEOPLE = "young_people", _("Young people")


class Held(models.TextChoices):
    """Where somebody responsible is, in the eyes of the law (field guide 12.21)."""

    NOT_KNOWN = "not_known", _("Not known")
    NONE = "community_none", _("In the community, not supervised")
    ORDER = "community_order", _("Community order")
    SUSPENDED = "suspended", _("Suspended sentence")
    REMAND = "remand", _("On remand")
    SENTENCED = "sentenced", _("Serving a sentence")
    LICENCE = "licence", _("On licence")
    RECALL = "recall", _("Recalled")
    HOSPITAL = "secure_hosp", _("Secure hospital")
    SECURE_HOME = "sch_stc", _("Secure children’s home or training centre")
    YOI = "yoi", _("Young offender institution")


class AgencyRole(models.TextChoices):
    POM = "pom", _("Prison offender manager")
    COM = "com", _("Community offender manager")
    VLO = "vlo", _("Victim liaison officer")
    POLICE = "police", _("Police officer")
    FLO = "flo", _("Family liaison officer")
    YJS = "yjs", _("Youth justice worker")
    SOCIAL_WORKER = "social_worker", _("Social worker")
    IDVA = "idva", _("Domestic or sexual violence adviser")
    OTHER = "other", _("Other")


class Access(models.TextChoices):
    ASKED = "asked", _("Asked for")
    CHASED = "chased", _("Asked again")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


class KeyDateKind(models.TextChoices):
    RELEASE = "release", _("Release")
    HDC = "hdc", _("Earliest release on curfew")
    LICENCE_END = "licence_end", _("End of licence")
    SENTENCE_END = "sentence_end", _("End of sentence")
    PAROLE = "parole", _("Parole hearing")
    COURT = "court", _("Court hearing")
    ANNIVERSARY = "anniversary", _("A day that is hard for them")


class OrderKind(models.TextChoices):
    RESTRAINING = "restraining", _("Restraining order")
    NON_MOLESTATION = "non_molestation", _("Non-molestation order")
    LICENCE = "licence", _("Licence condition")
    BAIL = "bail", _("Bail condition")
    STALKING = "stalking", _("Stalking protection order")
    SEXUAL_HARM = "sexual_harm", _("Sexual harm prevention order")
    OTHER = "other", _("Other order")


class Audience(models.TextChoices):
    """Who can see this."""

    TEAM = "team", _("The case team")
    MANAGERS = "managers", _("Managers and supervisors only")
    AGENCY = "agency", _("The case team, and shared with an agency")


class DocumentType(models.TextChoices):
    CONSENT = "consent", _("Signed consent")
    LETTER = "letter", _("Letter")
    ASSESSMENT = "assessment", _("Assessment from an agency")
    ORDER = "order", _("Court order or licence")
    AGREEMENT = "agreement", _("Outcome agreement")
    IDENTITY = "identity", _("Proof of identity")
    OTHER = "other", _("Other")


class ShuttleState(models.TextChoices):
    SAID = "said", _("Said, to be passed on")
    OFFERED = "offered", _("Offered to the other person")
    PASSED_ON = "passed_on", _("Passed on")
    KEPT = "kept", _("Kept on file")
    STOPPED = "stopped", _("Stopped")
