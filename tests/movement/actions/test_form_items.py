from dataclasses import replace

import pytest

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.changes import Why
from kheo.movement.actions.form_items import set_items, write_items
from kheo.movement.models import ProgrammeChange, Submission
from kheo.movement.queries.rounds import items_of, written_under
from kheo.movement.rules.form_items import USUAL_ITEMS, Item
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from tests import factories

NAME, SITUATION, GOALS, CONTENT = USUAL_ITEMS[:4]


@pytest.fixture
def form(programme):
    write_items(programme, USUAL_ITEMS)
    return programme


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def test_items_are_renamed_added_put_in_order_and_taken_out(form, office):
    before = {row.key: row.pk for row in form.items.all()}
    wanted = [
        NAME,
        replace(CONTENT, label=" Cách  làm"),
        replace(GOALS, is_required=True),
        Item("", "Cam kết"),
        Item("", "Tình hình"),
    ]
    set_items(office, form, wanted)
    assert items_of(form) == [
        NAME,
        replace(CONTENT, label="Cách làm"),
        replace(GOALS, is_required=True),
        Item("cam-ket", "Cam kết"),
        Item("tinh-hinh", "Tình hình"),
    ]
    assert {row.key: row.pk for row in form.items.all()}["content"] == before["content"]
    row = AuditRow.objects.get()
    assert (row.action, row.details) == ("programme.items", {"items": ["name", "content", "goals", "cam-ket", "tinh-hinh"]})
    assert ProgrammeChange.objects.count() == 0


def test_two_new_items_of_like_words_get_keys_of_their_own(form, office):
    set_items(office, form, [NAME, Item("", "Thời gian!"), Item("", "Thời gian?"), Item("", "2030")])
    assert [item.key for item in items_of(form)] == ["name", "thoi-gian", "thoi-gian-2", "muc-2030"]


@pytest.mark.parametrize("where", ["form", "registration"])
def test_what_somebody_wrote_under_stays(form, office, place, where):
    if where == "form":
        Submission.objects.create(programme=form, unit=place.unit, content={"items": {"goals": "50 hộ", "time": ""}})
    else:
        factories.make_registration(form, answers={"goals": "50 hộ", "time": ""})
    with pytest.raises(RefusedError) as refused:
        set_items(office, form, [NAME], Why("Phiếu gọn"))
    assert said(refused) == [
        "Các mục: Mục «Mục tiêu, chỉ tiêu» đã có 1 phiếu, hồ sơ ghi; không bỏ được. Bỏ dấu «bắt buộc» nếu không đòi nữa."
    ]
    assert len(items_of(form)) == 10
    set_items(office, form, [NAME, GOALS], Why("Phiếu gọn"))
    assert [item.key for item in items_of(form)] == ["name", "goals"]


def test_a_form_that_became_a_registration_is_counted_once(form, place):
    registration = factories.make_registration(form, answers={"goals": "50 hộ"})
    Submission.objects.create(programme=form, unit=place.unit, content={"items": {"goals": "50 hộ"}}, registration=registration)
    Submission.objects.create(programme=form, unit=place.unit, content={})
    assert [written_under(form, key) for key in ("goals", "time")] == [1, 0]


def test_the_title_stays_and_an_item_nobody_knows_is_no_item(form, office):
    with pytest.raises(RefusedError) as refused:
        set_items(office, form, [GOALS, Item("la-gi", "Lạ")])
    assert said(refused) == [
        "Các mục: Mục tên mô hình không bỏ được, luôn bắt buộc và luôn có ở phiếu ngắn.",
        "Các mục: Phiếu vừa đổi ở nơi khác; mở lại trang rồi sửa.",
    ]


def test_once_people_write_a_change_needs_its_reason_and_stands_on_record(form, office, place):
    Submission.objects.create(programme=form, unit=place.unit)
    shorter = [NAME, replace(SITUATION, is_required=True), CONTENT]
    with pytest.raises(RefusedError) as refused:
        set_items(office, form, shorter)
    assert said(refused) == ["Lý do sửa: Chương trình đã chạy: ghi lý do khi đổi mục của phiếu. Lý do hiện ở trang chương trình."]
    set_items(office, form, shorter, Why(" Phiếu  dài quá", "12-TB/BCĐ"))
    made = ProgrammeChange.objects.get()
    assert (made.reason, made.paper, made.made_by) == ("Phiếu dài quá", "12-TB/BCĐ", office.account_id)
    gone = [item for item in USUAL_ITEMS if item.key not in {"name", "situation", "content"}]
    assert made.changes == [
        *(["mục của phiếu", item.in_words(), ""] for item in gone),
        ["mục của phiếu", "Tình hình và lý do (không bắt buộc)", "Tình hình và lý do"],
    ]
    assert set_items(office, form, shorter)
    assert ProgrammeChange.objects.count() == 1


def test_who_may(form, stranger, place):
    for actor in (stranger, factories.actor_for(factories.make_account(Role.UNIT_STAFF, place))):
        with pytest.raises(NotAllowedError):
            set_items(actor, form, USUAL_ITEMS)
