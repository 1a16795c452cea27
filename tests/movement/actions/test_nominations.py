from datetime import date

import pytest
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.nominations import Sorting, nominate, sort_nominations, withdraw_nomination
from kheo.movement.actions.registrations import InitiativeContent, edit_registration
from kheo.movement.actions.steps import move_registration
from kheo.movement.models import Nomination, Programme, ProgrammeField, Registration
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Notice, Role
from tests import factories
from tests.movement.levels import make_level, make_levels

pytestmark = pytest.mark.django_db
WHY = "Nhiều nơi đã đến học"


@pytest.fixture
def levels():
    return make_levels()


def proposed(levels, title="Đường hoa", level=None, **fields):
    level = level or levels.first
    row = level.registration(title, **fields)
    return nominate(level.office, level.programme, [row.pk], WHY)[0]


def sort(levels, nomination, group, reason="Đã xem hồ sơ", field=""):
    nomination.refresh_from_db()
    chosen = {nomination.pk: nomination.version}
    return sort_nominations(levels.above.office, levels.above.programme, chosen, Sorting(group, reason, field))[0]


def said(refusal):
    return [str(problem) for problem in refusal.value.problems]


def test_recognised_ones_go_up_together_with_one_reason_one_notice_and_an_audit_row_each(levels):
    rows = [levels.first.registration(title) for title in ("A", "B")]
    made = nominate(levels.first.office, levels.first.programme, [row.pk for row in rows], f" {WHY} ")
    assert [(one.registration, one.programme, one.group, one.reason) for one in made] == [
        (row, levels.above.programme, "waiting", WHY) for row in rows
    ]
    assert {one.nominated_on for one in made} == {timezone.localdate()}
    assert list(Notice.objects.values_list("locality__code", "subject", "path")) == [
        (
            levels.above.locality.code,
            "Phường Duy Tiên đề nghị 2 mô hình, điển hình",
            f"/{levels.above.locality.code}/chuong-trinh/{levels.above.programme.code}/cap-duoi-de-nghi/",
        )
    ]
    assert AuditRow.objects.filter(action="nomination.propose", locality=levels.first.locality.code).count() == 2


@pytest.mark.parametrize("state", [state for state in Registration.State.values if state != "recognised"])
def test_what_its_own_level_has_not_recognised_stays_there(levels, state):
    row = levels.first.registration("A", state)
    with pytest.raises(RefusedError) as refusal:
        nominate(levels.first.office, levels.first.programme, [row.pk], WHY)
    assert said(refusal)[0].startswith("«A»: Cấp mình chưa công nhận")
    assert "chưa đối chiếu văn bản" in said(refusal)[0]
    assert Nomination.objects.count() == 0


def test_every_fault_of_a_proposal_is_told_at_once(levels):
    with pytest.raises(RefusedError) as refusal:
        nominate(levels.above.office, levels.above.programme, [], " ")
    assert said(refusal) == [
        "Lý do: Ghi vì sao đề nghị lên cấp trên, một hai câu.",
        "Không có cấp nào ở trên trong Khéo để đề nghị lên.",
        "Mô hình: Đánh dấu ít nhất một mô hình để đề nghị.",
    ]


def test_another_s_registration_and_one_that_is_up_already_are_refused(levels):
    one = proposed(levels)
    strange = levels.second.registration("Của nơi khác")
    with pytest.raises(RefusedError) as refusal:
        nominate(levels.first.office, levels.first.programme, [one.registration_id, strange.pk], WHY)
    assert said(refusal) == [
        "Mô hình: Có mô hình không thuộc chương trình này; tải lại trang rồi chọn lại.",
        "«Đường hoa»: Đã đề nghị lên cấp trên rồi; không đề nghị lần nữa.",
    ]


def test_nobody_proposes_for_another_level_or_without_the_role(levels):
    row = levels.first.registration("A")
    viewer = factories.actor_for(factories.make_account(Role.VIEWER, levels.first.locality))
    for actor in (levels.second.office, levels.above.office, viewer):
        with pytest.raises(NotAllowedError):
            nominate(actor, levels.first.programme, [row.pk], WHY)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": Programme.State.CLOSED}, "Tỉnh Minh Hoạ đã đóng chương trình năm 2026, không nhận đề nghị nữa."),
        ({"year": 2027}, "Tỉnh Minh Hoạ chưa lập chương trình năm 2026 trong Khéo nên chưa nhận đề nghị được."),
    ],
)
def test_without_an_open_programme_above_it_is_said_so(levels, change, words):
    Programme.objects.filter(pk=levels.above.programme.pk).update(**change)
    with pytest.raises(RefusedError) as refusal:
        nominate(levels.first.office, levels.first.programme, [levels.first.registration("A").pk], WHY)
    assert said(refusal) == [words]


