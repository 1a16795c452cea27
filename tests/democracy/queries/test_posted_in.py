from datetime import date, timedelta

import pytest

from kheo.democracy.models import PostingForm, Proof
from kheo.democracy.queries.publishing import posted_in
from tests.democracy.posting_scene import make_posting, prove

DAY = date(2026, 9, 1)
BOARD = PostingForm.VILLAGE_BOARD


@pytest.mark.parametrize(("days", "is_shown"), [(-1, False), (0, True), (30, True), (31, False)])
def test_thirty_days_running_from_the_day_it_was_published_by_article_13_2(scene, there, days, is_shown):
    made = make_posting(scene, DAY)
    make_posting(there, DAY)
    assert list(posted_in(scene.village, scene.locality, DAY + timedelta(days=days))) == [made] * is_shown


def test_a_board_hung_later_runs_later_and_only_there(scene):
    made = make_posting(scene, DAY)
    prove(made, BOARD, DAY + timedelta(days=5), scene.village)
    prove(made, BOARD, DAY + timedelta(days=9), scene.villages[1], kind=Proof.Kind.SHOWN)
    assert list(posted_in(scene.village, scene.locality, DAY + timedelta(days=35))) == [made]
    assert list(posted_in(scene.village, scene.locality, DAY + timedelta(days=36))) == []
    assert list(posted_in(scene.villages[1], scene.locality, DAY + timedelta(days=39))) == [made]


def test_what_was_taken_down_there_is_gone_there_unless_that_was_entered_wrongly(scene):
    made = make_posting(scene, DAY)
    down = prove(made, BOARD, DAY + timedelta(days=10), scene.village, kind=Proof.Kind.ENDED)
    after = DAY + timedelta(days=12)
    assert list(posted_in(scene.village, scene.locality, DAY + timedelta(days=9))) == [made]
    assert list(posted_in(scene.village, scene.locality, after)) == []
    assert list(posted_in(scene.villages[1], scene.locality, after)) == [made]
    prove(made, BOARD, down.on, scene.village, kind=Proof.Kind.VOID, corrects=down)
    assert list(posted_in(scene.village, scene.locality, after)) == [made]


def test_items_4_and_13_stay_until_they_are_changed_by_article_13_2(scene):
    first = make_posting(scene, DAY, item=13, shown_until=None)
    later = DAY + timedelta(days=400)
    assert list(posted_in(scene.village, scene.locality, later)) == [first]
    second = make_posting(scene, DAY + timedelta(days=100), item=13, shown_until=None, changes=first)
    assert list(posted_in(scene.village, scene.locality, later)) == [second]


@pytest.mark.parametrize("count", [1, 5])
def test_one_query_however_many(scene, django_assert_num_queries, count):
    for step in range(count):
        make_posting(scene, DAY + timedelta(days=step))
    with django_assert_num_queries(1):
        assert len([one.paper.name for one in posted_in(scene.village, scene.locality, DAY + timedelta(days=9))]) == count
