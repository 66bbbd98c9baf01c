"""园区地图 — where is it, and what stands empty?"""

import streamlit as st

from pages.parts.assessment import assessment, sources
from pages.parts.county_map import pick_figure, show_county
from pages.parts.header import open_page, statement
from pages.parts.maps import frame
from pages.parts.park_list import COLUMNS, park_list
from pages.parts.past import names_of
from pages.parts.place_facts import building_side, county_side, park_side
from pages.parts.place_picker import breadcrumb, pick_place
from pages.parts.place_words import building_sentences, county_sentences, park_sentences
from pages.parts.rent_roll import roll_of
from pages.parts.site_map import buildings_of, pick_colours, show_site
from pages.parts.tables import download_excel
from pages.parts.window import window

scope = open_page("园区地图", "园区在哪里，哪些单元空着")
judged, parks, roll = assessment(scope), park_list(scope), roll_of(scope)
seen, said = window(), st.container()
way, how, boxes = st.columns([0.33, 0.36, 0.31], vertical_alignment="center")
with boxes:
    place = pick_place(parks["name"], roll)
inside = roll[roll["park"] == place.park]
here = inside[inside["building"] == place.building]
with way:
    breadcrumb(scope.label, place, parks["name"], here)

if place.park is None:
    with said:
        statement(*county_sentences(scope, parks), calm=True)
    with how:
        figure = pick_figure()
    left, right = st.columns([0.63, 0.37], gap="medium")
    with left:
        show_county(parks, figure, frame(seen, 0.61))
    with right:
        county_side(parks, figure, roll)
else:
    park, buildings = parks.loc[place.park], buildings_of(scope, place.park)
    with said:
        statement(*(building_sentences(here) if place.building else park_sentences(park, inside)), calm=True)
    with how:
        by_state = pick_colours()
    share = 0.48 if place.building else 0.61
    left, right = st.columns([share, 1 - share], gap="medium")
    with left:
        show_site(buildings, inside, park, frame(seen, share), by_state=by_state, chosen=place.building)
    with right:
        if place.building:
            building_side(judged, scope, here, place, names_of(scope))
        else:
            park_side(scope, judged, park, inside, buildings)
download_excel("导出园区一览", {"园区": (parks, COLUMNS)}, f"园区一览{scope.as_of}", scope)
sources(scope)
