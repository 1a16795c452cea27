"""Sheets under a set with levels, free points, givers, kinds of unit, bonus, minus, veto."""

from datetime import date
from decimal import Decimal

import pytest

from kheo.assessment.actions.criteria import load_criteria
from kheo.assessment.actions.sheets import Score, choose_kind, close_assessment, open_assessment, record_scores
from kheo.assessment.criteria import read_criteria
from kheo.assessment.models import Assessment, Criterion, ItemScore
from kheo.assessment.queries.criteria import read_back, schemes_of
from kheo.assessment.queries.sheets import sheet, standings
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import COMMAND_LINE, NotAllowedError
from kheo.organisation.models import Role
from tests import factories
from tests.assessment.rich import RICH

pytestmark = pytest.mark.django_db
DAY = date(2024, 12, 20)
FEW = "1/3 tiêu chí đạt, cần từ 50 % số tiêu chí"


@pytest.fixture
def place():
    return factories.make_locality()


@pytest.fixture
def office(place):
    return factories.actor_for(factories.make_account(Role.OFFICE, place))


@pytest.fixture
def criteria_set():
    return load_criteria(COMMAND_LINE, RICH.encode())[0]


@pytest.fixture
def opened(criteria_set, office, place):
    return open_assessment(office, criteria_set, place)


def keys():
    return dict(Criterion.objects.values_list("code", "pk"))