def test_a_proposal_is_taken_back_while_it_waits_and_may_go_up_again(levels):
    one = proposed(levels)
    back = withdraw_nomination(levels.first.office, one, 1)
    assert (back.withdrawn_on, back.group, back.version) == (timezone.localdate(), "waiting", 2)
    with pytest.raises(RefusedError, match="đã rút rồi"):
        withdraw_nomination(levels.first.office, one, 2)
    again = nominate(levels.first.office, levels.first.programme, [one.registration_id], WHY)
    assert Nomination.objects.count() == 2
    with pytest.raises(RefusedError, match="vừa được rút"):
        sort_nominations(levels.above.office, levels.above.programme, {one.pk: 2}, Sorting("here", WHY))
    sort(levels, again[0], "below")
    with pytest.raises(RefusedError, match="Cấp trên đã xếp «chưa đạt cấp này»"):
        withdraw_nomination(levels.first.office, again[0], 2)


def test_a_proposal_is_not_taken_back_by_another_or_over_another_s_change(levels):
    one = proposed(levels)
    with pytest.raises(NotAllowedError):
        withdraw_nomination(levels.above.office, one, 1)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        withdraw_nomination(levels.first.office, one, 7)


@pytest.mark.parametrize("group", ["here", "higher"])
def test_what_reaches_this_level_stands_in_its_programme_running_under_the_same_field(levels, group):
    one = proposed(levels, field="defence_security", leading_body="Chi bộ 2", leading_kind="party_cell", novelty="new")
    done = sort(levels, one, group)
    taken = done.taken_as
    assert (taken.programme, taken.initiative, taken.state) == (levels.above.programme, one.registration.initiative, "running")
    assert (taken.field.key, taken.field.programme) == ("defence_security", levels.above.programme)
    assert (taken.leading_body, taken.leading_kind, taken.novelty) == ("Chi bộ 2", "party_cell", "new")
    assert (done.group, done.sorted_reason, done.sorted_on) == (group, "Đã xem hồ sơ", timezone.localdate())
    assert taken.registered_on == min(timezone.localdate(), date(2026, 12, 31))
    told = Notice.objects.get(locality=levels.first.locality)
    assert told.subject == f"Tỉnh Ninh Bình đã xếp 1 đề nghị: {done.get_group_display()}"
    assert move_registration(levels.above.office, taken, "assess", 1).state == "in_assessment"


def test_what_does_not_reach_this_level_stays_out_of_its_programme(levels):
    done = sort(levels, proposed(levels), "below")
    assert (done.group, done.taken_as) == ("below", None)
    assert Registration.objects.filter(programme=levels.above.programme).count() == 0


def test_several_are_sorted_at_once_and_each_place_below_is_told_once(levels):
    ours = [proposed(levels, title) for title in ("A", "B")]
    theirs = proposed(levels, "C", levels.second)
    chosen = {one.pk: 1 for one in (*ours, theirs)}
    done = sort_nominations(levels.above.office, levels.above.programme, chosen, Sorting("here", WHY))
    assert {one.group for one in done} == {"here"}
    assert Registration.objects.filter(programme=levels.above.programme).count() == 3
    told = dict(Notice.objects.exclude(locality=levels.above.locality).values_list("locality__name", "subject"))
    assert told == {
        "Phường Duy Tiên": "Tỉnh Ninh Bình đã xếp 2 đề nghị: đạt cấp này",
        "Xã Bình Lục": "Tỉnh Ninh Bình đã xếp 1 đề nghị: đạt cấp này",
    }


def test_one_that_cannot_be_sorted_leaves_all_as_they_were(levels):
    good, bad = proposed(levels, "A"), proposed(levels, "B", levels.second)
    sort(levels, bad, "below")
    with pytest.raises(RefusedError) as refusal:
        sort_nominations(levels.above.office, levels.above.programme, {good.pk: 1, bad.pk: 2}, Sorting("below", WHY))
    assert said(refusal) == ["«B»: Đang ở đúng nhóm này rồi; chọn nhóm khác nếu muốn xếp lại."]
    good.refresh_from_db()
    assert good.group == "waiting"


def test_a_field_that_this_level_does_not_have_is_chosen(levels):
    field = ProgrammeField.objects.create(programme=levels.first.programme, key="moi-truong", label="Môi trường", order=9)
    one = proposed(levels)
    Registration.objects.filter(pk=one.registration_id).update(field=field)
    with pytest.raises(RefusedError) as refusal:
        sort(levels, one, "here")
    assert said(refusal) == ["Lĩnh vực: Cấp này không có lĩnh vực «Môi trường»; chọn lĩnh vực của cấp này."]
    with pytest.raises(RefusedError):
        sort(levels, one, "here", field="khong-co")
    assert sort(levels, one, "here", field="economy").taken_as.field.key == "economy"


def test_every_fault_of_a_sorting_is_told_at_once(levels):
    with pytest.raises(RefusedError) as refusal:
        sort_nominations(levels.above.office, levels.above.programme, {}, Sorting("waiting", "x" * 601))
    assert said(refusal) == [
        "Lý do: Lý do dài quá 600 ký tự; viết gọn lại.",
        "Nhóm: Chọn một trong ba nhóm.",
        "Đề nghị: Đánh dấu ít nhất một đề nghị để xếp.",
    ]


