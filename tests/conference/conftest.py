from collections.abc import Iterator
from copy import deepcopy

import pytest
from pytest_django import DjangoDbBlocker

from tests.conference.scene import Scene, make_scene
from tests.conference.stage import Day, closed, make_day
from tests.kept import kept


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture(scope="module")
def made_day(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Day]:
    with kept(django_db_blocker, make_day) as made:
        yield made


@pytest.fixture
def day(made_day: Day, db: None) -> Day:
    """The town on the day of its conference, its ceremony built; another town of the same test is not Duy Tiên."""
    return deepcopy(made_day)


@pytest.fixture(scope="module")
def made_closed_day(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Day]:
    with kept(django_db_blocker, lambda: closed(make_day())) as made:
        yield made


@pytest.fixture
def closed_day(made_closed_day: Day, db: None) -> Day:
    return deepcopy(made_closed_day)


@pytest.fixture(scope="module")
def made_bare_day(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Day]:
    with kept(django_db_blocker, lambda: make_day(built=False)) as made:
        yield made


@pytest.fixture
def bare_day(made_bare_day: Day, db: None) -> Day:
    return deepcopy(made_bare_day)
