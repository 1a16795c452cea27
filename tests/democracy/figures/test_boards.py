from datetime import timedelta
from decimal import Decimal

import pytest

from kheo.democracy.actions.boards import dissolve_board
from kheo.democracy.actions.projects import GiftContent, contribute
from kheo.democracy.actions.recommendations import ReplyContent, reply
from kheo.democracy.figures.boards import FIGURES
from kheo.democracy.models import Board, Project, Recommendation
from tests.democracy.board_scene import days, make_work

KEYS = {figure.key.removeprefix("democracy."): figure for figure in FIGURES}


@pytest.fixture
def work(scene):
    return make_work(scene)


def value(scene, key, year):
    figure = KEYS[key]
    return figure.value_of(figure.select(scene.locality.pk, year, {}))


def test_recommendations_are_counted_by_the_year_they_came_and_by_their_answers(scene, there, work):
    make_work(there).received()
    year = days(-40).year
    on_time, late = work.received(on=-40), work.received(on=-41)
    open_late, fresh = work.received(on=-42), work.received(on=0)
    reply(scene.leader, on_time, ReplyContent(on_time.due_on, "Đã sửa."), on_time.version)
    reply(scene.leader, late, ReplyContent(late.due_on + timedelta(days=1), "Đã sửa."), late.version)
    same_year = [one for one in (on_time, late, open_late, fresh) if one.received_on.year == year]
    assert value(scene, "recommendations", year) == len(same_year)
    assert value(scene, "recommendations_in_time", year) == 1
    assert value(scene, "recommendations_overdue", year) == 2
    row = KEYS["recommendations"].describe(KEYS["recommendations"].rows(scene.locality.pk, year).first())
    newest = max(same_year, key=lambda one: one.received_on)
    assert row.url == f"/{scene.locality.code}/dan-chu/kien-nghi/{newest.pk}/"
    assert Recommendation.objects.count() == 5


def test_only_confirmed_inspections_are_counted(scene, there, work):
    work.held(-50)
    done = work.confirmed(-30)
    make_work(there).confirmed(-30)
    assert value(scene, "inspections", done.held_on.year) == 1
    row = KEYS["inspections"].describe(KEYS["inspections"].rows(scene.locality.pk, done.held_on.year).get())
    assert (row.title, row.note) == (done.subject, f"Ban Thanh tra nhân dân, ngày {done.held_on:%d/%m/%Y}")


def test_gifts_are_added_up_without_what_was_corrected(scene, there, work):
    project = work.project()
    year = days(-40).year
    first = contribute(scene.front, project, GiftContent("work", Decimal(120), days(-40), households=30))
    contribute(scene.front, project, GiftContent("work", Decimal(140), days(-40), households=30, note="đếm lại"), first)
    contribute(scene.front, project, GiftContent("money", Decimal(5_000_000), days(-40)))
    contribute(scene.front, project, GiftContent("land", Decimal(12), days(-400)))
    contribute(there.front, make_work(there).project(), GiftContent("work", Decimal(9), days(-40)))
    assert [value(scene, f"gifts_{gift}", year) for gift in ("work", "money", "land")] == [140, 5_000_000, 0]
    row = KEYS["gifts_work"].describe(KEYS["gifts_work"].rows(scene.locality.pk, year).get())
    assert (row.title, row.value, row.note) == (project.name, 140, f"ngày {days(-40):%d/%m/%Y}, 30 hộ")


def test_a_work_is_watched_in_the_years_in_which_its_board_is_at_work(scene, work):
    board = work.supervising()
    work.project(name="Không có ban")
    year = board.day.year
    assert [value(scene, "projects_watched", one) for one in (year - 1, year, days(0).year)] == [0, 1, 1]
    Project.objects.filter(board=board).update(state="done")
    board = Board.objects.get(pk=board.pk)
    dissolve_board(scene.front, board, days(0), "đã xong", board.version)
    assert [value(scene, "projects_watched", one) for one in (days(0).year, days(0).year + 1)] == [1, 0]
    row = KEYS["projects_watched"].describe(KEYS["projects_watched"].rows(scene.locality.pk, year).get())
    assert (row.title, row.note) == (Project.objects.get(board=board).name, "đã hoàn thành")
