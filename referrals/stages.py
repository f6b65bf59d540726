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
    OFFERED = "offered", _("Offered to another area")
    PASSED_ON = "passed_on", _("Passed to another area")
    MERGED = "merged", _("Joined to another referral")


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
    YOUTH_JUSTICE = "to_yjs", _("Passed to the youth justice service")
    SPECIALIST = "to_specialist", _("Passed to a specialist service")
    ANSWERED = "answered", _("The information came")
    TAKEN_UP = "taken_up", _("Taken up again")
    OFFER = "transfer", _("Offered to another area")
    CAME_BACK = "came_back", _("The other area sent it back")
    PASSED_ON = "passed_on", _("The other area took it")
    DUPLICATE = "duplicate", _("The same as another referral")
    SEPARATED = "separated", _("Not the same as the other referral after all")


DECLINES = (
    Decision.INFO_ONLY,
    Decision.NO_OFFENDER,
    Decision.NOT_ADMITTED,
    Decision.LIVE_PROCEEDINGS,
    Decision.OUT_OF_AREA,
    Decision.AGE,
    Decision.OFFENCE,
    Decision.UNSAFE,
    Decision.NO_CONSENT,
    Decision.NOT_RJ,
    Decision.YOUTH_JUSTICE,
    Decision.SPECIALIST,
)


class Instead(models.TextChoices):
    """What was offered to the person in place of a case."""

    NOTHING = "nothing", _("Nothing: there was nobody to offer it to")
    VICTIM_SERVICE = "victim_service", _("A victim service")
    MEDIATION = "mediation", _("Mediation")
    COURSE = "course", _("A victim-awareness course")
    LATER = "later", _("To come back later")
    INFORMATION = "information", _("Written information")
    OTHER = "other", _("Another service")


class Told(models.TextChoices):
    """Who is told of a decision."""

    REFERRER = "referrer", _("The referrer")
    HARMED = "harmed", _("The person harmed")
    RESPONSIBLE = "responsible", _("The person responsible")
    PARTY_A = "party_a", _("Party A")
    PARTY_B = "party_b", _("Party B")
    NOBODY = "nobody", _("Nobody")


class Pause(models.TextChoices):
    """Why the triage clock stands still."""

    REFERRER = "referrer", _("The referrer has to tell us more")
    PERSON = "person", _("The person who was referred has to tell us more")
    AGENCY = "agency", _("Another agency has to tell us something")
    AGREEMENT = "agreement", _("The person has not been asked yet")


class Part(models.TextChoices):
    """What somebody named in a referral is in it."""

    PARTY = "party", _("The person themselves")
    GUARDIAN = "guardian", _("Parent or guardian")
    FAMILY = "family", _("Family member")
    REPRESENTATIVE = "representative", _("Speaks for an organisation")
    SUPPORTER = "supporter", _("Supporter")


class Custody(models.TextChoices):
    CUSTODY = "custody", _("In prison")
    COMMUNITY = "community", _("Supervised in the community")
    NONE = "none", _("Neither")
    NOT_KNOWN = "not_known", _("Not known")


class Source(models.TextChoices):
    SELF_HARMED = "self_harmed", _("The person harmed themselves")
    SELF_RESPONSIBLE = "self_responsible", _("The person responsible themselves")
    SELF_PARTY = "self_party", _("One of the parties themselves")
    FAMILY = "family", _("A family member")
    POLICE_OFFICER = "pol_officer", _("Police officer or PCSO")
    POLICE_FLO = "pol_flo", _("Family liaison officer")
    POLICE_OOCD = "pol_oocd", _("Police out-of-court disposal team")
    VICTIM_CARE = "pol_vcu", _("Police victim care unit or witness care")
    VICTIM_SERVICE = "vs_local", _("Victim service")
    VICTIM_SPECIALIST = "vs_special", _("Specialist victim service")
    HOMICIDE_SERVICE = "vs_homicide", _("Homicide service")
    PROBATION_VLO = "prob_vlo", _("Victim liaison officer (Victim Contact Scheme)")
    PROBATION_COM = "prob_com", _("Probation practitioner")
    PRISON_POM = "pris_pom", _("Prison offender manager")
    PRISON_OTHER = "pris_other", _("Prison staff, chaplaincy or programme")
    YOUTH_JUSTICE = "yjs", _("Youth justice service")
    COURT = "court", _("Court")
    PROSECUTION = "cps", _("Crown Prosecution Service")
    COUNCIL = "la_asb", _("Council community safety")
    HOUSING = "housing", _("Housing provider")
    EDUCATION = "edu", _("School, college or university")
    HEALTH = "health", _("GP, mental health or other health service")
    SOCIAL_CARE = "social", _("Social care")
    VOLUNTARY = "vcs_other", _("Another voluntary organisation")
    RJ_SERVICE = "rj_other", _("Another restorative justice service")
    PROACTIVE = "proactive", _("Found by the service from a list")
    OTHER = "other", _("Other")
    UNKNOWN = "unknown", _("Not recorded")


