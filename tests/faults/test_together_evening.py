"""What is done on the evening of a conference, by two at the same moment: one is taken, the other is told, nothing is double."""

from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from kheo.conference.actions.closing import close_conference, look_at_point, set_points
from kheo.conference.actions.points import content_of
from kheo.conference.models import ConclusionNotice, ConclusionPoint, Conference, DayRecord
from kheo.directives.actions.activities import record_activity, remove_activity
from kheo.directives.actions.targets import remove_target
from kheo.directives.actions.tasks import accept_task, cancel_task, report_task
from kheo.directives.models import Activity, Target
from kheo.directives.queries.places import place_of_body
from kheo.organisation.actions.handover import hand_over
from kheo.organisation.models import Handover, Position
from kheo.reporting.actions.news import NewsContent, add_picture, correct_news, edit_news, publish_news, withdraw_news
from kheo.reporting.actions.reports import issue_report, open_report, write_report
from kheo.reporting.models import NewsItem, NewsPicture, Report
from tests.conference.stage import SIGNER, make_day, ready
from tests.directives.committee_scene import Work, activity_content
from tests.directives.scene import make_scene
from tests.faults.test_together import acts_of, together
from tests.reporting.newsroom import make_newsroom
from tests.reporting.scene import SIGNING, WORDS, fill
from tests.reporting.scene import make_scene as make_reporting

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_task_accepted_and_called_off_at_once_ends_one_way(db):
    scene = make_scene()
    task = scene.task()
    report_task(scene.staff, task, "Xong", scene.today, task.version, says_done=True)
    task.refresh_from_db()
    acts = [
        lambda: accept_task(scene.office, task, task.version),
        lambda: cancel_task(scene.office, task, "Thôi", task.version),
    ]
    assert together(*acts) == ["refused", "taken"]
    assert acts_of("task.accept") + acts_of("task.cancel") == 1


def test_a_target_and_an_activity_taken_away_by_two_at_once_go_once(db):
    scene = make_scene()
    work = Work(scene)
    target = work.target(place_of_body(scene.body("hdnd")))
    activity = record_activity(scene.office, scene.locality, place_of_body(scene.body("hdnd")), activity_content())
    assert together(*[lambda: remove_target(scene.office, target, target.version)] * 2) == ["refused", "taken"]
    assert together(*[lambda: remove_activity(scene.office, activity, activity.version)] * 2) == ["refused", "taken"]
    assert (Target.objects.count(), Activity.objects.count()) == (0, 0)


def test_a_point_looked_at_while_the_conference_closes_is_in_what_was_frozen_or_refused(db):
    day = ready(make_day())
    conference = day.fresh()
    point = ConclusionPoint.objects.filter(conference=conference).first()
    content = content_of(point)
    acts = [
        lambda: close_conference(day.office, conference, SIGNER, conference.version),
        lambda: look_at_point(day.office, point, content, point.version),
        lambda: set_points(day.office, conference, [content], conference.version),
    ]
    told = together(*acts)
    assert "taken" in told
    owners = [owner for one in ConclusionPoint.objects.filter(conference=conference) for owner in one.owners.all()]
    is_closed = day.fresh().state == Conference.State.CLOSED
    assert [bool(owner.task_id or owner.target_id) for owner in owners] == [is_closed] * len(owners)
    assert (DayRecord.objects.count(), ConclusionNotice.objects.count()) == (int(is_closed), int(is_closed))


def test_a_position_handed_over_by_two_at_once_goes_to_one(db):
    scene = make_scene()
    position = Position.objects.get(person__account=scene.staff_account)
    acts = [lambda name=name: hand_over(scene.office, position, name, scene.today) for name in ("Cá nhân 01", "Cá nhân 02")]
    assert together(*acts) == ["refused", "taken"]
    assert (Handover.objects.count(), Position.objects.filter(body=position.body).count()) == (1, 2)


@pytest.fixture
def room(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    return make_newsroom()


def test_an_item_published_by_two_at_once_goes_out_once(room):
    item = room.edited(room.draft(with_conference=False))
    assert together(*[lambda: publish_news(room.broadcaster, item, {}, item.version)] * 3) == ["refused", "refused", "taken"]
    assert acts_of("news.publish") == 1


def test_an_item_changed_while_it_is_published_goes_out_as_it_was_looked_at(room):
    item = room.edited(room.draft(with_conference=False))
    content = NewsContent("Tên khác", item.lead, item.text, item.author_line)
    acts = [
        lambda: publish_news(room.broadcaster, item, {}, item.version),
        lambda: edit_news(room.broadcaster, item, content, item.version),
    ]
    assert together(*acts) == ["refused", "taken"]


def test_two_items_of_one_title_published_and_drafted_at_once_have_two_addresses(room):
    first, second = (room.edited(room.draft(with_conference=False), title="Một tin") for _ in range(2))
    NewsItem.objects.filter(pk=first.pk).update(slug="nhap-1")
    NewsItem.objects.filter(pk=second.pk).update(slug="nhap-2")
    third = room.draft(with_conference=False)
    words = NewsContent("Một tin", third.lead, third.text, third.author_line)
    acts = [
        lambda: publish_news(room.broadcaster, first, {}, first.version),
        lambda: publish_news(room.broadcaster, second, {}, second.version),
        lambda: edit_news(room.broadcaster, third, words, third.version),
    ]
    assert together(*acts) == ["taken"] * 3
    assert sorted(NewsItem.objects.values_list("slug", flat=True)) == ["mot-tin", "mot-tin-2", "mot-tin-3"]


def test_an_item_corrected_and_withdrawn_at_once_ends_one_way(room):
    item = publish_news(room.broadcaster, (one := room.edited(room.draft(with_conference=False))), {}, one.version)
    content = NewsContent("Tên đã sửa", item.lead, item.text, item.author_line)
    acts = [
        lambda: correct_news(room.broadcaster, item, content, "Sửa tên", item.version),
        lambda: withdraw_news(room.broadcaster, item, "Gỡ", item.version),
    ]
    assert together(*acts) == ["refused", "taken"]


def a_picture(shade):
    drawn = BytesIO()
    Image.new("RGB", (40, 30), (shade, 90, 90)).save(drawn, "PNG")
    return drawn.getvalue()


def test_pictures_added_by_several_at_once_are_there_once_each_in_an_order(room):

    item = room.draft(with_conference=False)
    acts = [lambda: add_picture(room.broadcaster, item, "a.png", a_picture(1), "Một", "Hai")] * 2
    assert together(*acts) == ["refused", "taken"]
    acts = [lambda n=n: add_picture(room.broadcaster, item, "a.png", a_picture(n), "Một", "Hai") for n in (30, 60, 90)]
    assert together(*acts) == ["taken"] * 3
    assert sorted(NewsPicture.objects.values_list("order", flat=True)) == [1, 2, 3, 4]


def test_one_number_entered_for_two_reports_at_once_is_entered_once(db):
    scene = make_reporting()
    fill(scene)
    first = scene.written()
    second = open_report(scene.office, scene.body(), 2025)
    second = write_report(scene.office, second, WORDS, SIGNING, second.version)
    day = timezone.localdate()
    acts = [
        lambda one=one: issue_report(scene.office, one, "12-BC/TU", day, one.version, differences_seen=True)
        for one in (first, second)
    ]
    assert together(*acts) == ["refused", "taken"]
    assert Report.objects.filter(state="issued").count() == 1