def typed(**points):
    """Verified points by the item's code; «tu_do» stands for tu-do."""
    known = keys()
    return {known[code.replace("_", "-")]: Score(None, Decimal(str(value))) for code, value in points.items()}


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def test_a_loaded_set_states_what_its_file_states(criteria_set, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert read_back(criteria_set) == read_criteria(RICH.encode())
    scheme, items = schemes_of([criteria_set.pk])[criteria_set.pk]
    assert (scheme, sorted(items.values(), key=lambda item: item.code)) == (
        read_back(criteria_set).scheme,
        sorted((item.rule for item in read_back(criteria_set).items), key=lambda item: item.code),
    )


def test_an_excerpt_says_so_wherever_it_is_named(criteria_set):
    assert str(criteria_set) == "Bộ đủ cách chấm (trích)"
    criteria_set.title = "Bộ trích"
    assert str(criteria_set) == "Bộ trích"


@pytest.mark.parametrize(
    ("code", "own", "verified", "told"),
    [
        ("muc", None, "4", "Mục muc, điểm thẩm định: Điểm 4 không phải một mức của mục; các mức: 0, 5, 10."),
        ("muc", "4", None, "Mục muc, điểm tự chấm: Điểm 4 không phải một mức của mục; các mức: 0, 5, 10."),
        ("tu-do", "4", None, "Mục tu-do, điểm tự chấm: Mục này chỉ văn phòng chấm, đơn vị không tự chấm; để trống điểm tự chấm."),
        ("tu-do", None, "20.01", "Mục tu-do, điểm thẩm định: Điểm 20,01 nằm ngoài khoảng 0 đến 20; nhập lại trong khoảng này."),
        ("cap-tren", None, "5", "Mục cap-tren: Mục này không áp dụng cho loại đơn vị đã chọn; để trống."),
        ("liet", None, "0.5", "Mục liet, điểm thẩm định: Mục điểm liệt chỉ có 0 (không) hoặc 1 (có)."),
        ("tru", None, "0.25", "Mục tru, điểm thẩm định: Điểm 0,25 không theo bước 0,5; nhập bội số của 0,5."),
    ],
)
def test_points_that_do_not_fit_their_item_are_refused(opened, office, code, own, verified, told):
    chosen = choose_kind(office, opened, "truong", 1)
    score = Score(*(None if points is None else Decimal(points) for points in (own, verified)), reason="vì")
    with pytest.raises(RefusedError) as refused:
        record_scores(office, chosen, {keys()[code]: score}, 2)
    assert (said(refused), ItemScore.objects.count()) == ([told], 0)


def test_the_kind_of_unit_decides_items_and_lets_points_of_others_go(opened, office):
    assert [line.criterion.code for line in sheet(opened)] == ["muc", "tu-do", "thuong", "tru", "liet"]
    chosen = choose_kind(office, opened, "co-quan", 1)
    assert (chosen.kind_label, "cap-tren" in [line.criterion.code for line in sheet(chosen)]) == ("Cơ quan", True)
    record_scores(office, chosen, typed(cap_tren=5, muc=5), 2)
    changed = choose_kind(office, chosen, "truong", 3)
    assert list(changed.scores.values_list("criterion__code", flat=True)) == ["muc"]
    assert AuditRow.objects.filter(action="assessment.choose_kind").count() == 2


def test_a_kind_is_one_of_the_set_and_the_sheet_open(opened, office, place):
    with pytest.raises(RefusedError) as refused:
        choose_kind(office, opened, "la", 1)
    assert said(refused) == ["Loại đơn vị: Bộ tiêu chí không có loại đơn vị này; chọn một dòng trong danh sách."]
    with pytest.raises(RefusedError):
        choose_kind(office, opened, "truong", 9)
    with pytest.raises(NotAllowedError):
        choose_kind(factories.actor_for(factories.make_account(Role.COUNCIL, place)), opened, "truong", 1)
    there = factories.make_locality(factories.KIM_BANG)
    with pytest.raises(NotAllowedError):
        choose_kind(factories.actor_for(factories.make_account(Role.OFFICE, there)), opened, "truong", 1)
    chosen = choose_kind(office, opened, "truong", 1)
    record_scores(office, chosen, typed(muc=10, tu_do=20, liet=0), 2)
    close_assessment(office, chosen, DAY, 3)
    with pytest.raises(RefusedError) as refused:
        choose_kind(office, chosen, "co-quan", 4)
    assert said(refused) == ["Phiếu điểm đã chốt. Mở lại phiếu, nêu lý do, rồi mới đổi loại đơn vị."]
    assert Assessment.objects.get().unit_kind == "truong"


def test_closing_asks_for_the_kind_then_for_the_items_that_apply_and_not_for_bonus(opened, office):
    record_scores(office, opened, typed(muc=10, tu_do=20, liet=0), 1)
    with pytest.raises(RefusedError) as refused:
        close_assessment(office, opened, DAY, 2)
    assert said(refused) == ["Chưa chọn loại đơn vị trên phiếu điểm. Chọn loại đơn vị, ghi đủ điểm rồi chốt."]
    chosen = choose_kind(office, opened, "co-quan", 2)
    with pytest.raises(RefusedError) as refused:
        close_assessment(office, chosen, DAY, 3)
    assert said(refused) == ["Chưa có điểm thẩm định ở mục cap-tren. Ghi đủ điểm rồi chốt."]
    chosen = choose_kind(office, chosen, "truong", 3)
    assert close_assessment(office, chosen, DAY, 4).state == Assessment.State.CLOSED


@pytest.mark.parametrize(
    ("kind", "points", "told"),
    [
        ("co-quan", {"muc": 10, "tu_do": 15, "cap_tren": 5, "liet": 0}, (30, "Tốt", True, "")),
        ("co-quan", {"muc": 10, "tu_do": 20, "cap_tren": 0, "thuong": 5, "liet": 0}, (30, "Đạt", True, "")),
        ("co-quan", {"muc": 5, "tu_do": 20, "cap_tren": 5, "tru": 4, "liet": 0}, (26, "", False, FEW)),
        ("truong", {"muc": 5, "tu_do": 5, "liet": 0}, (10, "Đạt", True, "")),
        ("truong", {"muc": 5, "tu_do": "4.99", "liet": 0}, ("9.99", "", False, "")),
        ("truong", {"muc": 10, "tu_do": 20, "liet": 1}, (25, "Đạt", False, "điểm liệt ở mục liet")),
    ],
)
def test_a_standing_follows_the_scheme(opened, office, kind, points, told):
    """35 points at most for an office (its own part capped at 25), 25 for a school; met from 60 % of an item."""
    chosen = choose_kind(office, opened, kind, 1)
    record_scores(office, chosen, typed(**points), 2)
    found = standings([opened.pk])[opened.pk]
    total, *judged = told
    assert (found.verified_total, [found.class_name, found.passes, found.why]) == (Decimal(str(total)), judged)
    assert found.is_complete


def test_without_its_kind_a_sheet_is_never_complete(opened, office):
    record_scores(office, opened, typed(muc=10, tu_do=20, liet=0), 1)
    found = standings([opened.pk])[opened.pk]
    assert (found.is_complete, found.lacks_kind, found.class_name, opened.kind_label) == (False, True, "", "")


def test_a_line_says_levels_and_vetoes_in_words(opened, office):
    record_scores(office, opened, {**typed(tu_do="7.5", liet=1), keys()["muc"]: Score(Decimal(5), Decimal(10), "vì")}, 1)
    told = {line.criterion.code: (line.own_words, line.verified_words) for line in sheet(opened)}
    assert told == {
        "muc": ("5 (Làm một phần)", "10 (Làm đủ)"),
        "tu-do": ("", "7,5"),
        "thuong": ("", ""),
        "tru": ("", ""),
        "liet": ("", "có"),
    }
