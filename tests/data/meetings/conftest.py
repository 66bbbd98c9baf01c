"""The county that meets, on both databases."""

import pytest

from tests.data.meetings.scene import a_scene


@pytest.fixture
def county(engine):
    return a_scene(engine)
