from cases.actions.restriction import AlreadySo, RestrictionRefused
from cases.views import restriction as views
from tests.cases.made import url
from tests.cases.test_restriction import member, page, restrict


def raises(error):
    def act(*args, **kwargs):
        raise error

    return act


def test_whoever_is_overtaken_or_refused_in_the_last_moment_is_told_on_the_page(
    world, case, monkeypatch
):
    client, named = world.client("manager"), {"members": [str(member(world, "facilitator").pk)]}
    monkeypatch.setattr(views, "restrict_case", raises(RestrictionRefused("Not these.")))
    refused = client.post(url("restrict", case), {"reason": "staff", **named})
    monkeypatch.undo()
    row = restrict(world, case, "facilitator", "colleague")
    for name in ("give_access", "take_access"):
        monkeypatch.setattr(views, name, raises(AlreadySo("It is so already.")))
    give = {"member": str(member(world, "supervisor").pk)}
    take = {"user": str(world.users["colleague"].pk)}
    answers = [
        client.post(page("restriction", row.pk), give),
        client.post(page("restriction_take", row.pk), take),
    ]

    assert (refused.status_code, refused.context["form"].errors["members"]) == (422, ["Not these."])
    assert [one.status_code for one in answers] == [409, 409]
    assert [one.context["form"].conflict for one in answers] == ["It is so already."] * 2
