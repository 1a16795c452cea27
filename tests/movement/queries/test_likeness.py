import pytest

from kheo.movement.actions.sketching import compare_waiting, read_missing, sketch_initiative, sketch_initiatives
from kheo.movement.likeness import Resemblance
from kheo.movement.models import Initiative, Lookalike, Registration, Sketch, SketchMark, Submission
from kheo.movement.queries.likeness.finding import asked_of, asked_of_submission, candidates, look_alikes
from kheo.movement.queries.likeness.pairs import not_compared, pairs_of, pairs_told
from kheo.movement.queries.likeness.texts import text_of_submission, texts_of
from tests import factories
from tests.movement.likeness.stories import stories

A, B, C = stories()[:3]


@pytest.fixture
def this_year(place, programme):
    return factories.make_programme(place, 2025, code="duy-tien-2025")


def told(programme, title, text, **fields):
    made = factories.make_registration(programme, title, summary=text, **fields)
    sketch_initiative(made.initiative)
    return made


def found_for(registration, limit=10):
    return [(one.initiative.title, one.kind, one.percent) for one in look_alikes(asked_of(registration.initiative), limit)]


def test_last_years_text_two_places_and_parts_are_told_apart(programme, this_year, wards):
    told(programme, "Năm ngoái", A, unit=wards["hoa_mac"])
    told(programme, "Nơi khác", A, unit=wards["hoang_dong"])
    told(programme, "Chép đoạn đầu", "\n".join([*A.splitlines()[:4], B]), unit=wards["hoang_dong"])
    told(programme, "Không liên quan", C, unit=wards["hoa_mac"])
    mine = told(this_year, "Năm nay", A, unit=wards["hoa_mac"])
    assert found_for(mine) == [
        ("Năm ngoái", Resemblance.LAST_YEAR, 99),
        ("Nơi khác", Resemblance.TWO_PLACES, 99),
        ("Chép đoạn đầu", Resemblance.PARTS, 46),
    ]
    assert found_for(mine, 1) == [("Năm ngoái", Resemblance.LAST_YEAR, 99)]


def test_a_ward_of_today_is_the_same_place_as_what_it_took_over(programme, this_year, wards):
    told(programme, "Của Hòa Mạc", A, unit=wards["hoa_mac"])
    mine = told(this_year, "Của Duy Tiên", A, unit=wards["duy_tien"])
    assert [row[1] for row in found_for(mine)] == [Resemblance.LAST_YEAR]


def test_the_same_text_twice_in_one_year_of_one_place(programme, wards):
    told(programme, "Một", A, unit=wards["hoa_mac"])
    assert found_for(told(programme, "Hai", A, unit=wards["hoa_mac"]))[0][1] == Resemblance.TWICE


def test_of_another_locality_only_what_it_recognised_and_only_its_public_text(programme, elsewhere):
    there = factories.make_programme(elsewhere)
    told(there, "Chưa công nhận", A)
    known = told(there, "Đã công nhận", B, state="recognised")
    Registration.objects.filter(pk=known.pk).update(answers={"content": C})
    sketch_initiative(known.initiative)
    assert found_for(told(programme, "Như nơi kia chưa công nhận", A)) == []
    assert [row[0] for row in found_for(told(programme, "Như nơi kia", B))] == ["Đã công nhận"]
    assert found_for(told(programme, "Như phiếu của nơi kia", C)) == []  # an answer of a form is not public
    assert texts_of([known.initiative], elsewhere.pk)[known.initiative_id] == f"Đã công nhận\n{B}\n{C}"
    assert texts_of([known.initiative], programme.locality_id)[known.initiative_id] == f"Đã công nhận\n{B}"


def test_what_was_merged_away_is_found_no_more(programme):
    kept, gone = told(programme, "Giữ", C), told(programme, "Gộp", A)
    Initiative.objects.filter(pk=gone.initiative_id).update(merged_into=kept.initiative)
    assert found_for(told(programme, "Mới", A)) == []
    sketch_initiative(gone.initiative_id)
    assert not Sketch.objects.filter(pk=gone.initiative_id).exists()
    assert not SketchMark.objects.filter(sketch=gone.initiative_id).exists()


def test_a_form_on_its_way_is_held_against_the_record(programme, wards):
    told(programme, "Có rồi", A, unit=wards["hoa_mac"])
    form = Submission(programme=programme, unit=wards["hoa_mac"], content={"title": "Mới", "items": {"content": A, "time": ""}})
    assert text_of_submission(form) == f"Mới\n{A}"
    form.save()
    assert [(one.initiative.title, one.kind) for one in look_alikes(asked_of_submission(form))] == [("Có rồi", Resemblance.TWICE)]
    assert look_alikes(asked_of_submission(Submission(programme=programme, unit=wards["town"], content={}))) == []


