from dataclasses import replace
from decimal import Decimal

import pytest

from kheo.assessment.actions.councils import (
    Place,
    bring_files,
    edit_council,
    found_council,
    seat_member,
    take_file_out,
    unseat_member,
)
from kheo.assessment.actions.sheets import close_assessment
from kheo.assessment.models import Assessment, Council, CouncilFile, Seat
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from tests import factories
from tests.assessment.council_scene import PLAIN

pytestmark = pytest.mark.django_db


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def test_settings_are_written_until_somebody_scores(scene):
    edited = edit_council(scene.office, scene.council, replace(PLAIN, title=" Tổ thẩm định ", secret=True), scene.now().version)
    assert (edited.title, edited.secret, edited.approval_percent) == ("Tổ thẩm định", True, 70)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        edit_council(scene.office, scene.council, PLAIN, edited.version - 1)
    scene.open()
    with pytest.raises(RefusedError) as refused:
        edit_council(scene.office, scene.council, PLAIN, scene.now().version)
    assert said(refused) == [
        "Không thể sửa cách làm việc của hội đồng: hội đồng đang chấm, cần lúc đang lập. Tải lại trang để xem."
    ]


def test_all_faults_of_the_settings_are_told(scene):
    wrong = replace(
        PLAIN, title=" ", spread_limit=Decimal(-1), quorum_percent=0, approval_percent=101, method="x", tie_rule="criterion"
    )
    with pytest.raises(RefusedError) as refused:
        found_council(scene.office, scene.place, scene.council.criteria_set, wrong)
    assert said(refused) == [
        "Tên: Ghi tên hội đồng.",
        "Số dự họp tối thiểu: Ghi từ 1 đến 100 phần trăm.",
        "Tỷ lệ thông qua: Ghi từ 1 đến 100 phần trăm.",
        "Mức chênh lệch: Mức chênh lệch không thể âm.",
        "Cách tính điểm chung: Chọn một cách tính trong danh sách.",
        "Tiêu chí xếp khi bằng điểm: Chọn tiêu chí dùng để xếp khi bằng điểm.",
    ]
    with pytest.raises(RefusedError) as refused:
        found_council(scene.office, scene.place, scene.council.criteria_set, replace(PLAIN, tie_rule="x"))
    assert said(refused) == ["Khi bằng điểm: Chọn một cách xếp trong danh sách."]
    assert Council.objects.count() == 1


def test_only_the_office_founds_and_only_with_a_set_of_its_own(scene):
    with pytest.raises(NotAllowedError):
        found_council(scene.actors[0], scene.place, scene.council.criteria_set, PLAIN)
    theirs = factories.make_criteria_set("cua-noi-khac")
    theirs.locality = factories.KIM_BANG
    theirs.save()
    with pytest.raises(RefusedError, match="của địa phương khác"):
        found_council(scene.office, scene.place, theirs, PLAIN)


def test_one_chair_and_nobody_twice_or_from_elsewhere(scene):
    stranger = factories.make_account(Role.COUNCIL, factories.make_locality(factories.KIM_BANG)).person
    own, viewer = scene.account_outside().person, factories.make_account(Role.VIEWER, scene.place).person
    for person, place, why in (
        (scene.accounts[2].person, Place(), "đã ở trong hội đồng"),
        (own, Place(Seat.Part.CHAIR), "đã có chủ tịch"),
        (stranger, Place(), "địa phương khác"),
        (viewer, Place(), "không giữ vai nào được chấm .*cán bộ đơn vị, cơ quan thường trực, lãnh đạo, thành viên hội đồng"),
    ):
        with pytest.raises(RefusedError, match=why):
            seat_member(scene.office, scene.council, person, place)
    seat = seat_member(scene.office, scene.council, own, Place(groups=("b", "a", "a"), title=" Phó Bí thư "))
    assert (seat.groups, seat.title) == (["a", "b"], "Phó Bí thư")
    unseat_member(scene.office, seat)
    assert Seat.objects.filter(council=scene.council).count() == 3
    scene.open()
    with pytest.raises(RefusedError, match="bỏ thành viên"):
        unseat_member(scene.office, scene.seats[0])


def test_open_sheets_of_the_same_set_come_once(scene, make_scene):
    more = Assessment.objects.create(criteria_set=scene.council.criteria_set, locality=scene.place.code)
    assert bring_files(scene.office, scene.council, {scene.sheets[0].pk: "", more.pk: "economy"}) == 1
    assert CouncilFile.objects.get(assessment=more).group == "economy"
    other = make_scene(files=0)
    with pytest.raises(RefusedError, match="ở hội đồng khác"):
        bring_files(other.office, other.council, {more.pk: ""})
    elsewhere = Assessment.objects.create(criteria_set=scene.council.criteria_set, locality=factories.KIM_BANG)
    with pytest.raises(RefusedError, match="Có phiếu điểm đã chốt"):
        bring_files(scene.office, scene.council, {elsewhere.pk: ""})
    assert CouncilFile.objects.count() == 3


def test_a_sheet_before_a_council_is_not_closed_by_the_office_until_it_is_taken_out(scene):
    with pytest.raises(RefusedError, match="không chốt riêng"):
        close_assessment(scene.office, scene.sheets[0], factories.date(2024, 12, 1), 1)
    for reason in (" ", "x" * 301):
        with pytest.raises(RefusedError, match="Ghi lý do rút hồ sơ"):
            take_file_out(scene.office, scene.files[0], reason)
    take_file_out(scene.office, scene.files[0], " đơn vị xin rút ")
    with pytest.raises(RefusedError, match="Chưa có điểm thẩm định"):
        close_assessment(scene.office, scene.sheets[0], factories.date(2024, 12, 1), 1)
    assert AuditRow.objects.filter(action="council.take_out").count() == 1
