"""What waits between the levels: proposals to be sorted above, answers to be read below."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kheo.desk.queries.bench import Bench
from kheo.desk.queries.levels import answered, to_sort
from kheo.movement.actions.nominations import Sorting, nominate, sort_nominations, withdraw_nomination
from kheo.movement.models import Programme
from tests.movement.levels import make_levels

pytestmark = pytest.mark.django_db


@pytest.fixture
def levels():
    return make_levels()


def bench(level, later=0):
    return Bench(level.office, level.locality, level.programme, timezone.localdate() + timedelta(days=later))


def told(items):
    return [(item.what, item.why, item.url) for item in items]


def test_each_level_is_told_what_is_its_own_to_do(levels):
    ups = [
        nominate(levels.first.office, levels.first.programme, [levels.first.registration(name).pk], "Tốt")[0] for name in "ABC"
    ]
    assert [item.what for item in to_sort(bench(levels.above))] == ["3 đề nghị từ cấp dưới chờ xếp"]
    assert (to_sort(bench(levels.first)), answered(bench(levels.first))) == ([], [])
    withdraw_nomination(levels.first.office, ups[2], 1)
    for one, group in zip(ups, ("here", "below"), strict=False):
        sort_nominations(levels.above.office, levels.above.programme, {one.pk: 1}, Sorting(group, "Đã xem"))
    assert to_sort(bench(levels.above)) == []
    address = f"/{levels.first.locality.code}/chuong-trinh/{levels.first.programme.code}/de-nghi-len/"
    assert told(answered(bench(levels.first))) == [
        ("Tỉnh Ninh Bình đã xếp 2 đề nghị năm 2026", "1 chưa đạt cấp này; 1 đạt cấp này.", address)
    ]
    assert answered(bench(levels.second)) == []


def test_an_answer_is_news_for_two_weeks(levels):
    one = nominate(levels.first.office, levels.first.programme, [levels.first.registration("A").pk], "Tốt")[0]
    sort_nominations(levels.above.office, levels.above.programme, {one.pk: 1}, Sorting("here", "Đã xem"))
    assert len(answered(bench(levels.first, 14))) == 1
    assert answered(bench(levels.first, 15)) == []


def test_a_closed_programme_asks_for_nothing(levels):
    nominate(levels.first.office, levels.first.programme, [levels.first.registration("A").pk], "Tốt")
    Programme.objects.filter(pk=levels.above.programme.pk).update(state="closed")
    assert to_sort(bench(levels.above)) == []
