from datetime import date

import pytest

from kheo.democracy.actions.agencies import ConferenceContent, record_board, record_conference, record_recommendation
from kheo.desk.queries.bench import Bench
from kheo.desk.queries.democracy_agencies import own_agencies
from tests import factories
from tests.democracy.scene import make_scene


@pytest.fixture
def scene(db):
    return make_scene()


def items(scene, today):
    found = own_agencies(Bench(scene.front, scene.locality, None, today))
    return [(item.tag, item.what, item.due) for item in found]


def test_staff_see_their_own_agency_s_conference_when_its_last_day_is_near(scene):
    name = "Hội nghị cán bộ, công chức, viên chức năm 2025"
    assert items(scene, date(2026, 1, 29)) == []
    assert items(scene, date(2026, 1, 30)) == [("Còn 60 ngày", name, date(2026, 3, 31))]
    assert items(scene, date(2026, 4, 2)) == [("Quá hạn 2 ngày", name, date(2026, 3, 31))]
    front = factories.body_of(scene.locality, "mttq")
    record_conference(scene.office, front, ConferenceContent(2025, date(2026, 3, 2), 12, 12, 8, 8))
    assert items(scene, date(2026, 4, 2)) == []


def test_an_answer_owed_and_a_term_that_is_over(scene):
    front, other = (factories.body_of(scene.locality, slug) for slug in ("mttq", "ubnd"))
    for body in (front, other):
        record_board(scene.office, body, date(2024, 9, 1), 3)
        record_recommendation(scene.office, body, date(2026, 8, 1), "Sửa mái")
    assert items(scene, date(2026, 8, 20)) == [
        ("Quá hạn 4 ngày", "Kiến nghị của Ban Thanh tra nhân dân chờ trả lời", date(2026, 8, 16))
    ]
    assert items(scene, date(2026, 9, 1))[1:] == [("Hết nhiệm kỳ", "Bầu lại Ban Thanh tra nhân dân", None)]
