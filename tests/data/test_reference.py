"""Reference data: industries, towns and outlines."""

import json

import pytest
import shapely

from data.reference import counties, industries, industry_name, outline, section_of, towns


@pytest.fixture(scope="module")
def longquan():
    return shapely.from_geojson(json.dumps(outline()["features"][0]["geometry"]))


def test_all_sections_and_divisions_are_there():
    levels = industries()["level"].value_counts()
    assert (levels["section"], levels["division"]) == (20, 97)


def test_every_industry_has_its_parent_in_the_table():
    table = industries()
    assert set(table["parent"]) - {""} <= set(table["code"])


@pytest.mark.parametrize(
    ("code", "name"),
    [("2041", "竹制品制造"), ("C2041", "竹制品制造"), ("C20", "木材加工和木、竹、藤、棕、草制品业"), ("C", "制造业")],
)
def test_an_industry_is_named_with_and_without_its_section_letter(code, name):
    assert industry_name(code) == name


def test_a_class_that_is_not_in_the_table_has_the_name_of_the_nearest_above():
    assert industry_name("3611") == "汽车制造业"
    assert industry_name("2049") == "竹、藤、棕、草制品制造"


def test_an_unknown_code_is_its_own_name():
    assert industry_name("9999") == "9999"


def test_a_code_belongs_to_the_section_of_its_division():
    assert (section_of("C2041"), section_of("6210"), section_of("9999")) == ("C", "H", "")


def test_the_nineteen_towns_lie_in_the_county_and_say_that_their_points_are_approximate(longquan):
    table = towns()
    assert len(table) == 19
    assert set(table["remark"]) == {"示意位置"}
    for one in table.itertuples():
        assert longquan.contains(shapely.Point(one.approximate_longitude, one.approximate_latitude)), one.name


def test_the_prefecture_has_nine_counties_and_one_of_them_is_longquan():
    names = [one["properties"]["name"] for one in outline("331100")["features"]]
    assert len(names) == 9
    assert "龙泉市" in names


def test_an_outline_that_is_not_shipped_is_a_mistake():
    with pytest.raises(KeyError):
        outline("330100")


def test_the_provinces_ninety_counties_have_a_code_each():
    assert counties()["code"].is_unique
    assert len(counties()) == 90
