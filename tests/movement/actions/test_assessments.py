from datetime import date
from decimal import Decimal

import pytest

from kheo.assessment.actions.criteria import load_criteria
from kheo.assessment.actions.sheets import Score
from kheo.assessment.models import Assessment, Criterion
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.assessments import (
    NOT_OPENED,
    ClosedSheets,
    choose_unit_kind,
    close_all_scores,
    close_scores,
    reopen_scores,
    score_registration,
)
from kheo.movement.models import Registration
from kheo.organisation.authority import COMMAND_LINE, NotAllowedError
from kheo.organisation.models import Role
from tests import factories
from tests.assessment.rich import RICH

DAY = date(2024, 12, 20)


@pytest.fixture
def registration(programme):
    return factories.make_registration(programme, state="running")


def points(value):
    return {Criterion.objects.get().pk: Score(Decimal(value), Decimal(value))}


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def test_the_first_scores_open_the_sheet_and_enter_assessment(registration, office):
    sheet = score_registration(office, registration, points(80), NOT_OPENED)
    registration.refresh_from_db()
    assert (registration.state, registration.assessment_link.assessment, sheet.version) == ("in_assessment", sheet, 2)
    again = score_registration(office, registration, points(81), sheet.version)
    assert (again.pk, Assessment.objects.count(), again.scores.get().verified_score) == (sheet.pk, 1, Decimal(81))


def test_two_who_open_the_sheet_at_once_write_it_once(registration, office):
    score_registration(office, registration, points(80), NOT_OPENED)
    with pytest.raises(RefusedError) as refused:
        score_registration(office, registration, points(10), NOT_OPENED)
    assert said(refused)[0].startswith("Người khác vừa sửa mục này")
    with pytest.raises(RefusedError):
        score_registration(office, factories.make_registration(registration.programme), points(10), 7)
    assert (Assessment.objects.count(), Assessment.objects.get().scores.get().verified_score) == (1, Decimal(80))


def test_without_a_set_nothing_is_scored(registration, office, programme):
    key = points(1)
    programme.criteria_set = None
    programme.save()
    with pytest.raises(RefusedError) as refused:
        score_registration(office, registration, key, NOT_OPENED)
    assert said(refused) == ["Chương trình chưa chọn bộ tiêu chí. Vào «Sửa chương trình» chọn bộ tiêu chí rồi chấm điểm."]
    registration.refresh_from_db()
    assert (registration.state, Assessment.objects.count()) == ("running", 0)


@pytest.mark.parametrize("state", ["stopped", "recognised", "not_recognised"])
def test_what_is_decided_or_stopped_is_not_scored(registration, office, state):
    Registration.objects.update(state=state)
    with pytest.raises(RefusedError) as refused:
        score_registration(office, registration, points(80), NOT_OPENED)
    assert said(refused)[0].endswith("không chấm điểm nữa.")
    assert Assessment.objects.count() == 0


def test_a_wrong_score_opens_nothing(registration, office):
    with pytest.raises(RefusedError):
        score_registration(office, registration, points(101), NOT_OPENED)
    registration.refresh_from_db()
    assert (registration.state, Assessment.objects.count()) == ("running", 0)


def test_one_sheet_is_closed_and_opened_again(registration, office):
    with pytest.raises(RefusedError) as refused:
        close_scores(office, registration, DAY, NOT_OPENED)
    assert said(refused) == ["Hồ sơ này chưa có phiếu điểm. Ghi điểm trước."]
    sheet = score_registration(office, registration, points(80), NOT_OPENED)
    closed = close_scores(office, registration, DAY, sheet.version)
    assert closed.assessed_on == DAY
    assert reopen_scores(office, registration, "nhập nhầm", closed.version).assessed_on is None


@pytest.mark.parametrize("state", ["recognised", "not_recognised"])
def test_a_sheet_that_was_decided_on_stays_closed(registration, office, state):
    sheet = score_registration(office, registration, points(80), NOT_OPENED)
    closed = close_scores(office, registration, DAY, sheet.version)
    Registration.objects.update(state=state)
    with pytest.raises(RefusedError) as refused:
        reopen_scores(office, registration, "nhập nhầm", closed.version)
    assert "kết quả thẩm định đã được dùng" in said(refused)[0]
    closed.refresh_from_db()
    assert closed.state == "closed"


def test_all_whole_sheets_close_on_one_day(programme, office):
    whole = [factories.make_assessment(factories.make_registration(programme), 70 + n, None) for n in range(2)]
    half = factories.make_registration(programme)
    score_registration(office, half, {Criterion.objects.get().pk: Score(Decimal(5), None)}, NOT_OPENED)
    elsewhere = factories.make_programme(programme.locality, 2025, criteria_set=programme.criteria_set)
    other = factories.make_assessment(factories.make_registration(elsewhere), 90, None)
    assert close_all_scores(office, programme, DAY) == ClosedSheets(2, 1)
    for sheet in (*whole, other):
        sheet.refresh_from_db()
    assert [sheet.assessed_on for sheet in (*whole, other)] == [DAY, DAY, None]
    with pytest.raises(RefusedError) as refused:
        close_all_scores(office, programme, DAY)
    assert said(refused) == ["Chưa có phiếu nào đủ điểm thẩm định ở mọi mục để chốt."]


def test_who_may_not_score_changes_nothing(registration, stranger, place, programme):
    leader = factories.actor_for(factories.make_account(Role.LEADER, place))
    for actor in (stranger, leader):
        for act in (
            lambda actor=actor: score_registration(actor, registration, points(80), NOT_OPENED),
            lambda actor=actor: close_scores(actor, registration, DAY, NOT_OPENED),
            lambda actor=actor: reopen_scores(actor, registration, "x", NOT_OPENED),
            lambda actor=actor: close_all_scores(actor, programme, DAY),
        ):
            with pytest.raises(NotAllowedError):
                act()
    assert Assessment.objects.count() == 0


def test_the_kind_of_unit_opens_the_sheet_and_is_said_under_its_version(programme, registration, office):
    programme.criteria_set, _new = load_criteria(COMMAND_LINE, RICH.encode())
    programme.save()
    with pytest.raises(RefusedError, match="Bộ tiêu chí không có loại đơn vị này"):
        choose_unit_kind(office, registration, "la", NOT_OPENED)
    assert Assessment.objects.count() == 0
    assert choose_unit_kind(office, registration, "co-quan", NOT_OPENED).unit_kind == "co-quan"
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        choose_unit_kind(office, registration, "truong", NOT_OPENED)
    assert choose_unit_kind(office, registration, "truong", 2).unit_kind == "truong"


def test_what_was_decided_is_scored_no_more(programme, office):
    decided = factories.make_registration(programme, state="recognised")
    with pytest.raises(RefusedError, match="đã công nhận"):
        score_registration(office, decided, points(80), NOT_OPENED)
    assert Assessment.objects.count() == 0
