from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.directives.actions.documents import add_directive
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.copying import copy_programme
from kheo.movement.actions.form_items import write_items
from kheo.movement.models import Campaign, Gate, Programme, ProgrammeChange, Quota
from kheo.movement.queries.copying import copy_plan
from kheo.movement.queries.quotas import own_quotas
from kheo.movement.queries.rounds import items_of
from kheo.movement.rules.form_items import USUAL_ITEMS, Item
from kheo.movement.rules.rounds import Asked
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Body
from tests import factories
from tests.directives.scene import LINES
from tests.directives.scene import content as directive_content

TODAY = timezone.localdate()
YEAR = TODAY.year


@pytest.fixture
def ward(db):
    """A ward of today with two groups; last year's programme is copied there."""
    place = factories.make_locality(factories.WARD)
    for number in (1, 2):
        factories.make_unit(f"{place.code}-to-{number}", f"Tổ dân phố số {number}", "village", place.unit)
    return place


@pytest.fixture
def office(ward):
    return factories.actor_for(factories.make_account("office", ward))


@pytest.fixture
def last(ward, office):
    fixed = {"registration_opens": date(YEAR - 1, 2, 1), "registration_closes": date(YEAR - 1, 3, 15)}
    plan = add_directive(office, ward, directive_content(number="01-KH/BCĐ"), LINES)
    ended = directive_content(number="02-HD/BCĐ", valid_to=TODAY)
    guideline = add_directive(office, ward, ended, LINES)
    campaign = Campaign.objects.create(locality=ward, title="Giai đoạn", first_year=YEAR - 4, last_year=YEAR - 1)
    made = factories.make_programme(
        ward,
        YEAR - 1,
        title=f"“Dân vận khéo” năm {YEAR - 1}",
        criteria_set=factories.make_criteria_set(),
        plan=plan,
        guideline=guideline,
        campaign=campaign,
        lateness="gated",
        silent_weeks=6,
        least_each=1,
        most_each=3,
        report_on=date(YEAR, 1, 10),
        **fixed,
    )
    write_items(made, [USUAL_ITEMS[0], Item("cam-ket", "Cam kết", "Ai hứa gì.", is_short=True)])
    return made


def group(ward, number):
    return factories.make_unit(f"{ward.code}-to-{number}")


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def test_a_new_year_in_one_act(ward, office, last):
    gone = group(ward, 2)
    Quota.objects.create(programme=last, unit=group(ward, 1), least=2, most=4)
    Quota.objects.create(programme=last, unit=gone, least=1)
    gone.versions.update(valid_to=date(YEAR - 1, 6, 1))
    Gate.objects.create(programme=last, unit=ward.unit, until=date(YEAR - 1, 4, 1), reason="Bão")
    factories.make_registration(last, unit=ward.unit)
    made = copy_programme(office, last, YEAR, f"phuong-duy-tien-{YEAR}")
    assert (made.title, made.year, made.code, made.state) == (
        f"“Dân vận khéo” năm {YEAR}",
        YEAR,
        f"phuong-duy-tien-{YEAR}",
        "open",
    )
    assert [getattr(made, name) for name in ("registration_opens", "registration_closes", "assessment_due", "report_on")] == [
        date(YEAR, 2, 1),
        date(YEAR, 3, 15),
        None,
        date(YEAR + 1, 1, 10),
    ]
    same = ("standing_body", "commending_body", "criteria_set", "lateness", "silent_weeks", "least_each", "most_each", "plan")
    assert [getattr(made, name) for name in same] == [getattr(last, name) for name in same]
    assert (made.guideline, made.campaign, made.broadcaster) == (None, None, None)
    assert items_of(made) == items_of(last)
    assert list(made.fields.values_list("key", "label")) == list(last.fields.values_list("key", "label"))
    assert own_quotas(made) == {f"u{group(ward, 1).pk}": Asked(2, 4, is_own=True)}
    assert (made.registrations.count(), made.gates.count(), ProgrammeChange.objects.count()) == (0, 0, 0)
    row = AuditRow.objects.get(action="programme.copy")
    assert (row.subject_id, row.details) == (str(made.pk), {"from": last.pk, "year": YEAR})


