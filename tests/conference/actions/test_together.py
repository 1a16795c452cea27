"""Two people at one stage at the same moment: one step is taken, the other is told plainly, nothing is lost or doubled."""

from datetime import date

import pytest

from kheo.conference.actions.ceremony import build_ceremony, call_award
from kheo.conference.actions.closing import close_conference, issue_notice
from kheo.conference.models import Award, AwardCall, ConclusionNotice, DayRecord
from kheo.directives.models import Task
from tests.conference.stage import SIGNER, closed, make_day, ready
from tests.faults.test_together import acts_of, together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def day(db):
    return make_day()


def test_two_operators_who_press_at_once_move_the_stage_by_one(day):
    first = day.stage().current.award
    version = day.fresh().stage_version
    acts = [lambda actor=actor: call_award(actor, first, "handed", version) for actor in (day.office, day.broadcaster)]
    assert together(*acts) == ["refused", "taken"]
    assert (AwardCall.objects.count(), acts_of("ceremony.call")) == (1, 1)
    assert (day.stage().called, day.fresh().stage_version) == (1, version + 1)


def test_two_operators_who_call_different_names_at_once_call_one(day):
    version = day.fresh().stage_version
    names = ("Cá nhân 01", "Cá nhân 02")
    awards = [day.award(name) for name in names]
    acts = [lambda award=award: call_award(day.office, award, "handed", version) for award in awards]
    assert together(*acts) == ["refused", "taken"]
    assert (AwardCall.objects.count(), day.fresh().stage_version) == (1, version + 1)


def test_a_list_built_by_two_at_once_holds_each_name_once(db):
    bare = make_day(built=False)
    build = lambda: build_ceremony(bare.office, bare.conference)  # noqa: E731
    assert together(build, build, build) == ["taken"] * 3
    assert (Award.objects.count(), Award.objects.values("line").distinct().count(), acts_of("ceremony.build")) == (6, 6, 1)


def test_a_conference_closed_by_two_at_once_is_closed_once(day):
    version = ready(day).fresh().version
    close = lambda: close_conference(day.office, day.fresh(), SIGNER, version)  # noqa: E731
    assert together(close, close) == ["refused", "taken"]
    assert (DayRecord.objects.count(), Task.objects.count(), acts_of("conference.close")) == (1, 2, 1)


def test_a_number_entered_by_two_at_once_is_entered_once(day):
    notice = ConclusionNotice.objects.select_related("conference__locality").get(conference=closed(day).conference)
    on = date(2025, 1, 10)
    acts = [lambda number=number: issue_notice(day.office, notice, number, on, 1) for number in ("12-TB/BCĐ", "13-TB/BCĐ")]
    assert together(*acts) == ["refused", "taken"]
    assert acts_of("notice.issue") == 1
