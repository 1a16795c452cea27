from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.directives.actions.documents import add_directive
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.changes import Why
from kheo.movement.actions.programmes import ProgrammeContent, update_programme
from kheo.movement.models import Campaign, Gate, ProgrammeChange, Quota, Submission
from kheo.movement.queries.changes import changes_of, is_under_way, programme_in_words
from kheo.movement.rules.programmes import USUAL_FIELDS, Calendar
from kheo.organisation.models import Body
from tests import factories
from tests.directives.scene import LINES
from tests.directives.scene import content as directive_content

TODAY = timezone.localdate()


@pytest.fixture
def opened(place):
    """A programme of this year that opened today."""
    return factories.make_programme(place, TODAY.year, registration_opens=TODAY)


@pytest.fixture
def content(place, opened):
    committee = opened.standing_body
    return ProgrammeContent(
        opened.title,
        committee,
        committee,
        committee,
        factories.body_of(place, "ubnd"),
        calendar=Calendar(registration_opens=TODAY),
    )


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def test_a_programme_is_under_way_from_its_opening_day_or_the_first_form_on(place):
    programme = factories.make_programme(place, TODAY.year, registration_opens=TODAY + timedelta(days=1))
    asked = [is_under_way(programme, TODAY + timedelta(days=days)) for days in (0, 1, 2)]
    Submission.objects.create(programme=programme, unit=place.unit)
    assert (asked, is_under_way(programme, TODAY)) == ([False, True, True], True)
    bare = factories.make_programme(place, 2023)
    assert not is_under_way(bare, TODAY)
    factories.make_registration(bare)
    assert is_under_way(bare, TODAY)


def test_what_matters_is_changed_with_a_reason_and_told_before_and_after(opened, office, content, place):
    union = factories.make_body(place, "hoi", "Hội Phụ nữ", Body.Kind.UNION)
    closes = TODAY + timedelta(days=30)
    wanted = replace(
        content,
        standing_body=union,
        calendar=Calendar(registration_opens=TODAY, registration_closes=closes),
        fields={**USUAL_FIELDS, "moi-truong": "Môi trường"},
        lateness="gated",
        least_each=1,
    )
    with pytest.raises(RefusedError) as refused:
        update_programme(office, opened, wanted, Why(" ", "p" * 121, 1))
    assert said(refused) == [
        (
            "Lý do sửa: Chương trình đã chạy: ghi lý do khi đổi cơ quan thường trực, ngày hết hạn đăng ký, nộp muộn, "
            "số lượng mỗi đơn vị, lĩnh vực. Lý do hiện ở trang chương trình."
        ),
        "Theo văn bản: Số văn bản dài quá 120 ký tự.",
    ]
    opened.refresh_from_db()
    assert (opened.least_each, opened.version, ProgrammeChange.objects.count()) == (None, 1, 0)
    update_programme(office, opened, wanted, Why("Ban Chỉ đạo họp", "05-TB/BCĐ", 1))
    made = changes_of(opened).get()
    assert (made.reason, made.paper) == ("Ban Chỉ đạo họp", "05-TB/BCĐ")
    four = " · ".join(USUAL_FIELDS.values())
    assert made.changes == [
        ["cơ quan thường trực", content.standing_body.name, "Hội Phụ nữ"],
        ["ngày hết hạn đăng ký", "", f"{closes:%d/%m/%Y}"],
        ["nộp muộn", "vẫn nhận, ghi rõ là nộp muộn", "chỉ nhận của đơn vị được mở thêm hạn"],
        ["số lượng mỗi đơn vị", "", "ít nhất 1"],
        ["lĩnh vực", four, f"{four} · Môi trường"],
    ]


@pytest.mark.parametrize(("length", "count"), [(300, 0), (301, 1)])
def test_a_reason_is_no_letter(opened, office, content, length, count):
    try:
        update_programme(office, opened, replace(content, least_each=2), Why("a" * length))
        said_ = []
    except RefusedError as refusal:
        said_ = [problem.where for problem in refusal.problems]
    assert said_ == ["Lý do sửa"] * count


def test_what_is_filled_in_later_needs_no_reason_but_is_told(opened, office, content, place):
    plan = add_directive(office, place, directive_content(), LINES)
    campaign = Campaign.objects.create(locality=place, title="Giai đoạn", first_year=TODAY.year, last_year=TODAY.year)
    update_programme(office, opened, replace(content, title="Tên mới", plan=plan, campaign=campaign, silent_weeks=6))
    made = ProgrammeChange.objects.get()
    assert made.reason == ""
    assert made.changes == [
        ["tên chương trình", opened.title, "Tên mới"],
        ["giai đoạn", "", "Giai đoạn"],
        ["kế hoạch", "", f"{plan.number} ngày {plan.issued_on:%d/%m/%Y}"],
        ["coi là im lặng", "sau 8 tuần", "sau 6 tuần"],
    ]


