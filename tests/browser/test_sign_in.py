import pytest

pytestmark = pytest.mark.browser
PASSWORD = "a long enough password"


@pytest.fixture
def coordinator(transactional_db, world):
    user = world.users["coordinator"]
    user.set_password(PASSWORD)
    user.save()
    return user


def test_a_coordinator_mistypes_then_signs_in_and_out_by_the_page(walker, coordinator):
    walker.visit("/")
    walker.write("Email", coordinator.email).write("Password", "not this one").press("Sign in")
    walker.reads("The email address and/or password you specified are not correct.")
    walker.write("Email", coordinator.email).write("Password", PASSWORD).press("Sign in")

    assert walker.view_name == "referrals:inbox"
    walker.press("Sign out")
    assert walker.view_name == "account_login"