def test_what_comes_along_and_what_does_not_is_told_before(ward, office, last):
    gone = group(ward, 2)
    Quota.objects.create(programme=last, unit=gone, least=1)
    Quota.objects.create(programme=last, unit=ward.unit, body=factories.body_of(ward, "mttq"), least=2)
    gone.versions.update(valid_to=date(YEAR - 1, 6, 1))
    Gate.objects.create(programme=last, unit=ward.unit, until=date(YEAR - 1, 4, 1), reason="Bão")
    ubnd = factories.body_of(ward, "ubnd")
    ubnd.valid_to = date(YEAR, 1, 1)
    ubnd.save()
    last.refresh_from_db()
    plan = copy_plan(last, YEAR, TODAY)
    assert plan.left == [
        (f"Cơ quan khen thưởng: {ubnd.name}", f"kết thúc từ 01/01/{YEAR}"),
        ("Số lượng giao riêng: Tổ dân phố số 2", f"không còn trong năm {YEAR}"),
        ("Hướng dẫn 02-HD/BCĐ", f"không có hiệu lực từ {TODAY:%d/%m/%Y}; ghi văn bản mới ở trang Chỉ đạo rồi chọn"),
        ("Giai đoạn Giai đoạn", f"đến hết năm {YEAR - 1}"),
        ("Hồ sơ đăng ký, điểm, quyết định", "là của năm cũ; mô hình làm tiếp thì đăng ký lại"),
        ("Các lần mở thêm hạn", "chỉ cho năm cũ"),
    ]
    committee = last.standing_body.name
    assert plan.kept == [
        ("Tên", f"“Dân vận khéo” năm {YEAR}"),
        *((label, committee) for label in ("Cơ quan thường trực", "Cơ quan lãnh đạo", "Cơ quan công nhận")),
        ("Lĩnh vực", " · ".join(factories.FIELDS.values())),
        ("Phiếu đăng ký", "2 mục"),
        ("Bộ tiêu chí", str(last.criteria_set)),
        ("Mở đăng ký", f"01/02/{YEAR}"),
        ("Hết hạn đăng ký", f"15/03/{YEAR}"),
        ("Báo cáo tổng kết", f"10/01/{YEAR + 1}"),
        ("Số lượng mỗi đơn vị", "từ 1 đến 3"),
        ("Số lượng giao riêng", "1 nơi"),
        ("Nộp muộn; im lặng", "chỉ nhận của đơn vị được mở thêm hạn; sau 6 tuần"),
        ("Kế hoạch", "01-KH/BCĐ ngày 07/01/2019, còn hiệu lực"),
    ]
    assert Programme.objects.count() == 1


def test_a_needed_body_that_ended_is_chosen_anew(ward, office, last):
    committee = last.standing_body
    committee.valid_to = TODAY
    committee.save()
    last.refresh_from_db()
    with pytest.raises(RefusedError) as refused:
        copy_programme(office, last, YEAR - 1, "ma")
    assert said(refused) == [
        "Cơ quan thường trực: Cơ quan năm trước không còn; chọn cơ quan khác.",
        "Cơ quan lãnh đạo: Cơ quan năm trước không còn; chọn cơ quan khác.",
        "Cơ quan công nhận: Cơ quan năm trước không còn; chọn cơ quan khác.",
        f"Năm: Chọn một năm sau năm {YEAR - 1}.",
    ]
    front = factories.body_of(ward, "mttq")
    chosen = dict.fromkeys(("standing_body", "leading_body", "recognising_body"), front)
    made = copy_programme(office, last, YEAR, "ma", {**chosen, "commending_body": front})
    assert (made.standing_body, made.leading_body, made.commending_body) == (front, front, factories.body_of(ward, "ubnd"))


def test_a_body_ends_on_its_day_and_one_that_has_not_begun_is_left(ward, last):
    union = factories.make_body(ward, "hoi", "Hội", Body.Kind.UNION, valid_to=TODAY + timedelta(days=1))
    last.broadcaster = union
    assert "Đài truyền thanh" in dict(copy_plan(last, YEAR, TODAY).kept)
    assert ("Đài truyền thanh: Hội", f"kết thúc từ {union.valid_to:%d/%m/%Y}") in copy_plan(last, YEAR, union.valid_to).left
    union.valid_to, union.valid_from = None, date(YEAR + 1, 1, 1)
    assert ("Đài truyền thanh: Hội", "chưa hoạt động") in copy_plan(last, YEAR, TODAY).left


def test_years_apart_leap_days_and_a_form_of_none(ward, office):
    old = factories.make_programme(
        ward, 2024, title="Dân vận khéo", registration_opens=date(2024, 2, 29), guideline=None, least_each=None
    )
    unnamed = factories.make_unit("gso2024-99999", "Xã cũ")
    unnamed.versions.all().delete()
    Quota.objects.create(programme=old, unit=unnamed, least=1)
    coming = add_directive(office, ward, directive_content(number="09-KH/BCĐ", valid_from=date(2090, 1, 1)), LINES)
    old.plan, old.criteria_set = coming, None
    old.campaign = Campaign.objects.create(locality=ward, title="Dài", first_year=2020, last_year=2030)
    old.save()
    plan = copy_plan(old, 2027, TODAY)
    assert plan.left[:2] == [
        ("Số lượng giao riêng: mã gso2024-99999", "không còn trong năm 2027"),
        ("Kế hoạch 09-KH/BCĐ", "không có hiệu lực; ghi văn bản mới ở trang Chỉ đạo rồi chọn"),
    ]
    made = copy_programme(office, old, 2027, "ma-2027")
    assert (made.registration_opens, made.title, made.campaign.title) == (date(2027, 2, 28), "Dân vận khéo", "Dài")
    assert items_of(made) == list(USUAL_ITEMS)


def test_who_may(last, stranger):
    with pytest.raises(NotAllowedError):
        copy_programme(stranger, last, YEAR, "ma")
