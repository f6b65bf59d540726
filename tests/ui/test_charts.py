from xml.etree import ElementTree

from ui.charts import HOLLOW, Bar, funnel, ranked_bars

SVG = "{http://www.w3.org/2000/svg}"
BARS = (
    Bar("Referred", 128, "128"),
    Bar("Accepted", 96, "96"),
    Bar("Both people <contacted> & willing to hear more about it", 80, "80"),
    Bar("Conference held", None, "fewer than 5"),
)


def drawn(svg):
    return ElementTree.fromstring(svg)


def test_a_chart_is_well_formed_and_named():
    svg = drawn(ranked_bars("From referral", "July to September", BARS, ident="f"))
    assert svg.get("aria-labelledby") == "f-600-t f-600-d"
    assert svg.find(f"{SVG}title").text == (
        "From referral. Referred: 128; Accepted: 96; "
        "Both people <contacted> & willing to hear more about it: 80; "
        "Conference held: fewer than 5."
    )
    assert svg.find(f"{SVG}desc").text == "July to September"


def test_a_wide_and_a_narrow_chart_have_ids_of_their_own():
    wide, narrow = (
        drawn(ranked_bars("T", "D", BARS, width=width, ident="f")) for width in (600, 340)
    )
    assert {node.get("id") for node in wide.iter()} & {
        node.get("id") for node in narrow.iter()
    } == {None}


def test_bars_are_as_long_as_their_values():
    svg = drawn(ranked_bars("T", "D", BARS, ident="f"))
    filled = [r.get("width") for r in svg.iter(f"{SVG}rect") if r.get("fill") == "#12436d"]
    assert filled == ["600.0", "450.0", "375.0"]


def test_a_suppressed_bar_is_hollow_and_always_equally_long():
    few = drawn(ranked_bars("T", "D", [Bar("A", None, "fewer than 5")], ident="f"))
    many = drawn(ranked_bars("T", "D", BARS, width=340, ident="f"))
    hollow = [
        [r.get("width") for r in svg.iter(f"{SVG}rect") if r.get("stroke-dasharray")]
        for svg in (few, many)
    ]
    assert hollow == [[str(HOLLOW - 1)], [str(HOLLOW - 1)]]


def test_a_funnel_tells_the_share_of_the_step_above_where_both_are_shown():
    bars = (*BARS, Bar("Agreement", 3, "3"), Bar("None", 0, "0"), Bar("After none", 0, "0"))
    texts = [t.text for t in drawn(funnel("T", "D", bars, ident="f")).iter(f"{SVG}text")]
    assert [text for text in texts if "%" in text] == [
        "75% of step above",
        "83% of step above",
        "0% of step above",
    ]


def test_a_long_label_goes_over_several_lines():
    wide, narrow = (
        int(drawn(ranked_bars("T", "D", BARS, width=width, ident="f")).get("height"))
        for width in (600, 340)
    )
    assert narrow - wide == 19


def test_a_chart_of_nothing_is_still_a_picture():
    assert drawn(ranked_bars("T", "D", [], ident="f")).get("height") == "1"
    nothing = drawn(ranked_bars("T", "D", [Bar("A", 0, "0")], ident="f"))
    assert [r.get("width") for r in nothing.iter(f"{SVG}rect")] == ["600", "0"]


def test_a_chart_has_presentation_attributes_only():
    svg = drawn(funnel("T", "D", BARS, ident="f"))
    assert {name for node in svg.iter() for name in node.attrib} & {"style", "class"} == set()
    assert {node.get("font-family") for node in svg.iter(f"{SVG}text")} == {
        "Inter, 'Inter Ext', Arial, sans-serif"
    }
