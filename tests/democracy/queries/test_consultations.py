"""What is counted, who was heard, what a village's page tells."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from kheo.democracy.actions.topics import set_aside_comment
from kheo.democracy.figures.consultations import FIGURES
from kheo.democracy.queries.consultations import NOWHERE, counts_of, government_of, heard, village_lines
from kheo.recognition.rules.codes import code_of
from tests.democracy.actions.test_dialogues import held
from tests.democracy.consulting import answered, day, fresh, hands, on_paper, opened, say


def test_single_choices_and_counted_hands_are_added_and_what_does_not_count_is_not(scene):
    made = opened(scene)
    say(made, "", code_of(1), None, "agree", "disagree")
    set_aside_comment(scene.office, say(made, "Lần hai", code_of(2), None, "agree"), "duplicate", 1)
    set_aside_comment(scene.office, say(made, "Lạc đề", code_of(3), None, "other"), "off_topic", 1)
    first = hands(scene, made, 10, 30)
    hands(scene, made, 12, 20, corrects=first)
    counted = counts_of(made)
    assert [dict(one.counts) for one in counted] == [
        {"agree": 13, "disagree": 20, "other": 1},
        {"agree": 12, "disagree": 21, "other": 0},
    ]
    assert [one.leading for one in counted] == ["disagree", "disagree"]
    assert [one.total for one in counted] == [34, 33]


def test_who_was_heard_is_told_by_village_and_form(scene):
    made = opened(scene)
    say(made, "Không nói ở đâu")
    on_paper(scene, made, "Trên phiếu")
    on_paper(scene, made, "Phiếu hai")
    hands(scene, made)
    hands(scene, made, actor=scene.other_head, village=scene.villages[1])
    assert [(row.village, row.form.split(",")[0], row.comments, row.present) for row in heard(made)] == [
        ("Tổ dân phố Quan Phố", "Họp cộng đồng dân cư", 0, 40),
        ("Tổ dân phố Điệp Sơn", "Họp cộng đồng dân cư", 0, 40),
        ("Tổ dân phố Điệp Sơn", "Phiếu lấy ý kiến hộ gia đình", 2, 0),
        (NOWHERE, "Cổng", 1, 0),
    ]


def test_a_village_s_page_tells_what_is_asked_now_and_what_became_of_its_comments(scene, there):
    opened(there, title="Nơi khác")
    old = answered(scene)
    now = opened(scene, title="Đang hỏi")
    on_paper(scene, now, "Lời")
    with CaptureQueriesContext(connection) as queries:
        lines = village_lines(scene.locality, scene.village, day())
    assert len(queries) == 3
    assert [(line.consultation, line.own, line.is_open, line.words) for line in lines] == [
        (now, 1, True, "Đang lấy ý kiến"),
        (fresh(old), 40, False, "Đã trả lời, chờ quyết định"),
    ]
    assert [line.own for line in village_lines(scene.locality, scene.villages[1], day())] == [0, 0]


def test_the_people_s_committee_of_the_ward_itself_holds_it(scene):
    assert government_of(scene.locality, day()).code == f"{scene.locality.code}/ubnd"


def test_figures_count_the_year_and_nothing_next_door(scene, there):
    for place in (scene, there):
        held(place)
    opened(there, title="Nơi khác")
    answered(scene)
    say(opened(scene, title="Hai"), "Lời", code_of(2))
    years = {day(-40).year, day().year}
    values = {one.key: sum(one.value_of(one.select(scene.locality.pk, year, {})) for year in years) for one in FIGURES}
    assert values == {
        "consultations.opened": 2,
        "consultations.answered": 1,
        "consultations.heard": 42,
        "dialogues.held": 1,
    }
    for one in FIGURES:
        told = [one.describe(row) for year in years for row in one.rows(scene.locality.pk, year)]
        assert {row.unit for row in told} == {"Phường Duy Tiên"}
        assert all(row.url.startswith("/gso2025-13324/dan-chu/") for row in told)
