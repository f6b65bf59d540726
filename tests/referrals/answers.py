"""Answers to the page of entry, as a browser would send them."""

ABOUT_STAFF = {
    "received_at_day": "11",
    "received_at_month": "8",
    "received_at_year": "2026",
    "received_at_time": "2:30pm",
    "channel": "phone",
    "source": "prob_com",
    "agency": "",
}

REFERRAL = {
    "referrer_name": "Olu Adeyemi",
    "initiator": "responsible",
    "agreed_to_referral": "yes",
    "offence": "rob_pers",
    "happened_on_day": "3",
    "happened_on_month": "6",
    "happened_on_year": "2026",
    "police_reference": "46/1234/26",
    "justice_stage": "community",
    "flags": ["hate"],
    "account": "He took her telephone at a bus stop.",
    "harmed_first_name": "Jessica",
    "harmed_last_name": "Lane",
    "harmed_organisation": "",
    "harmed_date_of_birth_day": "2",
    "harmed_date_of_birth_month": "2",
    "harmed_date_of_birth_year": "1998",
    "harmed_contact_kind": "mobile",
    "harmed_contact_value": "07700 900123",
    "harmed_contact_safe": "yes",
    "harmed_voicemail_ok": "no",
    "harmed_safe_times": "Weekdays before 2pm",
    "responsible_identified": "yes",
    "responsible_first_name": "Daniel",
    "responsible_last_name": "Moss",
    "responsible_date_of_birth_day": "1",
    "responsible_date_of_birth_month": "1",
    "responsible_date_of_birth_year": "1995",
    "responsible_accepts": "yes",
    "responsible_contact_kind": "",
    "responsible_contact_value": "",
    "responsible_contact_safe": "unknown",
    "responsible_voicemail_ok": "unknown",
    "responsible_safe_times": "",
}


def by_officer(**changes):
    return {**REFERRAL, "source": "prob_com", **changes}


FIVE_ANSWERS = {
    "channel": "phone",
    "source": "self_harmed",
    "harmed_first_name": "Jessica",
    "offence": "rob_pers",
    "account": "Her telephone was taken at a bus stop.",
}

BY_STAFF = {
    **ABOUT_STAFF,
    "referrer_name": "Olu Adeyemi",
    "initiator": "responsible",
    "agreed_to_referral": "yes",
    "offence": "rob_pers",
    "happened_on_day": "3",
    "happened_on_month": "6",
    "happened_on_year": "2026",
    "police_reference": "46/1234/26",
    "justice_stage": "community",
    "flags": ["hate"],
    "account": "He took her telephone at a bus stop.",
    "harmed_first_name": "Jessica",
    "harmed_last_name": "Lane",
    "harmed_telephone": "07700 900123",
    "harmed_safe_ways": ["text"],
    "harmed_voicemail_ok": "no",
    "harmed_safe_times": "Weekdays before 2pm",
    "harmed_who_may_answer": "Her sister",
    "harmed_code_phrase": "the library",
    "harmed_date_of_birth_day": "2",
    "harmed_date_of_birth_month": "2",
    "harmed_date_of_birth_year": "1998",
    "responsible_first_name": "Daniel",
    "responsible_last_name": "Moss",
    "responsible_accepts": "yes",
    "responsible_age_told": "31",
}


def received_now():
    """What the page itself has filled in at noon, when the clock of the tests stands."""
    return {
        "received_at_day": "12",
        "received_at_month": "8",
        "received_at_year": "2026",
        "received_at_time": "midday",
    }


def by_staff(**changes):
    return {**BY_STAFF, **changes}


NOBODY_RESPONSIBLE = {
    "responsible_identified": "no",
    "responsible_first_name": "",
    "responsible_last_name": "",
    "responsible_date_of_birth_day": "",
    "responsible_date_of_birth_month": "",
    "responsible_date_of_birth_year": "",
    "responsible_accepts": "unknown",
}
