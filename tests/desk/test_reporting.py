"""The annual report and the news on the desks."""

from datetime import date, timedelta

import pytest

from kheo.desk.queries.bench import Bench
from kheo.desk.queries.items import items_for
from kheo.desk.queries.year import steps_of
from kheo.reporting.models import NewsItem, Report
from tests import factories
from tests.conference.scene import DAY, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    scene = make_scene()
    factories.make_registration(scene.programme)
    scene.close()
    return scene


def bench(scene, actor, today):
    return Bench(actor, scene.locality, scene.programme, today)


def acts(scene, actor, today=DAY):
    return [item.act for item in items_for(bench(scene, actor, today))]


def report(scene, **fields):
    usual = {"locality": scene.locality, "issuer": factories.body_of(scene.locality, "thi-uy"), "year": 2024}
    return Report.objects.create(**(usual | fields))


def news(scene, **fields):
    usual = {"locality": scene.locality, "year": 2024, "slug": "tin", "title": "Tin hội nghị", "lead": "", "text": ""}
    return NewsItem.objects.create(**(usual | fields))


@pytest.mark.parametrize(
    ("today", "asked"),
    [(date(2024, 11, 30), False), (date(2024, 12, 1), True), (date(2025, 3, 31), True), (date(2025, 4, 1), False)],
)
def test_the_report_is_asked_for_from_december_to_spring(scene, today, asked):
    assert ("Lập báo cáo" in acts(scene, scene.office, today)) is asked


def test_a_draft_of_the_report_waits_until_it_has_its_number(scene):
    draft = report(scene)
    assert "Mở báo cáo" in acts(scene, scene.office)
    Report.objects.filter(pk=draft.pk).update(state="issued", number="12-BC/TU", date=date(2025, 1, 10))
    assert not {"Mở báo cáo", "Lập báo cáo"} & set(acts(scene, scene.office))
    assert [step.when for step in steps_of(scene.programme) if step.name == "Báo cáo năm"] == ["số 12-BC/TU, 10/01/2025"]


def test_office_and_broadcaster_are_asked_for_the_news_of_the_day_until_it_is_begun(scene):
    broadcaster = factories.actor_for(factories.make_account("broadcaster", scene.locality))
    for actor in (scene.office, broadcaster):
        assert "Soạn tin" in acts(scene, actor)
        assert "Soạn tin" not in acts(scene, actor, DAY + timedelta(days=31))
    news(scene, conference=scene.conference)
    for actor in (scene.office, broadcaster):
        assert "Soạn tin" not in acts(scene, actor)
        assert "Sửa tiếp" in acts(scene, actor)
    assert "Sửa tiếp" not in acts(scene, scene.staff)


def test_published_news_is_a_step_of_the_year(scene):
    news(scene, state="published", published_at="2025-01-09T08:00:00+07:00")
    assert "Sửa tiếp" not in acts(scene, scene.office)
    [step] = [step for step in steps_of(scene.programme) if step.name == "Bản tin"]
    assert (step.done, step.when) == (True, "đăng 09/01/2025")