def test_before_it_opens_nothing_is_owed(place, office, content):
    coming = factories.make_programme(place, TODAY.year + 1)
    update_programme(office, coming, replace(content, calendar=Calendar(report_on=date(TODAY.year + 1, 12, 1)), least_each=2))
    coming.refresh_from_db()
    assert (coming.least_each, coming.report_on, ProgrammeChange.objects.count()) == (2, date(TODAY.year + 1, 12, 1), 0)


def test_somebody_else_s_change_is_not_written_over(opened, office, content):
    update_programme(office, opened, replace(content, title="Một"), Why(version=1))
    with pytest.raises(RefusedError) as refused:
        update_programme(office, opened, replace(content, title="Hai"), Why(version=1))
    assert said(refused)[0].startswith("Người khác vừa sửa mục này")


def test_quotas_of_single_places_are_told_by_name(opened, place):
    unit = factories.make_unit("gso2024-13325", "Phường Hòa Mạc", parent=place.unit)
    Quota.objects.create(programme=opened, unit=unit, least=1, most=2)
    Quota.objects.create(programme=opened, unit=place.unit, body=factories.body_of(place, "mttq"), least=3)
    told = programme_in_words(opened)
    assert {name: words for name, words in told.items() if name.startswith("số lượng của")} == {
        "số lượng của Phường Hòa Mạc": "từ 1 đến 2",
        "số lượng của Uỷ ban Mặt trận Tổ quốc Duy Tiên": "ít nhất 3",
    }
    assert Gate.objects.count() == 0


def test_what_the_round_cannot_be_is_told(opened, office, content, elsewhere, stranger):
    theirs = add_directive(stranger, elsewhere, directive_content(), LINES)
    foreign = Campaign.objects.create(locality=elsewhere, title="Của họ", first_year=2000, last_year=2100)
    wrong = replace(content, plan=theirs, guideline=theirs, campaign=foreign, lateness="never", silent_weeks=0, least_each=501)
    with pytest.raises(RefusedError) as refused:
        update_programme(office, opened, replace(wrong, most_each=-1))
    assert said(refused) == [
        "Kế hoạch: Văn bản này của địa phương khác; chọn văn bản ghi ở trang Chỉ đạo của mình.",
        "Hướng dẫn: Văn bản này của địa phương khác; chọn văn bản ghi ở trang Chỉ đạo của mình.",
        "Giai đoạn: Giai đoạn này của địa phương khác.",
        "Khi nộp muộn: Chọn một trong hai cách nhận hồ sơ muộn.",
        "Số tuần coi là im lặng: Ghi từ 1 đến 52 tuần.",
        "Mỗi đơn vị ít nhất: Ghi từ 0 đến 500, hoặc để trống.",
        "Mỗi đơn vị nhiều nhất: Ghi từ 0 đến 500, hoặc để trống.",
        "Mỗi đơn vị nhiều nhất: Nhiều nhất (-1) nhỏ hơn ít nhất (501); sửa một trong hai.",
    ]
    past = Campaign.objects.create(locality=opened.locality, title="Đã qua", first_year=2021, last_year=2025)
    with pytest.raises(RefusedError) as refused:
        update_programme(office, opened, replace(content, campaign=past))
    assert said(refused) == [f"Giai đoạn: Giai đoạn này là 2021–2025, không có năm {TODAY.year}."]


def test_a_field_that_a_form_on_its_way_chose_stays(opened, office, content, place):
    Submission.objects.create(programme=opened, unit=place.unit, content={"field": "economy"})
    Submission.objects.create(programme=opened, unit=place.unit, content={"field": "defence_security"}, state="declined")
    Submission.objects.create(programme=opened, unit=place.unit)
    left = {key: label for key, label in USUAL_FIELDS.items() if key not in {"economy", "defence_security"}}
    with pytest.raises(RefusedError) as refused:
        update_programme(office, opened, replace(content, fields=left), Why("Bớt"))
    assert said(refused) == ["Lĩnh vực: Lĩnh vực «Kinh tế» đang có phiếu đăng ký chọn, không bỏ được."]
