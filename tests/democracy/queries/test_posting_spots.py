from datetime import timedelta

import pytest

from kheo.democracy.models import PostingForm, Proof
from kheo.democracy.queries.posting_spots import alike, shown, together, village_spots
from kheo.organisation.actions.villages import add_village
from kheo.organisation.authority import COMMAND_LINE
from tests.democracy.posting_scene import TODAY, make_posting, merge, prove

DAY = timedelta(days=1)
START = TODAY - 40 * DAY
BOARD, OFFICE_BOARD, HEAD = PostingForm.VILLAGE_BOARD, PostingForm.OFFICE_BOARD, PostingForm.HEAD
SPEAKER = PostingForm.LOUDSPEAKER


def read(posting, day=TODAY):
    return [(spot.form, spot.place, spot.standing.code, spot.took_over, spot.heirs) for spot in shown([posting], day)[0].spots]


def a_new_village(scene, on, name="Tổ dân phố Mới"):
    return add_village(COMMAND_LINE, scene.locality, scene.locality.unit, name, founded_on=on)


def test_each_form_and_village_with_what_is_missing_late_and_early(scene):
    made = make_posting(scene, START, forms=["portal", OFFICE_BOARD, BOARD, SPEAKER, HEAD, "letter"])
    prove(made, OFFICE_BOARD, START)
    prove(made, OFFICE_BOARD, START + 12 * DAY, kind=Proof.Kind.ENDED)
    prove(made, BOARD, START + 2 * DAY, scene.village)
    for step in range(3):
        prove(made, SPEAKER, START + step * DAY, times=2)
    prove(made, HEAD, START, scene.villages[1], way=Proof.Way.COMMUNITY)
    prove(made, "letter", START, note="Gửi 50 hộ")
    found = shown([made], TODAY)[0]
    assert read(made) == [
        ("portal", "", "done", "", ""),
        (OFFICE_BOARD, "", "early", "", ""),
        (BOARD, "Tổ dân phố Điệp Sơn", "late", "", ""),
        (BOARD, "Tổ dân phố Quan Phố", "missing", "", ""),
        (SPEAKER, "", "done", "", ""),
        (HEAD, "Tổ dân phố Điệp Sơn", "missing", "", ""),
        (HEAD, "Tổ dân phố Quan Phố", "done", "", ""),
        ("letter", "", "done", "", ""),
    ]
    assert [spot.standing.words for spot in found.gaps] == [
        "gỡ sớm 18 ngày",
        "chậm 2 ngày",
        "thiếu minh chứng",
        "thiếu minh chứng",
    ]
    assert [spot.tone for spot in found.spots][:2] == ["done", "late"]
    assert len(found.missing) == 2
    assert [spot.form for spot in village_spots([found], scene.village)] == [BOARD, HEAD]


def test_places_that_stand_alike_are_one_line(scene):
    made = make_posting(scene, START)
    found = [(spot.form, places) for spot, places in together(shown([made], TODAY)[0].gaps)]
    assert found == [(OFFICE_BOARD, ""), (BOARD, "Tổ dân phố Điệp Sơn, Tổ dân phố Quan Phố")]


def test_places_that_stand_alike_share_a_line_with_each_proof_once(scene):
    """Hung on one day with one sheet of photographs it is one proof; what one village has of its own says whose it is."""
    made = make_posting(scene, START, forms=[BOARD, HEAD])
    for village in scene.villages:
        prove(made, BOARD, START, village, note="Nhà văn hoá")
        prove(made, HEAD, START, village, way=Proof.Way.COMMUNITY)
    prove(made, BOARD, START + 2 * DAY, scene.village)
    both = "Tổ dân phố Điệp Sơn, Tổ dân phố Quan Phố"
    found = [
        (line.first.label, line.places, [(proof.on - START, places) for proof, places in line.proofs])
        for line in alike(shown([made], TODAY)[0].spots)
    ]
    assert found == [
        ("niêm yết ở tổ dân phố", both, [(0 * DAY, ""), (2 * DAY, "Tổ dân phố Điệp Sơn")]),
        ("Tổ trưởng tổ dân phố thông báo", both, [(0 * DAY, "")]),
    ]


def test_before_its_day_nothing_is_missing(scene):
    made = make_posting(scene, TODAY)
    found = shown([made], TODAY)[0]
    assert ([spot.tone for spot in found.waiting], found.gaps) == (["wait"] * 3, [])