class Channel(models.TextChoices):
    WEB = "web", _("Web form")
    SECURE_EMAIL = "secure_email", _("Secure email")
    EMAIL = "email", _("Email")
    PHONE = "phone", _("Telephone")
    POST = "post", _("Post")
    IN_PERSON = "in_person", _("In person")
    OUTREACH = "outreach", _("Outreach")
    SYSTEM = "system", _("From another system")
    LIST = "list", _("From a list")
    TRANSFER = "transfer", _("From another area")


class Initiator(models.TextChoices):
    """Who wanted it first: fixed at referral (rule C11)."""

    HARMED = "harmed", _("The person harmed")
    RESPONSIBLE = "responsible", _("The person responsible")
    FAMILY_HARMED = "fam_harmed", _("Family of the person harmed")
    FAMILY_RESPONSIBLE = "fam_responsible", _("Family of the person responsible")
    PARTY_A = "party_a", _("Party A")
    PARTY_B = "party_b", _("Party B")
    PROFESSIONAL = "prof", _("A professional suggested it")
    DISPOSAL = "disposal", _("Condition of an out-of-court disposal")
    COURT = "court", _("A court directed it")
    SERVICE = "service", _("The service offered it")
    MUTUAL = "mutual", _("Both sides")


VICTIM_LED = frozenset({Initiator.HARMED, Initiator.FAMILY_HARMED})
OFFENDER_LED = frozenset({Initiator.RESPONSIBLE, Initiator.FAMILY_RESPONSIBLE})


class Offence(models.TextChoices):
    """Kinds of harm (field guide 12.5, the second level); `GROUPS` is the first."""

    MURDER = "hom_murder", _("Murder")
    MANSLAUGHTER = "hom_mansl", _("Manslaughter")
    DRIVING_DEATH = "drive_death", _("Death by driving")
    DRIVING_SERIOUS = "drive_serious", _("Serious injury by driving")
    GBH = "gbh", _("Grievous bodily harm")
    ABH = "abh", _("Actual bodily harm")
    COMMON_ASSAULT = "assault_common", _("Common assault")
    EMERGENCY_WORKER = "assault_emerg", _("Assault of an emergency worker")
    THREATS = "threats", _("Threats")
    STALKING = "stalking", _("Stalking")
    HARASSMENT = "harass", _("Harassment")
    MALICIOUS_MESSAGES = "malcomms", _("Malicious communications")
    COERCIVE_CONTROL = "coercive", _("Coercive control")
    KIDNAP = "kidnap", _("Kidnap or false imprisonment")
    MODERN_SLAVERY = "modslav", _("Modern slavery")
    CHILD_CRUELTY = "child_cruel", _("Cruelty to a child")
    RAPE = "rape", _("Rape")
    SEXUAL_ASSAULT = "sex_assault", _("Sexual assault")
    NON_RECENT_ABUSE = "csa_nonrecent", _("Non-recent child sexual abuse")
    CHILD_ABUSE = "csa", _("Child sexual abuse")
    CHILD_EXPLOITATION = "cse", _("Child sexual exploitation")
    INDECENT_IMAGES = "images", _("Indecent images")
    EXPOSURE = "exposure_voy", _("Exposure or voyeurism")
    SEXUAL_OTHER = "sex_other", _("Other sexual offence")
    ROBBERY = "rob_pers", _("Robbery of a person")
    ROBBERY_BUSINESS = "rob_bus", _("Robbery of a business")
    BURGLARY = "burg_dwell", _("Burglary of a home")
    BURGLARY_OTHER = "burg_other", _("Other burglary")
    BURGLARY_AGGRAVATED = "burg_agg", _("Aggravated burglary")
    THEFT_PERSON = "theft_person", _("Theft from a person")
    SHOPLIFTING = "shoplift", _("Shoplifting")
    VEHICLE_THEFT = "veh_theft", _("Theft of or from a vehicle")
    CYCLE_THEFT = "cycle", _("Theft of a bicycle")
    THEFT_EMPLOYEE = "theft_emp", _("Theft by an employee")
    HANDLING = "handling", _("Handling stolen goods")
    THEFT = "theft_other", _("Other theft")
    DAMAGE_VEHICLE = "damage_veh", _("Criminal damage to a vehicle")
    DAMAGE = "damage_prop", _("Criminal damage")
    ARSON = "arson", _("Arson")
    PUBLIC_ORDER = "affray", _("Affray or other public order offence")
    FEAR_ALARM = "fear_alarm", _("Causing fear, alarm or distress")
    RACIAL_PUBLIC = "racial_pub", _("Racially or religiously aggravated public order")
    FRAUD_ROMANCE = "fraud_romance", _("Fraud in a relationship")
    FRAUD = "fraud_other", _("Fraud")
    CYBER = "cyber", _("Computer misuse")
    SUPPLY_DEATH = "supply_death", _("Supply of drugs that led to a death")
    DRUG_OTHER = "drug_other", _("Other drug offence")
    WEAPON = "weap", _("Weapon")
    CARELESS_DRIVING = "careless", _("Careless driving")
    DRIVING_OTHER = "rtc_other", _("Other driving offence")
    NEIGHBOUR = "asb_neigh", _("Neighbour dispute")
    ANTISOCIAL = "asb_other", _("Anti-social behaviour")
    CHILD_TO_PARENT = "cpva", _("Child-to-parent violence")
    BULLYING = "bully", _("Bullying")
    FAMILY_CONFLICT = "family_conf", _("Conflict in a family")
    WORK_CONFLICT = "work_conf", _("Conflict at work")
    HATE_INCIDENT = "hate_inc", _("Hate incident that is no crime")
    OTHER = "misc", _("Other")


