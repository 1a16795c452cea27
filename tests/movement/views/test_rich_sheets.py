"""The sheet of a set with levels, kinds of unit, bonus and veto, as the office fills it in."""

from decimal import Decimal

import pytest

from kheo.assessment.actions.criteria import load_criteria
from kheo.assessment.models import Assessment, Criterion
from kheo.movement.papers import minutes
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Role
from tests import factories
from tests.assessment.rich import RICH

RANKING = "/gso2024-349/cham-diem/duy-tien-2024/"
pytestmark = pytest.mark.sqlite


@pytest.fixture
def registration(programme):
    programme.criteria_set = load_criteria(COMMAND_LINE, RICH.encode())[0]
    programme.save()
    return factories.make_registration(programme, "Bếp ấm", state="running")


@pytest.fixture
def address(registration):
    return f"{RANKING}{registration.pk}/"


def form(version, **points):
    keys = dict(Criterion.objects.values_list("code", "pk"))
    typed = {f"verified-{keys[code.replace('_', '-')]}": value for code, value in points.items()}
    blank = {f"reason-{key}": "" for key in keys.values()}
    return {**blank, **typed, "version": version, "then": "stay"}


def test_levels_are_choices_and_what_is_outside_the_total_stands_apart(sign_in, address):
    page = sign_in().get(address).content.decode()
    assert '<option value="5">5: Làm một phần</option>' in page
    assert "Minh chứng: sổ họp; ảnh" in page
    assert "chỉ văn phòng chấm" in page
    order = [page.index(words) for words in ("Việc chính", "Điểm thưởng, cộng ngoài", "Điểm trừ, ghi số", "Điểm liệt: chọn")]
    assert order == sorted(order)
    assert f'name="own-{Criterion.objects.get(code="tu-do").pk}"' not in page
    assert "Cấp trên cho" not in page  # applies to one kind of unit, and none is chosen
    assert "Trích, chưa đọc được: phần cuối" in page


def test_the_kind_is_chosen_then_the_class_is_told_with_its_reason(sign_in, post, address):
    client = sign_in()
    assert post(f"{address}loai-don-vi/", {"kind": "la", "version": "0"})["Location"] == address
    assert "Chưa ghi được loại đơn vị" in client.get(address).content.decode()
    post(f"{address}loai-don-vi/", {"kind": "co-quan", "version": "0"})
    assert "Cấp trên cho" in client.get(address).content.decode()
    post(address, form(2, muc="10", tu_do="15", cap_tren="0", liet="0", thuong="5"))
    page = client.get(address).content.decode()
    assert "30/35 điểm thẩm định" in page
    assert "có 5 điểm thưởng" in page
    assert "Xếp loại: <strong>Đạt</strong>" in page
    assert "Chưa đạt «Tốt»: còn mục 0 điểm (cap-tren)." in page
    post(address, form(3, muc="10", tu_do="20", cap_tren="10", liet="1", tru="1,5"))
    page = client.get(address).content.decode()
    assert "đã trừ 1,5 điểm" in page
    assert "phần đơn vị tự chấm tính nhiều nhất 25 điểm" in page
    assert "Có điểm liệt ở mục liet: xếp loại thấp nhất." in page
    post(f"{address}chot/", {"day": "20/12/2024", "version": "4"})
    closed = client.get(address).content.decode()
    assert "10 (Làm đủ)" in closed
    assert "Loại đơn vị: Cơ quan." in closed


def test_half_a_sheet_says_how_far_it_is(sign_in, post, address):
    client = sign_in()
    post(f"{address}loai-don-vi/", {"kind": "truong", "version": "0"})
    post(address, form(2, muc="5"))
    assert "Đã chấm 1/3 mục, đủ mục mới xếp loại." in client.get(address).content.decode()


def test_a_choice_that_is_no_level_is_refused_and_nothing_is_lost(sign_in, post, address):
    sign_in()
    answer = post(address, form(0, muc="7", tu_do="12,5"))
    assert (answer.status_code, 'value="12,5"' in answer.content.decode()) == (422, True)
    assert Assessment.objects.count() == 0


def test_only_the_office_of_the_place_chooses_the_kind(sign_in, post, address, elsewhere):
    for role, locality in ((Role.COUNCIL, None), (Role.OFFICE, elsewhere)):
        sign_in(role, locality)
        assert post(f"{address}loai-don-vi/", {"kind": "truong", "version": "0"}).status_code == 403
    assert Assessment.objects.count() == 0


def test_a_set_without_classes_says_so(sign_in, post, programme, address):
    programme.criteria_set.classes.all().delete()
    client = sign_in()
    post(f"{address}loai-don-vi/", {"kind": "truong", "version": "0"})
    post(address, form(2, muc="5", tu_do="1", liet="0"))
    assert "Bộ tiêu chí chưa có ngưỡng xếp loại." in client.get(address).content.decode()
    assert Assessment.objects.get().scores.get(criterion__code="muc").verified_score == Decimal(5)


def test_units_of_different_maxima_are_ranked_by_share_and_the_minutes_say_so(sign_in, post, programme, address):
    """20 of 25 points (80 %) before 26 of 35 (74,29 %)."""
    other = factories.make_registration(programme, "Cổng trường", state="running")
    client = sign_in()
    for key, kind, points in (
        (address, "co-quan", {"muc": "10", "tu_do": "10", "cap_tren": "6", "liet": "0"}),
        (f"{RANKING}{other.pk}/", "truong", {"muc": "5", "tu_do": "15", "liet": "0"}),
    ):
        post(f"{key}loai-don-vi/", {"kind": kind, "version": "0"})
        post(key, form(2, **points))
    answer = client.get(RANKING)
    ranked = [(one.registration.initiative.title, one.place, one.standing.verified_total) for one in answer.context["ranked"]]
    assert ranked == [("Cổng trường", 1, Decimal(20)), ("Bếp ấm", 2, Decimal(26))]
    assert "74,29 %" in answer.content.decode()
    assert "Xếp theo phần trăm điểm thẩm định" in answer.content.decode()
    post(f"{RANKING}chot/", {"day": "20/12/2024"})
    said = [block.text for block in minutes(programme).blocks if hasattr(block, "text")]
    assert any("xếp theo phần trăm điểm tối đa của loại đơn vị" in text for text in said)
    assert any("trích, chưa đọc được: phần cuối" in text for text in said)