def test_a_change_lets_the_old_one_come_down_by_article_14_1(scene):
    old = make_posting(scene, START, item=13, shown_until=None, forms=["portal", OFFICE_BOARD])
    prove(old, OFFICE_BOARD, START)
    prove(old, OFFICE_BOARD, START + 10 * DAY, kind=Proof.Kind.ENDED)
    assert read(old)[1][2] == "early"
    make_posting(scene, START + 10 * DAY, item=13, shown_until=None, changes=old)
    assert read(old)[1][2] == "done"


def test_a_merged_village_stays_under_its_old_name_and_the_new_one_takes_over(scene):
    made = make_posting(scene, START, forms=[BOARD, HEAD])
    gone = START + 10 * DAY
    for village in scene.villages:
        prove(made, BOARD, START, village)
    prove(made, HEAD, START, scene.village, way=Proof.Way.COMMUNITY)
    new = a_new_village(scene, gone)
    for village in scene.villages:
        merge(village, new, gone)
    over = f"từ {gone:%d/%m/%Y}"
    both = f"Tổ dân phố Điệp Sơn, {over}; Tổ dân phố Quan Phố, {over}"
    assert read(made) == [
        (BOARD, "Tổ dân phố Điệp Sơn", "handed", "", f"Tổ dân phố Mới, {over}"),
        (BOARD, "Tổ dân phố Quan Phố", "handed", "", f"Tổ dân phố Mới, {over}"),
        (BOARD, "Tổ dân phố Mới", "missing", both, ""),
        (HEAD, "Tổ dân phố Điệp Sơn", "done", "", f"Tổ dân phố Mới, {over}"),
        (HEAD, "Tổ dân phố Quan Phố", "missing", "", f"Tổ dân phố Mới, {over}"),
        (HEAD, "Tổ dân phố Mới", "missing", f"Tổ dân phố Quan Phố, {over}", ""),
    ]
    prove(made, BOARD, gone, new)
    taken = shown([made], gone + DAY)[0].spots[2].standing
    assert (taken.code, taken.last) == ("going", START + 30 * DAY)
    assert read(made, gone - DAY)[:2] == [
        (BOARD, "Tổ dân phố Điệp Sơn", "going", "", ""),
        (BOARD, "Tổ dân phố Quan Phố", "going", "", ""),
    ]


def test_what_had_hung_its_thirty_days_is_not_handed_on(scene):
    made = make_posting(scene, START, forms=[BOARD])
    prove(made, BOARD, START, scene.village)
    prove(made, BOARD, START, scene.villages[1])
    new = a_new_village(scene, START + 31 * DAY)
    merge(scene.village, new, START + 31 * DAY)
    assert [row[1:3] for row in read(made)] == [("Tổ dân phố Điệp Sơn", "handed"), ("Tổ dân phố Quan Phố", "done")]


def test_a_village_merged_into_one_that_shows_it_already_adds_nothing(scene):
    made = make_posting(scene, START, forms=[BOARD])
    merge(scene.village, scene.villages[1], START + 5 * DAY)
    assert [row[1:3] for row in read(made)] == [("Tổ dân phố Điệp Sơn", "missing"), ("Tổ dân phố Quan Phố", "missing")]


def test_the_heir_s_heir_takes_over_in_its_turn(scene):
    made = make_posting(scene, START, item=14, forms=[BOARD])
    first = a_new_village(scene, START + 5 * DAY, "Tổ dân phố Giữa")
    merge(scene.village, first, START + 5 * DAY)
    last = a_new_village(scene, START + 8 * DAY, "Tổ dân phố Cuối")
    merge(first, last, START + 8 * DAY)
    assert [row[1] for row in read(made)] == [
        "Tổ dân phố Điệp Sơn",
        "Tổ dân phố Quan Phố",
        "Tổ dân phố Giữa",
        "Tổ dân phố Cuối",
    ]


@pytest.mark.parametrize("count", [1, 6])
def test_a_fixed_number_of_queries_however_many_postings(scene, django_assert_num_queries, count):
    gone = START + 10 * DAY
    made = [make_posting(scene, START, title=f"Nội dung {number}") for number in range(count)]
    for posting in made:
        prove(posting, BOARD, START, scene.village)
    merge(scene.village, a_new_village(scene, gone), gone)
    with django_assert_num_queries(7):
        found = shown(made, TODAY)
        assert sum(len(one.spots) for one in found) == 5 * count
