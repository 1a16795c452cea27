"""A conference is created with the usual day, edited under a version, opened on its day, read-only after closing."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from kheo.conference.actions.conferences import (
    create_conference,
    discard_conference,
    edit_conference,
    open_conference,
    set_agenda,
)
from kheo.conference.actions.invitations import send_invitations
from kheo.conference.models import AgendaItem, Conference
from kheo.conference.queries.conferences import day_of
from kheo.conference.rules.agenda import StepContent
from kheo.foundation.audit.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Notice
from tests import factories
from tests.conference.scene import DAY, make_scene


def wrong(refusal):
    return [str(problem) for problem in refusal.value.problems]


def test_a_new_conference_has_the_usual_day(scene):
    steps = day_of(scene.conference)
    assert [(step.begins, step.kind) for step in steps] == [
        (time(8, 0), "opening"),
        (time(8, 30), "opening"),
        (time(8, 40), "opening"),
        (time(8, 50), "report"),
        (time(9, 10), "contributions"),
        (time(9, 50), "directing"),
        (time(10, 5), "ceremony"),
        (time(10, 30), "conclusion"),
    ]
    assert steps[-1].ends == time(10, 40)
    row = AuditRow.objects.get(action="conference.create")
    assert row.details == {"host": "gso2024-349/thi-uy", "on": "2025-01-08"}


def test_everything_wrong_is_told_at_once(scene):
    neighbour = make_scene(factories.KIM_BANG)
    content = scene.content(
        title=" ", venue="x" * 201, held_on=date(2026, 2, 1), host=neighbour.body("thi-uy"), note="", chair_title=""
    )
    with pytest.raises(RefusedError) as refusal:
        create_conference(scene.office, scene.programme, content)
    assert wrong(refusal) == [
        "Tên hội nghị: Chưa ghi mục này.",
        "Địa điểm: Dài 201 ký tự, nhiều nhất 200; viết gọn lại.",
        "Chủ trì: Chưa ghi mục này.",
        "Ngày họp: Tổng kết năm 2024 mà họp ngày 01/02/2026; hội nghị họp trong năm 2024 hoặc 2025. Xem lại năm.",
        "Cơ quan triệu tập: Cơ quan này của địa phương khác; chọn cơ quan của mình.",
    ]
    assert Conference.objects.filter(locality=scene.locality).count() == 1


def test_a_host_that_ended_before_the_day_is_refused(scene):
    body = scene.body("thi-uy")
    body.valid_to = DAY
    body.save()
    with pytest.raises(RefusedError) as refusal:
        edit_conference(scene.office, scene.conference, scene.content(), 1)
    assert wrong(refusal) == ["Cơ quan triệu tập: Cấp uỷ Duy Tiên không tồn tại vào ngày 08/01/2025; chọn cơ quan khác."]


def test_two_conferences_of_a_programme_on_one_day_are_refused(scene):
    with pytest.raises(RefusedError, match="Đã có hội nghị của chương trình này vào ngày 08/01/2025"):
        create_conference(scene.office, scene.programme, scene.content())
    second = create_conference(scene.office, scene.programme, scene.content(held_on=DAY + timedelta(days=1)))
    with pytest.raises(RefusedError, match="Đã có hội nghị"):
        edit_conference(scene.office, second, scene.content(), second.version)


def test_editing_changes_the_words_and_refuses_a_stale_version(scene):
    edited = edit_conference(scene.office, scene.conference, scene.content(venue="  Nhà  văn hoá "), 1)
    assert (edited.venue, edited.version) == ("Nhà văn hoá", 2)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        edit_conference(scene.office, scene.conference, scene.content(), 1)
    assert scene.fresh().venue == "Nhà văn hoá"


def test_another_day_or_place_is_told_to_those_who_were_invited_and_other_words_are_not(scene):
    scene.invited_ward()
    edited = edit_conference(scene.office, scene.conference, scene.content(starts_at=time(9)), 1)
    assert Notice.objects.count() == 0  # nobody had been invited yet
    send_invitations(scene.office, edited)
    Notice.objects.all().delete()
    content = scene.content(starts_at=time(9), note="Mang theo ảnh.")
    edited = edit_conference(scene.office, edited, content, 2)
    assert Notice.objects.count() == 0
    edited = edit_conference(scene.office, edited, replace(content, held_on=DAY + timedelta(days=2), venue="Nhà văn hoá"), 3)
    told = Notice.objects.order_by("pk").values_list("position__title", "subject")
    subject = "Đổi lịch họp, nay 09:00 ngày 10/01/2025: Hội nghị tổng kết công tác dân vận năm 2024"
    assert list(told) == [("Cán bộ dân vận", subject), ("Chủ tịch", subject)]
    assert Notice.objects.filter(text__startswith="Tại Nhà văn hoá. ").count() == 2
    assert AuditRow.objects.filter(action="conference.edit").latest("pk").details["notices"] == 2


def test_staff_of_a_unit_manages_no_conference(scene):
    with pytest.raises(NotAllowedError):
        create_conference(scene.staff, scene.programme, scene.content())
    neighbour = make_scene(factories.KIM_BANG)
    with pytest.raises(NotAllowedError):
        edit_conference(neighbour.office, scene.conference, scene.content(), 1)


def test_the_agenda_is_put_in_its_new_order(scene):
    steps = [StepContent("report", " Báo  cáo ", 20, "Ban"), StepContent("conclusion", "Kết luận", 10)]
    changed = set_agenda(scene.office, scene.conference, steps, 1)
    assert changed.version == 2
    assert list(AgendaItem.objects.values_list("order", "title", "minutes", "by")) == [
        (1, "Báo cáo", 20, "Ban"),
        (2, "Kết luận", 10, ""),
    ]


def test_an_agenda_that_is_none_is_refused_and_the_old_one_stays(scene):
    with pytest.raises(RefusedError, match="Chương trình chưa có việc nào"):
        set_agenda(scene.office, scene.conference, [], 1)
    assert AgendaItem.objects.count() == 8


def test_it_opens_on_its_day_with_an_agenda(scene):
    opened = open_conference(scene.office, scene.conference, 1)
    assert (opened.state, opened.version) == ("open", 2)
    assert opened.opened_at is not None
    with pytest.raises(RefusedError, match="hội nghị đang ở bước «đang họp»"):
        open_conference(scene.office, scene.conference, 2)


def test_it_does_not_open_before_its_day_or_without_agenda(scene):
    tomorrow = timezone.localdate() + timedelta(days=1)
    Conference.objects.update(held_on=tomorrow)
    AgendaItem.objects.all().delete()
    with pytest.raises(RefusedError) as refusal:
        open_conference(scene.office, scene.conference, 1)
    assert wrong(refusal) == [
        (
            f"Hội nghị họp ngày {tomorrow:%d/%m/%Y}, hôm nay là {timezone.localdate():%d/%m/%Y}. Đến ngày họp mới khai mạc; "
            "nếu họp sớm hơn thì sửa ngày họp trước."
        ),
        "Chưa có chương trình làm việc; ghi chương trình trước khi khai mạc.",
    ]


def test_one_created_by_mistake_is_thrown_away_while_it_is_empty(scene):
    guest = scene.superior()
    with pytest.raises(RefusedError, match="Hội nghị đã có khách mời"):
        discard_conference(scene.office, scene.conference, 1)
    guest.delete()
    discard_conference(scene.office, scene.conference, 1)
    assert list(Conference.objects.all()) == []
    with pytest.raises(RefusedError, match="vừa bị người khác xoá"):
        discard_conference(scene.office, scene.conference, 1)


def test_a_closed_one_is_read_only(scene):
    scene.close()
    for act in (
        lambda: edit_conference(scene.office, scene.conference, scene.content(), 1),
        lambda: set_agenda(scene.office, scene.conference, [StepContent("report", "Báo cáo", 20)], 1),
    ):
        with pytest.raises(RefusedError, match="Hội nghị đã bế mạc, hồ sơ đã khoá"):
            act()


def test_a_conference_held_before_it_was_entered_opens_at_its_own_time(scene):
    at = timezone.make_aware(datetime.combine(scene.conference.held_on, time(8)))
    with pytest.raises(RefusedError, match="không hợp với hội nghị"):
        open_conference(scene.office, scene.conference, 1, at=at - timedelta(days=1))
    assert open_conference(scene.office, scene.conference, 1, at=at).opened_at == at
