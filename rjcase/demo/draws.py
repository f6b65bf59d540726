"""What an ordinary half-year is drawn from: rates of profile P1 (field guide 7.4), mixes, names."""

from __future__ import annotations

from referrals.stages import Decision, Offence, Source

REJECTED = 0.12
FIRST_CONTACT, FIRST_WILLING = 0.90, 0.70
SECOND_CONTACT, SECOND_WILLING = 0.85, 0.65
SUITABLE, STAYS, DIRECT, AGREES = 0.90, 0.90, 0.30, 0.60

FIRST_NAMES = (  # fmt: skip
    "Amara",
    "Tom",
    "Siân",
    "Idris",
    "Zofia",
    "Ravi",
    "Chloe",
    "Ewan",
    "Ngozi",
    "Bryn",
    "Leila",
    "Marcus",
    "Ffion",
    "Callum",
    "Mei",
    "Patrick",
    "Nadia",
    "Rhys",
    "Olga",
    "Samir",
    "Beth",
    "Kwame",
    "Eleri",
    "Dylan",
    "Ines",
    "Joanne",
    "Tariq",
    "Megan",
    "Liam",
    "Yusra",
)
LAST_NAMES = (  # fmt: skip
    "Okafor",
    "Pritchard",
    "Nowak",
    "Patel",
    "Llŷr",
    "Hughes",
    "Brennan",
    "Osman",
    "Davies",
    "Kaur",
    "Whitfield",
    "Ahmed",
    "Côté",
    "Barnes",
    "Mensah",
    "Roberts",
    "Silva",
    "Turner",
    "Ŵyn",
    "Ellis",
    "Chen",
    "Murray",
    "Dogan",
    "Parry",
    "Bianchi",
    "Foster",
)
SAFE_CONTACT = (
    "Text first, then a call in the evening.",
    "Calls on weekday mornings. No voicemail.",
    "Through the offender manager only.",
    "By email. Never by post.",
)
OFFENCES = {
    Offence.COMMON_ASSAULT: 16,
    Offence.ABH: 14,
    Offence.HARASSMENT: 10,
    Offence.DAMAGE: 10,
    Offence.THEFT: 9,
    Offence.BURGLARY: 9,
    Offence.PUBLIC_ORDER: 7,
    Offence.ROBBERY: 3,
    Offence.FRAUD: 2,
    Offence.SHOPLIFTING: 5,
}
SOURCES = {
    Source.POLICE_OFFICER: 38,
    Source.POLICE_OOCD: 10,
    Source.VICTIM_SERVICE: 14,
    Source.PROBATION_COM: 14,
    Source.PRISON_POM: 6,
    Source.SELF_HARMED: 9,
    Source.SELF_RESPONSIBLE: 3,
    Source.YOUTH_JUSTICE: 2,
    Source.HOUSING: 3,
    Source.RJ_SERVICE: 1,
}
REJECTIONS = [Decision.NO_OFFENDER, Decision.NOT_ADMITTED, Decision.NO_CONSENT, Decision.NOT_RJ]
