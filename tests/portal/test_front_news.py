"""The front page with news, with a day to come, and without either."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kheo.conference.models import Conference
from kheo.reporting.actions.news import add_picture, publish_news
from kheo.reporting.models import NewsItem
from tests import factories
from tests.conference.stage import make_conference
from tests.foundation.uploads import samples
from tests.reporting.newsroom import AUTHOR, YEAR, hold, make_newsroom

pytestmark = pytest.mark.django_db
HOME = f"/{factories.DUY_TIEN}/"


@pytest.fixture
def room(db):
    made = make_newsroom()
    hold(made)
    return made


def page(client, address=HOME):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def fill(room, count, year=YEAR):
    NewsItem.objects.bulk_create(
        NewsItem(
            locality=room.locality,
            year=year,
            slug=f"tin-{year}-{number}",
            title=f"Tin {year} số {number}",
            lead="Sa-pô.",
            text="Nội dung.",
            author_line=AUTHOR,
            state="published",
            published_at=timezone.now() - timedelta(hours=number),
        )
        for number in range(count)
    )


def test_the_newest_news_stand_at_the_top_with_their_picture(client, room):
    draft = room.draft()
    add_picture(room.broadcaster, draft, "anh.jpg", samples.picture(), "Trao giấy", "Ba người trên sân khấu")
    item = room.edited(draft)
    publish_news(room.broadcaster, item, {}, item.version)
    shown = page(client)
    (picture,) = re.findall(r'<img src="([^"]+-nho\.jpg)" alt="Ba người trên sân khấu"', shown)
    assert client.get(picture)["Content-Type"] == "image/jpeg"
    assert f'<a href="{HOME}tin/{item.slug}/">{item.title}</a>' in shown
    assert "Vừa được công nhận" in shown


def test_three_news_and_no_more(client, room):
    fill(room, 5)
    assert re.findall(r"Tin 2024 số \d", page(client)) == ["Tin 2024 số 0", "Tin 2024 số 1", "Tin 2024 số 2"]


def test_an_older_year_is_shown_with_its_own_news(client, room):
    factories.make_programme(room.locality, 2025)
    fill(room, 1)
    fill(room, 1, 2025)
    assert "Tin 2025 số 0" in page(client)
    before = page(client, f"{HOME}?nam=2024")
    assert ("Tin 2024 số 0" in before, "Tin 2025 số 0" in before) == (True, False)


def test_without_news_the_recognised_stand_at_the_top(client, room):
    shown = page(client)
    assert 'id="tin"' not in shown
    assert shown.count("Vừa được công nhận") == 1
    assert '<section class="box" aria-labelledby="moi">' in shown


def test_another_towns_news_stay_there(client, room):
    neighbour = make_newsroom(factories.KIM_BANG)
    fill(neighbour, 1)
    assert "Tin 2024 số 0" not in page(client)


def test_more_news_ask_no_more_of_the_database(client, room):
    counted = []
    for count in (1, 3):
        NewsItem.objects.all().delete()
        fill(room, count)
        with CaptureQueriesContext(connection) as queries:
            page(client)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_how_many_came_how_far_is_a_chart_with_its_numbers(client, room):
    assert re.findall(r"<li><a href=[^>]+>([^<]+)</a><meter [^>]+></meter><b>(\d+)</b></li>", page(client)) == [
        ("Kinh tế", "3"),
        ("Đăng ký", "3"),
        ("Được thực hiện", "3"),
        ("Được công nhận", "3"),
    ]


def test_the_next_day_of_an_open_year(client):
    today = timezone.localdate()
    programme = factories.make_programme(
        year=today.year,
        registration_closes=today - timedelta(days=1),
        assessment_due=today + timedelta(days=9),
        conference_on=today + timedelta(days=5),
    )
    said = r"<span>Sắp tới</span> ([^<]+): <time[^>]+><b>([^<]+)</b>"
    assert re.findall(said, page(client)) == [("Hội nghị tổng kết", f"{today + timedelta(days=5):%d/%m/%Y}")]
    make_conference(programme, held_on=today + timedelta(days=20), state=Conference.State.PREPARING)
    assert re.findall(said, page(client)) == [("Hạn thẩm định", f"{today + timedelta(days=9):%d/%m/%Y}")]
    programme.state = "closed"
    programme.save()
    assert re.findall(said, page(client)) == []


def test_an_open_year_without_days_says_nothing_of_them(client):
    factories.make_programme()
    assert "Sắp tới" not in page(client)