def test_a_line_told_twice_counts_once(programme):
    made = told(programme, "Tên", A)
    Registration.objects.filter(pk=made.pk).update(answers={"name": "TÊN", "content": A.upper(), "time": "cả năm"})
    assert texts_of([made.initiative], None)[made.initiative_id] == f"Tên\n{A}\ncả năm"


def test_common_marks_are_left_out_when_there_are_rarer_ones(programme, monkeypatch):
    monkeypatch.setattr("kheo.movement.queries.likeness.finding.MOST_PLACES", 2)
    first, second, third = (told(programme, f"Số {number}", "") for number in range(3))
    Sketch.objects.bulk_create(
        [Sketch(initiative=one.initiative, digest="0" * 64, length=30) for one in (first, second, third)], ignore_conflicts=True
    )
    rows = {first: (1, 2), second: (1,), third: (1, 3)}
    SketchMark.objects.bulk_create(
        SketchMark(sketch_id=one.initiative_id, value=value) for one, values in rows.items() for value in values
    )
    assert candidates([1, 2, 3], without=None) == sorted([first.initiative_id, third.initiative_id])
    assert candidates([1], without=second.initiative_id) == sorted([first.initiative_id, third.initiative_id])


def test_the_number_of_queries_does_not_grow(programme, wards, django_assert_num_queries):
    mine = told(programme, "Của tôi", A, unit=wards["hoa_mac"])
    told(programme, "Một", A)
    asked = asked_of(mine.initiative)
    with django_assert_num_queries(7):
        assert len(look_alikes(asked)) == 1
    for number in range(8):
        told(programme, f"Bài {number}", A)
    with django_assert_num_queries(7):
        assert len(look_alikes(asked)) == 9


def test_pairs_name_the_newer_text_first_and_wait_by_programme(programme, this_year, wards, django_assert_num_queries):
    old = told(programme, "Năm ngoái", A, unit=wards["hoa_mac"])
    new = told(this_year, "Năm nay", A, unit=wards["hoa_mac"])
    assert (not_compared(programme).count(), not_compared(this_year).count()) == (1, 1)
    assert compare_waiting(limit=1) == 1  # the old one: it meets the new one, and the pair is the new one's all the same
    assert compare_waiting() == 1
    assert compare_waiting() == 0
    pair = Lookalike.objects.get()
    assert (pair.initiative, pair.other, pair.kind) == (new.initiative, old.initiative, "last_year")
    assert pairs_of(programme).count() == 0
    with django_assert_num_queries(2):
        (shown,) = pairs_told(pairs_of(this_year))
    assert (shown.percent, shown.known.place, shown.known.years, shown.other.years) == (99, "Phường Hòa Mạc", (2025,), (2024,))
    assert (shown.known.registration, pairs_told([])) == (new.pk, [])


def test_a_changed_text_is_read_and_compared_again_the_same_one_is_not(programme):
    one, two = told(programme, "Một", A), told(programme, "Hai", A)
    assert compare_waiting() == 2
    assert sketch_initiatives([one.initiative_id, two.initiative_id]) == 0
    assert Lookalike.objects.count() == 1
    Initiative.objects.filter(pk=one.initiative_id).update(summary=B)
    assert sketch_initiatives([one.initiative_id]) == 1
    assert (Lookalike.objects.count(), Sketch.objects.get(pk=one.initiative_id).is_compared) == (0, False)
    assert compare_waiting(keys=[two.initiative_id]) == 0
    assert compare_waiting(keys=[one.initiative_id]) == 1
    assert Lookalike.objects.count() == 0


def test_what_was_never_read_is_read_in_rounds(programme, monkeypatch):
    for number in range(3):
        factories.make_registration(programme, f"Bài {number}", summary=A)
    assert (read_missing(2), read_missing(2), read_missing(2)) == (2, 1, 0)
    monkeypatch.setattr("kheo.movement.actions.sketching.BATCH", 2)
    Initiative.objects.update(summary=B)
    assert sketch_initiatives(Initiative.objects.values_list("pk", flat=True)) == 3


def test_a_text_from_elsewhere_is_never_the_one_asked_about(programme, elsewhere, wards):
    there = factories.make_programme(elsewhere, 2026)
    theirs = told(there, "Mới hơn, nơi khác", A, state="recognised")
    mine = told(programme, "Của tôi", A)
    compare_waiting(keys=[mine.initiative_id])
    pair = Lookalike.objects.get()
    assert (pair.initiative, pair.other) == (mine.initiative, theirs.initiative)