def test_a_closed_programme_takes_nothing_more_but_may_still_say_no(levels):
    one = proposed(levels)
    Programme.objects.filter(pk=levels.above.programme.pk).update(state="closed")
    with pytest.raises(RefusedError, match="Chương trình đã đóng"):
        sort(levels, one, "here")
    assert sort(levels, one, "below").group == "below"


def test_only_the_office_above_sorts_and_only_what_was_sent_to_its_programme(levels):
    one = proposed(levels)
    for actor in (levels.first.office, levels.second.office):
        with pytest.raises(NotAllowedError):
            sort_nominations(actor, levels.above.programme, {one.pk: 1}, Sorting("here", WHY))
    with pytest.raises(RefusedError, match="không gửi tới chương trình này"):
        sort_nominations(levels.first.office, levels.first.programme, {one.pk: 1}, Sorting("here", WHY))
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        sort_nominations(levels.above.office, levels.above.programme, {one.pk: 9}, Sorting("here", WHY))


def test_a_group_changes_as_long_as_nothing_was_done_with_it_and_each_change_is_kept(levels):
    one = proposed(levels)
    taken = sort(levels, one, "here").taken_as
    assert sort(levels, one, "higher").taken_as == taken
    done = sort(levels, one, "below", "Nhầm dòng")
    assert (done.group, done.taken_as, done.sorted_reason) == ("below", None, "Nhầm dòng")
    assert Registration.objects.filter(programme=levels.above.programme).count() == 0
    acts = AuditRow.objects.filter(locality=levels.above.locality.code).order_by("pk").values_list("action", flat=True)
    assert list(acts) == [
        "registration.take", "nomination.here", "nomination.higher", "nomination.below", "registration.give_back",
    ]  # fmt: skip
    assert sort(levels, one, "here").taken_as is not None


@pytest.mark.parametrize("use", ["step", "evidence", "sheet"])
def test_what_this_level_worked_on_is_not_given_back(levels, use):
    one = proposed(levels)
    taken = sort(levels, one, "here").taken_as
    if use == "step":
        move_registration(levels.above.office, taken, "assess", 1)
    elif use == "evidence":
        taken.results.create(measure="people", value=3, as_of=date(2026, 5, 1))
    else:
        factories.make_assessment(taken)
    with pytest.raises(RefusedError, match="Cấp này đã làm việc trên hồ sơ"):
        sort(levels, one, "below")
    assert sort(levels, one, "higher").taken_as == taken


def test_what_is_in_this_programme_already_is_not_taken_twice(levels):
    one = proposed(levels)
    field = ProgrammeField.objects.get(programme=levels.above.programme, key="economy")
    Registration.objects.create(
        programme=levels.above.programme, initiative=one.registration.initiative, field=field, registered_on=date(2026, 2, 1)
    )
    with pytest.raises(RefusedError, match="Chương trình này đã có mô hình ấy rồi"):
        sort(levels, one, "here")


def test_a_town_s_commune_goes_up_to_the_town_and_from_there_to_the_province():
    """Until 30/06/2025: three levels. Only what was sorted «higher», and recognised in the town, goes on."""
    town, province = make_level(factories.DUY_TIEN, year=2024), make_level("gso2024-35", "Tỉnh Hà Nam", 2024)
    commune = make_level("gso2024-13324", "Phường Hòa Mạc", 2024)
    commune.locality.unit.versions.update(parent=town.locality.unit)
    one = nominate(commune.office, commune.programme, [commune.registration("A").pk], WHY)[0]
    taken = sort_nominations(town.office, town.programme, {one.pk: 1}, Sorting("here", WHY))[0].taken_as
    Registration.objects.filter(pk=taken.pk).update(state="recognised")
    with pytest.raises(RefusedError, match="mới xếp «đạt cấp này»"):
        nominate(town.office, town.programme, [taken.pk], WHY)
    sort_nominations(town.office, town.programme, {one.pk: 2}, Sorting("higher", WHY))
    on = nominate(town.office, town.programme, [taken.pk], WHY)[0]
    assert (on.programme, on.registration.initiative.locality) == (province.programme, commune.locality)
    with pytest.raises(RefusedError, match="rút đề nghị ấy rồi mới xếp lại"):
        sort_nominations(town.office, town.programme, {one.pk: 3}, Sorting("here", WHY))
    done = sort_nominations(province.office, province.programme, {on.pk: 1}, Sorting("here", WHY))[0]
    assert done.taken_as.initiative.registrations.count() == 3


def test_this_level_sets_the_field_of_what_came_from_below_and_leaves_its_story(levels):
    one = proposed(levels)
    taken = sort(levels, one, "here").taken_as
    initiative = taken.initiative
    told = {"title": initiative.title, "kind": initiative.kind, "subject": initiative.subject, "holder": initiative.holder}
    edited = edit_registration(
        levels.above.office, taken, InitiativeContent(**told, field="economy", leading_body="Sở Nội vụ"), 1
    )
    assert edited.leading_body == "Sở Nội vụ"
    for changed in ({"title": "Tên khác"}, {"summary": "Lời khác"}):
        with pytest.raises(RefusedError, match="Mô hình này của cấp dưới"):
            edit_registration(levels.above.office, taken, InitiativeContent(**{**told, **changed}, field="economy"), 2)
