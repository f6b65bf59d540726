from areas.registry import DATA, Access, Erasure, Kept, declared, fields


def test_a_declaration_is_one_rule_for_each_name():
    rules = fields(KEY="id area", CODE="stage")

    assert {name: rule.kind for name, rule in rules.items()} == {
        "id": "key",
        "area": "key",
        "stage": "code",
    }


def test_what_every_app_declares_is_one_whole():
    assert DATA.items() <= declared().items()
    assert "cases.Case" in declared()


def test_contact_details_are_given_to_the_person_and_cleared_at_the_end():
    rule = declared()["people.ContactPoint"]["value"]

    assert (rule.access, rule.erasure, rule.kept) == (Access.GIVEN, Erasure.CLEARED, Kept.CASE)
