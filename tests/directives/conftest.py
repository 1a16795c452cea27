import pytest

from tests import factories
from tests.directives.committee_scene import Work
from tests.directives.scene import make_scene


@pytest.fixture
def scene(db):
    return make_scene()


@pytest.fixture
def there(db):
    """Another locality whose records must never show."""
    return make_scene(factories.KIM_BANG)


@pytest.fixture
def work(scene):
    """Committees, inspections, targets and activities of the town."""
    return Work(scene)


@pytest.fixture
def work_there(there):
    return Work(there)
