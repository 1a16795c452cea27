from datetime import date

from kheo.assessment.actions.criteria import load_criteria
from kheo.movement.models import Programme
from kheo.movement.queries.programmes import criteria_sets_for, current_programmes, usual_parts
from kheo.organisation.authority import COMMAND_LINE
from tests import factories
from tests.assessment.test_criteria import GOOD

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


def test_a_programme_chooses_among_the_newest_versions_and_keeps_its_own(place, elsewhere):
    first, _new = load_criteria(COMMAND_LINE, GOOD.encode())
    programme = factories.make_programme(place, 2024, criteria_set=first)
    second, _new = load_criteria(COMMAND_LINE, GOOD.replace("Dân làm", "Dân kiểm tra").encode())
    own, _new = load_criteria(COMMAND_LINE, GOOD.encode(), place)
    load_criteria(COMMAND_LINE, GOOD.encode(), elsewhere)
    assert list(criteria_sets_for(place)) == [own, second]
    assert list(criteria_sets_for(place, programme)) == [own, second, first]
    assert usual_parts(place)["criteria_set"] == second.pk


def test_a_year_after_one_without_a_set_begins_without_one(place):
    factories.make_programme(place, 2024)
    assert usual_parts(place)["criteria_set"] is None
