import pytest

from kheo.documents.signing import reading
from tests import factories
from tests.recognition.scene import make_scene


@pytest.fixture
def scene(db):
    return make_scene()


@pytest.fixture
def there(db):
    """Another locality whose records must never show."""
    return make_scene(factories.KIM_BANG)


@pytest.fixture
def in_process(monkeypatch):
    """PDFs read and prepared here instead of in a process of their own, which takes a second to start."""

    def read(data, given=None, roots=(), *, asked_for_given=False):
        return reading.read(data, given, [root.der for root in roots], asked_for_given=asked_for_given)

    monkeypatch.setattr("kheo.recognition.queries.signed.read_apart", read)
    monkeypatch.setattr("kheo.recognition.actions.signing.prepare", reading.ready_to_sign)
