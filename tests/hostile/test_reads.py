"""No audit row, no page: whoever sees a person, a case or a document leaves a line."""

from areas.tenancy import in_area
from audit.models import Event
from audit.record import READS
from tests.architecture.addresses import pages
from tests.architecture.belts import who_may
from tests.hostile import house

SHOWS_NOBODY = {
    "areas:settings": "the area's own settings",
    "cases:programmes": "names of programmes and their days",
    "cases:programme_start": "an empty form",
    "referrals:add": "an empty form",
    "referrals:rules": "the area's own rules",
    "referrals:agency_add": "an empty form",
    "referrals:agency_change": "the name of an agency",
    "referrals:domain_add": "an empty form",
    "referrals:referrer_invite": "an empty form",
    "referrals:keys": "names of systems and agencies",
    "referrals:key_add": "an empty form",
    "referrals:key_end": "the name of a system",
    "reporting:prepare": "a button",
    "reporting:publish": "a button and the name of a quarter",
}


def reads(world):
    with in_area(world.kent.pk):
        return [
            one
            for one in Event.objects.values_list("verb", flat=True)
            if one.split(".")[-1] in READS
        ]


def test_every_page_and_answer_that_shows_somebody_is_written_down(world):
    rooms = house.build(world)
    unwritten = set()
    for page in pages():
        if not page.has_area:
            continue
        client = world.client(who_may(page))
        for path in house.addresses(world, page, rooms):
            before = len(reads(world))
            answer = client.get(path)
            if answer.status_code == 200:
                unwritten |= {page.name} if len(reads(world)) == before else set()
                break

    assert unwritten - set(SHOWS_NOBODY) == set()


def test_no_answer_of_an_area_is_kept_by_a_browser_or_guessed_at(world):
    rooms = house.build(world)
    odd = set()
    for page in pages():
        if not page.has_area:
            continue
        client = world.client(who_may(page))
        for path in [next(house.addresses(world, page, rooms)), page_nowhere(page)]:
            answer = client.get(path)
            guarded = (
                "no-store" in answer["Cache-Control"],
                answer["X-Content-Type-Options"] == "nosniff",
                answer["X-Frame-Options"] == "DENY",
                "default-src 'none'" in answer["Content-Security-Policy"],
            )
            if not all(guarded):
                odd.add((page.name, answer.status_code, guarded))

    assert odd == set()


def page_nowhere(page):
    return page.path(**{"area": "nowhere", **dict.fromkeys(page.arguments[1:], "1")})
