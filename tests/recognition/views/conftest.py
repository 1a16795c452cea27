import pytest

from kheo.organisation.models import Account
from tests.recognition.views.decision_pages import BACKEND


@pytest.fixture
def office(client, scene):
    client.force_login(Account.objects.get(pk=scene.office.account_id), BACKEND)
    return client
