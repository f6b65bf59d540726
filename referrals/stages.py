"""The code lists of a referral (field guide 12.1 to 12.6). A code is never deleted or reused."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a referral stands. Moved by `referrals.actions.decide` along `pipeline.TRIAGE`."""

    TO_TRIAGE = "to_triage", _("To triage")
    WAITING = "waiting", _("Waiting for information")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Not suitable")


class Decision(models.TextChoices):
    ACCEPT = "accept", _("Accepted as a case")
    MORE_INFO = "more_info", _("Waiting for information")
    INFO_ONLY = "info_only", _("Information or advice given, no case")
    NO_OFFENDER = "r_no_offender", _("Nobody responsible has been identified")
    NOT_ADMITTED = "r_not_admitted", _("Responsibility is not accepted")
    LIVE_PROCEEDINGS = "r_live_proceedings", _("Not yet: proceedings are contested or pending")
    OUT_OF_AREA = "r_out_of_area", _("No link with this area")
    AGE = "r_age", _("Age outside what the service may take")
    OFFENCE = "r_offence", _("Offence that the service does not take")
    UNSAFE = "r_unsafe", _("Unsafe on the information held")
    NO_CONSENT = "r_no_consent", _("The person did not agree to be referred")
    NOT_RJ = "r_not_rj", _("Not restorative justice: another service is right")


DECLINES = [code for code in Decision if code not in {Decision.ACCEPT, Decision.MORE_INFO}]


class Source(models.TextChoices):
    SELF_HARMED = "self_harmed", _("The person harmed themselves")
    SELF_RESPONSIBLE = "self_responsible", _("The person responsible themselves")
    FAMILY = "family", _("A family member")
    POLICE_OFFICER = "pol_officer", _("Police officer")
    POLICE_OOCD = "pol_oocd", _("Police out-of-court disposal team")
    VICTIM_CARE = "pol_vcu", _("Police victim care unit")
    VICTIM_SERVICE = "vs_local", _("Victim service")
    VICTIM_SPECIALIST = "vs_special", _("Specialist victim service")
    HOMICIDE_SERVICE = "vs_homicide", _("Homicide service")
    PROBATION_VLO = "prob_vlo", _("Victim liaison officer")
    PROBATION_COM = "prob_com", _("Probation practitioner")
    PRISON_POM = "pris_pom", _("Prison offender manager")
    YOUTH_JUSTICE = "yjs", _("Youth justice service")
    COURT = "court", _("Court")
    COUNCIL = "la_asb", _("Council community safety")
    HOUSING = "housing", _("Housing provider")
    RJ_SERVICE = "rj_other", _("Another restorative justice service")
    PROACTIVE = "proactive", _("Found by the service from a list")
    OTHER = "other", _("Other")


class Channel(models.TextChoices):
    WEB = "web", _("Web form")
    SECURE_EMAIL = "secure_email", _("Secure email")
    EMAIL = "email", _("Email")
    PHONE = "phone", _("Telephone")
    POST = "post", _("Post")
    IN_PERSON = "in_person", _("In person")


class Initiator(models.TextChoices):
    """Who wanted it first: fixed at referral (rule C11)."""

    HARMED = "harmed", _("The person harmed")
    RESPONSIBLE = "responsible", _("The person responsible")
    FAMILY_HARMED = "fam_harmed", _("Family of the person harmed")
    FAMILY_RESPONSIBLE = "fam_responsible", _("Family of the person responsible")
    PROFESSIONAL = "prof", _("A professional suggested it")
    DISPOSAL = "disposal", _("Condition of an out-of-court disposal")
    COURT = "court", _("A court directed it")
    SERVICE = "service", _("The service offered it")


VICTIM_LED = frozenset({Initiator.HARMED, Initiator.FAMILY_HARMED})
OFFENDER_LED = frozenset({Initiator.RESPONSIBLE, Initiator.FAMILY_RESPONSIBLE})


class Offence(models.TextChoices):
    MURDER = "hom_murder", _("Murder")
    MANSLAUGHTER = "hom_mansl", _("Manslaughter")
    DRIVING_DEATH = "drive_death", _("Death by driving")
    GBH = "gbh", _("Grievous bodily harm")
    ABH = "abh", _("Actual bodily harm")
    COMMON_ASSAULT = "assault_common", _("Common assault")
    THREATS = "threats", _("Threats")
    STALKING = "stalking", _("Stalking")
    HARASSMENT = "harass", _("Harassment")
    MALICIOUS_MESSAGES = "malcomms", _("Malicious communications")
    COERCIVE_CONTROL = "coercive", _("Coercive control")
    RAPE = "rape", _("Rape")
    SEXUAL_ASSAULT = "sex_assault", _("Sexual assault")
    NON_RECENT_ABUSE = "csa_nonrecent", _("Non-recent child sexual abuse")
    ROBBERY = "rob_pers", _("Robbery of a person")
    ROBBERY_BUSINESS = "rob_bus", _("Robbery of a business")
    BURGLARY = "burg_dwell", _("Burglary of a home")
    BURGLARY_OTHER = "burg_other", _("Other burglary")
    SHOPLIFTING = "shoplift", _("Shoplifting")
    THEFT = "theft_other", _("Other theft")
    DAMAGE = "damage_prop", _("Criminal damage")
    ARSON = "arson", _("Arson")
    PUBLIC_ORDER = "affray", _("Public order")
    FRAUD = "fraud_other", _("Fraud")
    NEIGHBOUR = "asb_neigh", _("Neighbour dispute")
    ANTISOCIAL = "asb_other", _("Anti-social behaviour")
    CHILD_TO_PARENT = "cpva", _("Child-to-parent violence")
    OTHER = "misc", _("Other")


class JusticeStage(models.TextChoices):
    UNREPORTED = "unreported", _("Not reported to the police")
    REPORTED = "reported_inv", _("Reported, under investigation")
    COMMUNITY_RESOLUTION = "oocd_cr", _("Community resolution")
    CONDITIONAL_CAUTION = "oocd_cc", _("Conditional caution")
    CHARGED = "charged", _("Charged")
    PRE_SENTENCE = "pre_sent", _("Pleaded guilty, awaiting sentence")
    COMMUNITY = "community", _("Community sentence")
    SUSPENDED = "suspended", _("Suspended sentence")
    CUSTODY = "custody", _("In custody")
    LICENCE = "licence", _("On licence")
    POST = "post", _("Sentence ended")
    NFA = "nfa", _("No further action")
    NON_CRIME = "noncrime", _("Not a crime")
    NOT_KNOWN = "not_known", _("Not known")


class Flag(models.TextChoices):
    """Any of these makes a case sensitive and complex (Code of Practice, D; field guide 2.7)."""

    DOMESTIC_ABUSE = "da", _("Domestic abuse")
    SEXUAL = "sexual", _("Sexual harm")
    STALKING = "stalking", _("Stalking")
    HATE = "hate", _("Hate crime")
    CHILD = "child_victim", _("A child was harmed")
    EXPLOITATION = "cse", _("Child sexual exploitation")
    TRAFFICKING = "trafficking", _("Trafficking")
    FATAL = "fatal", _("Somebody died")


class Side(models.TextChoices):
    HARMED = "harmed", _("Person harmed")
    RESPONSIBLE = "responsible", _("Person responsible")
