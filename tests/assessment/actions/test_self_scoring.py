from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from kheo.assessment.actions import self_scoring as acts
from kheo.assessment.actions.self_scoring import SelfScore
from kheo.assessment.actions.sheets import Score, choose_kind, close_assessment, open_assessment, record_scores
from kheo.assessment.models import Criterion, ItemScore, SelfScoringStep
from kheo.assessment.queries.self_scoring import missing_self_scores, self_scoring_of, steps_of
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError, Owner
from kheo.organisation.models import Body, Position, Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.make_locality()


@pytest.fixture
def owner(place):
    ward = factories.make_unit("gso2024-13324", "Phường Hòa Mạc")
    factories.make_body(place, "hoa-mac", "Đảng uỷ phường Hòa Mạc", Body.Kind.PARTY, unit=ward)
    return Owner(ward.pk)


@pytest.fixture
def office(place):
    return factories.actor_for(factories.make_account(Role.OFFICE, place))


def of_ward(place, role, title):
    account = factories.make_account(role, place, body="hoa-mac")
    Position.objects.filter(person=account.person).update(title=title)
    return factories.actor_for(account)


@pytest.fixture
def staff(place, owner):
    return of_ward(place, Role.UNIT_STAFF, "Công chức")


@pytest.fixture
def head(place, owner):
    return of_ward(place, Role.LEADER, "Chủ tịch UBND phường")


@pytest.fixture
def criteria():
    made = factories.make_criteria_set()
    Criterion.objects.create(criteria_set=made, order=2, group="Hiệu quả", code="lan-toa", text="Lan toả", maximum=10)
    return made


@pytest.fixture
def sheet(place, owner, staff, criteria):
    return acts.open_self_scoring(staff, criteria, place, owner)


def keys(sheet):
    return list(Criterion.objects.filter(criteria_set=sheet.criteria_set_id).order_by("order").values_list("pk", flat=True))


def typed(sheet, *points):
    return {key: SelfScore(Decimal(point), " ảnh 1 ") for key, point in zip(keys(sheet), points, strict=False)}


def kept(sheet):
    return list(ItemScore.objects.filter(assessment=sheet).values_list("self_score", "verified_score", "proof", "typed_for_unit"))


@pytest.fixture
def scored(sheet, staff, owner):
    return acts.record_self_scores(staff, sheet, owner, typed(sheet, "90", "5"), 1)


@pytest.fixture
def handed(scored, staff, owner):
    return acts.hand_to_head(staff, scored, owner, 2)


@pytest.fixture
def confirmed(handed, head, owner):
    return acts.confirm_self_scores(head, handed, owner, 3)


def test_a_unit_scores_a_part_and_goes_on(sheet, staff, owner):
    acts.record_self_scores(staff, sheet, owner, typed(sheet, "90"), 1)
    assert kept(sheet) == [(Decimal(90), None, "ảnh 1", False)]
    assert missing_self_scores(sheet) == ["lan-toa"]
    with pytest.raises(RefusedError, match="Chưa tự chấm mục lan-toa"):
        acts.hand_to_head(staff, sheet, owner, 2)


@pytest.mark.parametrize(
    ("points", "proof", "said"),
    [("101", "", "ngoài khoảng 0 đến 100"), ("1.3", "", "không theo bước"), ("1", "x" * 301, "dài quá 300")],
)
def test_points_that_cannot_be_leave_nothing_behind(sheet, staff, owner, points, proof, said):
    with pytest.raises(RefusedError, match=said):
        acts.record_self_scores(staff, sheet, owner, {keys(sheet)[0]: SelfScore(Decimal(points), proof)}, 1)
    assert kept(sheet) == []


def test_proof_of_300_letters_is_taken(sheet, staff, owner):
    acts.record_self_scores(staff, sheet, owner, {keys(sheet)[0]: SelfScore(None, "x" * 300)}, 1)
    assert kept(sheet) == [(None, None, "x" * 300, False)]


def test_somebody_elses_version_is_not_written_over(scored, staff, owner):
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        acts.record_self_scores(staff, scored, owner, {}, 1)


def test_the_head_confirms_and_who_and_when_is_kept(confirmed, head):
    scoring = self_scoring_of(confirmed)
    assert (scoring.phase, scoring.confirmed_on, scoring.confirmed_by, scoring.confirmed_title) == (
        "confirmed",
        timezone.localdate(),
        head.account_id,
        "Chủ tịch UBND phường",
    )
    assert [(step.what, step.row.title, step.who) for step in steps_of(scoring)] == [
        ("gửi người đứng đầu xác nhận", "Công chức", steps_of(scoring)[0].who),
        ("người đứng đầu xác nhận", "Chủ tịch UBND phường", head.name),
    ]
    digests = {row.details.get("self_scores") for row in AuditRow.objects.filter(action__startswith="assessment.self_")}
    assert len(digests - {None}) == 1
    assert [row.action for row in AuditRow.objects.filter(action__startswith="assessment.self").order_by("pk")] == [
        "assessment.self_open",
        "assessment.self_hand",
        "assessment.self_confirm",
    ]


