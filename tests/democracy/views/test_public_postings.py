from datetime import date, timedelta

import pytest

from kheo.organisation.models import Locality, Succession, Unit, UnitVersion
from tests.democracy.posting_scene import TEXT, TODAY, make_posting
from tests.democracy.views.sending import HERE, sign_in, words

PLACE = f"{HERE}dan-chu/cong-khai/"


def test_everybody_reads_the_list_each_posting_and_its_paper(client, scene, there):
    old = make_posting(scene, TODAY - timedelta(days=40), title="Bản cũ", number="12/BC-UBND")
    new = make_posting(scene, TODAY, title="Bản mới", changes=old, item=2)
    always = make_posting(scene, TODAY, title="Thủ tục", item=13, shown_until=None, forms=["portal", "office_board"])
    make_posting(there, TODAY, title="Của nơi khác")
    page = words(client.get(PLACE))
    assert [page.index(title) for title in ("Thủ tục", "Bản mới", "Bản cũ")] == sorted(
        page.index(title) for title in ("Thủ tục", "Bản mới", "Bản cũ")
    )
    assert "Của nơi khác" not in page
    assert "niêm yết thường xuyên" in page
    only = words(client.get(f"{PLACE}?khoan=13"))
    assert ("Bản mới" in only, "do cấp xã trực tiếp giải quyết" in only or "do cấp xã trực tiếp thực hiện" in only) == (
        False,
        True,
    )
    assert "Chưa có nội dung nào như vậy" in words(client.get(f"{PLACE}?khoan=7"))
    assert "Bản mới" in words(client.get(f"{PLACE}?khoan=99&nam=1200&trang=x"))
    page = words(client.get(f"{PLACE}{old.pk}/"))
    assert "Nội dung này đã thay đổi: xem Bản mới" in page
    assert "Số 12/BC-UBND" in page
    assert old.digest in page
    assert "Minh chứng công khai" not in page
    assert "Thay cho Bản cũ" in words(client.get(f"{PLACE}{new.pk}/"))
    assert "Thường xuyên" in words(client.get(f"{PLACE}{always.pk}/"))
    answer = client.get(f"{PLACE}{old.pk}/van-ban/")
    assert (b"".join(answer.streaming_content), answer["X-Content-Type-Options"]) == (TEXT.encode(), "nosniff")
    assert client.get(f"{PLACE}999999/").status_code == 404


def test_staff_find_the_way_to_the_proofs_and_it_stays_in_no_browser(client, scene):
    made = make_posting(scene, TODAY)
    sign_in(client, scene.inspector)
    answer = client.get(f"{PLACE}{made.pk}/")
    assert ("Minh chứng công khai" in words(answer), answer["Cache-Control"]) == (True, "no-store")


def test_an_empty_list_says_what_people_may_do_by_article_14_2(client, scene):
    assert "có quyền yêu cầu Uỷ ban nhân dân cung cấp thông tin (Điều 14 khoản 2" in words(client.get(PLACE))


def test_what_a_merged_commune_published_stays_under_its_old_name(client, scene, there):
    make_posting(scene, date(2026, 9, 1), title="Của phường cũ")
    heir = Unit.objects.create(code="gso2025-99999", register="gso2025", level="commune")
    UnitVersion.objects.create(unit=heir, name="Phường Mới", type="phường")
    Unit.objects.filter(pk=scene.locality.unit_id).update(ended_on=date(2026, 10, 1))
    for gone in (scene.locality.unit, there.locality.unit):
        Succession.objects.create(predecessor=gone, successor=heir, on=date(2026, 10, 1), is_split=False, source="x")
    page = words(client.get(PLACE))
    assert "không còn là đơn vị riêng từ 01/10/2026; tiếp nhận: Phường Mới" in page
    assert "Của phường cũ" in page
    new = Locality.objects.create(code=heir.code, unit=heir)
    after = client.get(f"/{new.code}/dan-chu/cong-khai/")
    assert "Công khai trước khi sáp nhập:" in words(after)
    assert f'href="{PLACE}"' in after.content.decode()
    assert f'href="/{there.locality.code}/dan-chu/cong-khai/"' not in after.content.decode(), "nothing was published there"
    assert "trước khi sáp nhập" not in page


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_asks_the_same_however_long_it_is(client, scene, django_assert_max_num_queries, count):
    for number in range(count):
        make_posting(scene, TODAY - timedelta(days=number), title=f"Nội dung {number}")
    with django_assert_max_num_queries(9):
        answer = client.get(PLACE)
    assert len(answer.content) < 100_000


@pytest.mark.parametrize("count", [1, 6])
def test_the_office_s_pages_ask_the_same_however_much_was_published(client, scene, django_assert_max_num_queries, count):
    for number in range(count):
        make_posting(scene, TODAY - timedelta(days=number), title=f"Nội dung {number}")
    sign_in(client, scene.office)
    for path, most in (("", 28), ("kiem-tra/", 22), ("thon/", 26)):
        with django_assert_max_num_queries(most):
            assert client.get(f"{HERE}dan-chu/quan-ly/cong-khai/{path}").status_code == 200
