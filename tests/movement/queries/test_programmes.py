from datetime import date

from kheo.movement.models import Programme
from kheo.movement.queries.programmes import current_programmes
from tests import factories

DECEMBER = date(2024, 12, 10)


def test_the_year_that_is_judged_comes_before_the_one_that_registers(place, elsewhere):
    factories.make_programme(elsewhere, 2024)
    later, now = factories.make_programme(place, 2025), factories.make_programme(place, 2024)
    assert current_programmes(place, DECEMBER) == [now, later]
    now.state = Programme.State.CLOSED
    now.save()
    assert current_programmes(place, DECEMBER) == [later]


def test_without_one_that_goes_on_the_newest_is_shown_and_without_any_nothing(place):
    assert current_programmes(place, DECEMBER) == []
    factories.make_programme(place, 2022)
    newest = factories.make_programme(place, 2023, state=Programme.State.CLOSED)
    assert current_programmes(place, DECEMBER) == [newest]