def test_steps_are_written_once(confirmed):
    with pytest.raises(TypeError):
        SelfScoringStep.objects.all().delete()


def test_whoever_is_no_head_does_not_confirm(handed, staff, owner):
    with pytest.raises(NotAllowedError, match="người đứng đầu"):
        acts.confirm_self_scores(staff, handed, owner, 3)
    assert self_scoring_of(handed).phase == "confirming"


@pytest.mark.parametrize(
    ("role", "title"), [(Role.VIEWER, "Chủ tịch"), (Role.COUNCIL, "Trưởng phòng"), (Role.BROADCASTER, "Trưởng đài")]
)
def test_a_head_without_the_role_is_told_whose_it_is(place, handed, owner, role, title):
    with pytest.raises(NotAllowedError, match="thuộc quyền"):
        acts.confirm_self_scores(of_ward(place, role, title), handed, owner, 3)


def test_the_head_of_another_unit_neither_confirms_nor_scores(place, handed, owner, criteria):
    ward = factories.make_unit("gso2024-13333", "Phường Hoàng Đông")
    factories.make_body(place, "hoang-dong", "Đảng uỷ Hoàng Đông", Body.Kind.PARTY, unit=ward)
    account = factories.make_account(Role.LEADER, place, body="hoang-dong")
    Position.objects.filter(person=account.person).update(title="Bí thư")
    other = factories.actor_for(account)
    assert not acts.may_confirm(other, place, owner)
    for act in (
        lambda: acts.confirm_self_scores(other, handed, owner, 3),
        lambda: acts.send_back_self_scores(other, handed, owner, "sửa", 3),
        lambda: acts.record_self_scores(other, handed, owner, {}, 3),
        lambda: acts.hand_to_head(other, handed, owner, 3),
        lambda: acts.open_self_scoring(other, criteria, place, owner),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_the_office_cannot_confirm_for_the_unit(place, handed, office, owner):
    named = replace(office, grants=tuple(replace(grant, title="Trưởng ban") for grant in office.grants))
    with pytest.raises(NotAllowedError):
        acts.confirm_self_scores(named, handed, owner, 3)


def test_the_head_sends_back_with_words_and_the_staff_goes_on(handed, head, staff, owner):
    for comment in ("  ", "x" * 601):
        with pytest.raises(RefusedError, match="Ghi rõ"):
            acts.send_back_self_scores(head, handed, owner, comment, 3)
    acts.send_back_self_scores(head, handed, owner, "x" * 600, 3)
    assert self_scoring_of(handed).phase == "scoring"
    acts.record_self_scores(staff, handed, owner, typed(handed, "80"), 4)
    assert acts.hand_to_head(staff, handed, owner, 5).version == 6


def test_what_is_handed_or_confirmed_is_not_scored_any_more(handed, confirmed, staff, owner):
    with pytest.raises(RefusedError, match="đã xác nhận"):
        acts.record_self_scores(staff, confirmed, owner, typed(confirmed, "1"), 4)


def test_the_office_verifies_what_was_confirmed_but_does_not_touch_the_self_score(confirmed, office):
    first, second = keys(confirmed)
    with pytest.raises(RefusedError, match="Mục hieu-qua: Điểm tự chấm đã được người đứng đầu"):
        record_scores(office, confirmed, {first: Score(Decimal(91), Decimal(91))}, 4)
    record_scores(
        office, confirmed, {first: Score(Decimal(90), Decimal(80), "thiếu sổ"), second: Score(Decimal(5), Decimal(5))}, 4
    )
    assert kept(confirmed) == [
        (Decimal(90), Decimal(80), "ảnh 1", False),
        (Decimal(5), Decimal(5), "ảnh 1", False),
    ]
    assert close_assessment(office, confirmed, date(2024, 12, 20), 5).assessed_on == date(2024, 12, 20)


def test_a_sheet_that_is_with_the_unit_is_neither_verified_nor_closed(scored, office):
    with pytest.raises(RefusedError, match="Phiếu đang ở đơn vị"):
        record_scores(office, scored, {keys(scored)[0]: Score(Decimal(90), Decimal(90))}, 2)
    with pytest.raises(RefusedError, match="Phiếu đang ở đơn vị"):
        close_assessment(office, scored, date(2024, 12, 20), 2)


def test_a_returned_sheet_loses_what_was_verified_of_changed_items_alone(confirmed, office, staff, head, owner):
    first, second = keys(confirmed)
    record_scores(
        office, confirmed, {first: Score(Decimal(90), Decimal(80), "thiếu sổ"), second: Score(Decimal(5), Decimal(5))}, 4
    )
    with pytest.raises(RefusedError, match="Cần bổ sung gì"):
        acts.return_self_scores(office, confirmed, "", 5)
    acts.return_self_scores(office, confirmed, "thiếu sổ", 5)
    scoring = self_scoring_of(confirmed)
    assert (scoring.phase, scoring.confirmed_on, scoring.confirmed_by, scoring.confirmed_title) == ("returned", None, None, "")
    acts.record_self_scores(staff, confirmed, owner, typed(confirmed, "85", "5"), 6)
    assert [row[:2] for row in kept(confirmed)] == [(Decimal(85), None), (Decimal(5), Decimal(5))]
    acts.hand_to_head(staff, confirmed, owner, 7)
    acts.confirm_self_scores(head, confirmed, owner, 8)
    assert [step.row.step for step in steps_of(self_scoring_of(confirmed))] == ["hand", "confirm", "return", "hand", "confirm"]


def test_the_office_types_for_a_unit_that_came_on_paper_and_it_is_marked(handed, office, staff, owner):
    with pytest.raises(NotAllowedError):
        acts.take_over_self_scores(staff, handed, "giấy", 3)
    acts.take_over_self_scores(office, handed, "nộp phiếu giấy", 3)
    first, second = keys(handed)
    record_scores(office, handed, {first: Score(Decimal(70), None), second: Score(Decimal(5), None)}, 4)
    record_scores(office, handed, {first: Score(Decimal(70), Decimal(70))}, 5)
    assert [row[3] for row in kept(handed)] == [True, False]
    with pytest.raises(RefusedError, match="nhập hộ"):
        acts.record_self_scores(staff, handed, owner, {}, 6)


def test_a_sheet_of_the_office_alone_is_all_typed_for_the_unit_and_closed_to_it(place, owner, office, staff, criteria):
    sheet = open_assessment(office, criteria, place)
    first, second = keys(sheet)
    record_scores(office, sheet, {first: Score(Decimal(70), Decimal(70)), second: Score(None, Decimal(1))}, 1)
    assert [row[3] for row in kept(sheet)] == [True, False]
    assert steps_of(self_scoring_of(sheet)) == []
    assert self_scoring_of(None) is None
    with pytest.raises(RefusedError, match="bản giấy"):
        acts.record_self_scores(staff, sheet, owner, {}, 2)


def test_a_closed_sheet_is_not_returned(confirmed, office):
    first, second = keys(confirmed)
    record_scores(office, confirmed, {first: Score(Decimal(90), Decimal(90)), second: Score(Decimal(5), Decimal(5))}, 4)
    close_assessment(office, confirmed, date(2024, 12, 20), 5)
    with pytest.raises(RefusedError, match="đã chốt"):
        acts.return_self_scores(office, confirmed, "thiếu", 6)


def test_a_sheet_of_the_office_without_a_word_on_it_may_be_begun_by_the_unit(place, owner, office, staff, criteria):
    sheet = open_assessment(office, criteria, place)
    acts.begin_self_scoring(staff, sheet, owner)
    acts.begin_self_scoring(staff, sheet, owner)
    assert self_scoring_of(sheet).phase == "scoring"
    acts.record_self_scores(staff, sheet, owner, typed(sheet, "90"), 1)


def test_a_sheet_of_a_set_with_kinds_needs_its_kind_and_asks_what_the_unit_gives(place, owner, office, staff, criteria):
    criteria.kinds = [{"code": "mien-nui", "label": "Miền núi"}]
    criteria.save()
    first, second = Criterion.objects.filter(criteria_set=criteria)
    Criterion.objects.filter(pk=second.pk).update(giver="above")
    for order, extra in enumerate(({"part": "bonus"}, {"only_for": ["dong-bang"]}), 3):
        Criterion.objects.create(criteria_set=criteria, order=order, group="Khác", code=f"k{order}", text="K", maximum=5, **extra)
    sheet = acts.open_self_scoring(staff, criteria, place, owner)
    assert missing_self_scores(sheet) == [first.code]
    acts.record_self_scores(staff, sheet, owner, {first.pk: SelfScore(Decimal(1))}, 1)
    with pytest.raises(RefusedError, match="chưa chọn loại đơn vị"):
        acts.hand_to_head(staff, sheet, owner, 2)
    choose_kind(office, sheet, "mien-nui", 2)
    assert acts.hand_to_head(staff, sheet, owner, 3).version == 4