class JusticeStage(models.TextChoices):
    UNREPORTED = "unreported", _("Not reported to the police")
    REPORTED = "reported_inv", _("Reported, under investigation")
    COMMUNITY_RESOLUTION = "oocd_cr", _("Community resolution")
    CONDITIONAL_CAUTION = "oocd_cc", _("Conditional caution")
    CHARGED = "charged", _("Charged")
    PLEA_PENDING = "plea_pending", _("Charged, no plea yet")
    PRE_SENTENCE = "pre_sent", _("Pleaded guilty, awaiting sentence")
    DEFERRED = "deferred", _("Sentence deferred for restorative justice")
    COMMUNITY = "community", _("Community sentence")
    SUSPENDED = "suspended", _("Suspended sentence")
    CUSTODY = "custody", _("In custody")
    LICENCE = "licence", _("On licence")
    POST = "post", _("Sentence ended")
    NFA = "nfa", _("No further action")
    NON_CRIME = "noncrime", _("Not a crime")
    APPEAL = "appeal", _("Under appeal")
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
    """The sides of one referral: somebody harmed and somebody responsible, or the two parties of a
    mediation, where neither is the one harmed.
    """

    HARMED = "harmed", _("Person harmed")
    RESPONSIBLE = "responsible", _("Person responsible")
    PARTY_A = "party_a", _("Party A")
    PARTY_B = "party_b", _("Party B")


class NotTold(models.TextChoices):
    """Why whoever referred could not be told by email that it came in; a person tells them."""

    CONTACTS_US = "they_contact_us", _("it is not safe to contact them: tell them when they call")
    NO_SAFE_WAY = "no_safe_email", _("no channel was marked safe")
    BY_TELEPHONE = "safe_by_telephone", _("only the telephone was marked safe")
    BY_LETTER = "safe_by_letter", _("a letter must be sent")
    NOT_AN_ADDRESS = "not_an_address", _("mail cannot be sent to the email address")
    NOT_CERTAIN_WHO = "not_certain_who", _("it is not certain who wrote")
    NO_ADDRESS = "no_address", _("no work address")
    NOT_OF_THE_AGENCY = "not_of_the_agency", _("the work address is not at the agency's domains")
    NO_SENDER = "no_neutral_sender", _("there is no neutral sender for mail to people at home")
