"""A text against the record: sentences of our own, the figures of a town of our own."""

from datetime import date

import pytest

from kheo.figures.queries.record import Scope
from kheo.figures.queries.texts import marks, place_names, reconcile_text, scope_of
from kheo.movement.models import Initiative, Lineage
from tests.factories import DUY_TIEN, KIM_BANG, make_locality, make_programme, make_registration, make_unit

pytestmark = pytest.mark.django_db
TEXT = "Năm 2024, thị xã Duy Tiên xây dựng được {} mô hình dân vận khéo. Mọi người đều vui."


@pytest.fixture
def scope():
    town = make_locality(DUY_TIEN)
    programme = make_programme(town)
    for _ in range(3):
        make_registration(programme)
    make_registration(make_programme(make_locality(KIM_BANG)))
    return Scope(town, 2024)


def verdicts(text, scope):
    return [(item.figure.value, item.recorded, item.verdict) for item in reconcile_text(text, scope).figures]


def test_a_true_number_matches_and_a_false_one_differs(scope):
    assert verdicts(TEXT.format(3), scope) == [(3, 3, "match")]
    assert verdicts(TEXT.format(4), scope) == [(4, 3, "differs")]


def test_another_place_or_year_is_out_of_scope(scope):
    assert verdicts(TEXT.format(9).replace("thị xã Duy Tiên", "thị xã Kim Bảng"), scope) == [(9, None, "other_scope")]
    assert verdicts(TEXT.format(9).replace("2024", "2023"), scope) == [(9, None, "other_scope")]


def test_what_the_record_cannot_say_is_not_recorded(scope):
    text = "Năm 2024, thị xã Duy Tiên có 7 mô hình dân vận khéo cấp tỉnh."
    assert verdicts(text, scope) == [(7, None, "not_recorded")]


def test_what_was_replicated_is_held_against_the_recorded_origins(scope):
    text = "Năm 2024, thị xã Duy Tiên nhân rộng {} mô hình dân vận khéo."
    origin, copy, other = Initiative.objects.filter(locality=scope.locality)
    assert verdicts(text.format(2), scope) == [(2, 0, "differs")]
    for one in (copy, other):
        Lineage.objects.create(copy=one, origin=origin, learnt_on=date(2024, 3, 1))
    assert verdicts(text.format(2), scope) == [(2, 2, "match")]
    assert verdicts(text.format(3), scope) == [(3, 2, "differs")]


def test_all_match_only_when_nothing_in_scope_is_wrong(scope):
    assert reconcile_text(TEXT.format(3), scope).all_match
    assert not reconcile_text(TEXT.format(4), scope).all_match
    assert reconcile_text(TEXT.format(4).replace("2024", "2023"), scope).all_match


def test_marks_joined_give_the_text_again(scope):
    text = TEXT.format(4)
    pieces = marks(text, reconcile_text(text, scope), scope)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.rows_url for piece in pieces if piece.item] == [
        f"/{DUY_TIEN}/so-lieu/initiatives.operating/?nam=2024&kind=mo_hinh"
    ]


def test_place_names_know_the_unit_with_and_without_its_type(scope):
    names = place_names(scope)
    assert {"Thị xã Duy Tiên", "Duy Tiên"} <= set(names)
    assert not any("Kim Bảng" in name for name in names)


def test_scope_of_a_locality_a_body_and_a_unit_inside(scope):
    assert scope_of(DUY_TIEN, 2024) == scope
    assert scope_of(f"{DUY_TIEN}/thi-uy", 2024) == scope
    unit = make_unit("gso2024-13325")
    assert scope_of("gso2024-13325", 2024) == Scope(scope.locality, 2024, unit)


@pytest.mark.parametrize("code", ["gso2024-99999", "gso2024-35", "rác"])
def test_scope_of_what_nobody_keeps_is_said(scope, code):
    make_unit("gso2024-35", "Tỉnh Hà Nam", "province")
    with pytest.raises(LookupError, match=code):
        scope_of(code, 2024)
