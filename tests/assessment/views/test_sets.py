from importlib.resources import files

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kheo.assessment.actions.criteria import load_criteria
from kheo.assessment.actions.drafts import publish_draft
from kheo.assessment.criteria import read_criteria
from kheo.assessment.criteria.typed import blank_item
from kheo.assessment.models import CriteriaDraft, CriteriaSet
from kheo.assessment.queries.criteria import read_back
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Role
from tests import factories
from tests.assessment.actions.test_drafts import written
from tests.assessment.criteria.test_typed import small
from tests.assessment.forms.test_drafts import sent
from tests.assessment.rich import RICH
from tests.assessment.test_criteria import GOOD

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
SETS = "/gso2024-349/bo-tieu-chi/"


@pytest.fixture
def place():
    return factories.make_locality()


@pytest.fixture
def elsewhere():
    return factories.make_locality(factories.KIM_BANG)


@pytest.fixture
def office(place):
    return factories.actor_for(factories.make_account(Role.OFFICE, place))


@pytest.fixture
def shared():
    return load_criteria(COMMAND_LINE, RICH.encode())[0]


def test_an_empty_list_says_what_to_do(sign_in):
    assert "Chưa có bộ tiêu chí nào. Soạn một bộ ở đây" in sign_in().get(SETS).content.decode()
    council = sign_in(Role.COUNCIL).get(SETS).content.decode()
    assert ("Chưa có bộ tiêu chí nào. Nhờ người vận hành" in council, "Soạn bộ mới" in council) == (True, False)


def test_the_list_names_marks_versions_and_drafts_of_the_office_only(sign_in, office, place, shared):
    written(office, place, title="Đang viết dở")
    page = sign_in().get(SETS).content.decode()
    for words in ("Đang viết dở", "Bộ đủ cách chấm (trích)", "dùng chung", "6 mục, 3 loại; phiên bản 1."):
        assert words in page
    assert "Đang viết dở" not in sign_in(Role.COUNCIL).get(SETS).content.decode()


def test_the_list_of_many_costs_what_one_costs(sign_in, office, place, django_assert_max_num_queries):
    client = sign_in()
    publish_draft(office, written(office, place), 2)
    with django_assert_max_num_queries(20) as first:
        client.get(SETS)
    for _ in range(5):
        publish_draft(office, written(office, place), 2)
        written(office, place)
    with django_assert_max_num_queries(len(first.captured_queries)):
        client.get(SETS)


def test_a_set_shows_all_it_states(sign_in, shared):
    page = sign_in(Role.COUNCIL).get(f"{SETS}{shared.pk}/").content.decode()
    for words in (
        "Chưa đọc được: phần cuối",
        "0: Chưa làm; 5: Làm một phần; 10: Làm đủ",
        "Minh chứng: sổ họp; ảnh",
        "chỉ văn phòng chấm",
        "chỉ cho: Cơ quan",
        "điểm thưởng",
        "trên 50 % số tiêu chí đạt (mỗi tiêu chí từ 60 % điểm); không mục nào 0 điểm",
        "Trường học: 25",
        "xếp loại thấp nhất",
    ):
        assert words in page
    assert "Sao thành bộ của mình" not in page


@pytest.mark.parametrize("name", ["trich-tay-ninh-1563-2022", "trich-bac-kan-1878-2017"])
def test_an_excerpt_without_classes_says_that_they_were_not_read(sign_in, place, name):
    loaded, _new = load_criteria(COMMAND_LINE, files("kheo.assessment").joinpath("data", f"{name}.toml").read_bytes())
    client = sign_in()
    assert "Chưa đọc được ngưỡng xếp loại." in client.get(f"{SETS}{loaded.pk}/").content.decode()
    assert "chưa đọc được ngưỡng xếp loại" in client.get(SETS).content.decode()


def test_the_file_of_a_set_reads_back_equal(sign_in, shared):
    answer = sign_in(Role.COUNCIL).get(f"{SETS}{shared.pk}/toml/")
    assert answer["Content-Disposition"] == 'attachment; filename="du-cach-1.toml"'
    assert read_criteria(answer.content) == read_back(shared)


def test_a_set_of_another_locality_is_not_found(sign_in, post, elsewhere):
    theirs, _new = load_criteria(COMMAND_LINE, GOOD.encode(), elsewhere)
    client = sign_in()
    assert [client.get(f"{SETS}{theirs.pk}/{end}").status_code for end in ("", "toml/")] == [404, 404]
    assert post(f"{SETS}soan/", {"like": theirs.pk}).status_code == 404
    assert CriteriaDraft.objects.count() == 0


def begun(post, **data):
    return post(f"{SETS}soan/", data)["Location"]


def page_of(typed, version, do="save", **more):
    return {**dict(sent(typed, **more).lists()), "version": version, "do": do}


def test_a_set_is_written_row_by_row_and_published(sign_in, post):
    client = sign_in()
    address = begun(post)
    page = client.get(address).content.decode()
    assert "Bộ tiêu chí chưa đặt tên" in page
    assert "8 chỗ còn phải sửa trước khi công bố:" in page
    for version, (do, anchor) in enumerate(
        (("save", ""), ("item-0", "#g0-i2"), ("group", "#g1"), ("class", "#c2"), ("kind", "#k0"), ("item-9", "")), start=1
    ):
        assert post(address, page_of(small(), version, do))["Location"] == f"{address}{anchor}"
    refused = post(address, page_of(small(total="12"), 7, "publish"))
    assert refused["Location"] == f"{address}?kiem=1"
    page = client.get(refused["Location"]).content.decode()
    assert "Đã ghi bản thảo nhưng chưa công bố được" in page
    assert '<div class="problems"' in page
    assert '<a href="#chung">Thông tin chung</a>: tổng điểm ghi 12' in page
    assert CriteriaDraft.objects.get().document["total"] == "12"
    made = post(address, page_of(small(), 8, "publish"))
    assert made["Location"] == f"{SETS}{CriteriaSet.objects.get().pk}/"
    assert "Giờ chương trình năm chọn được bộ này." in client.get(made["Location"]).content.decode()
    assert client.get(address).status_code == 404


def test_the_sum_beside_a_draft_counts_what_its_check_counts(sign_in, post):
    client, typed = sign_in(), small()
    for part in ("bonus", "minus", "veto"):
        typed["groups"][0]["items"].append(blank_item() | {"text": part, "maximum": "" if part == "veto" else "5", "part": part})
    page = client.get(post(begun(post), page_of(typed, 1))["Location"])
    assert (page.context["sums"], page.context["faults"]) == ([("Nhóm chung", "g0", 10)], [])


def test_nothing_typed_is_lost_when_somebody_else_wrote_meanwhile(sign_in, post):
    sign_in()
    address = begun(post)
    post(address, page_of(small(title="Của người khác"), 1))
    answer = post(address, page_of(small(title="Của tôi"), 1))
    page = answer.content.decode()
    assert (answer.status_code, 'value="Của tôi"' in page, "Người khác vừa sửa" in page) == (422, True, True)
    assert 'name="version" value="2"' in page


def test_a_set_is_copied_and_its_own_next_version_begun_once(sign_in, post, shared):
    client = sign_in()
    address = begun(post, like=shared.pk)
    page = client.get(address).content.decode()
    assert "0: Chưa làm\n5: Làm một phần" in page
    assert "Chỉ áp dụng cho" in page
    assert "Mọi tổng đã khớp, công bố được." in page
    own = post(address, page_of(CriteriaDraft.objects.get().document, 1, "publish"))["Location"]
    assert "Soạn phiên bản mới" in client.get(own).content.decode()
    key = own.rstrip("/").rpartition("/")[2]
    again = begun(post, like=key)
    assert begun(post, like=key) == again
    same = post(again, page_of(CriteriaDraft.objects.get().document, 1, "publish"))
    assert "Bản thảo không khác phiên bản 1 đã công bố" in client.get(same["Location"]).content.decode()


def test_a_draft_is_thrown_away_after_a_question(sign_in, post):
    client = sign_in()
    address = begun(post)
    assert "mất hẳn" in client.get(f"{address}bo/").content.decode()
    assert post(f"{address}bo/", {"version": "7"}).status_code == 422
    assert post(f"{address}bo/", {"version": "1"})["Location"] == SETS
    assert CriteriaDraft.objects.count() == 0


def test_others_neither_see_nor_write_drafts(sign_in, post, elsewhere):
    sign_in()
    address = begun(post)
    client = sign_in(Role.COUNCIL)
    assert (client.get(address).status_code, post(address, {"do": "publish", "version": "1"}).status_code) == (403, 403)
    client = sign_in(Role.OFFICE, elsewhere)
    assert client.get(address.replace("gso2024-349", "gso2024-350")).status_code == 404
    assert client.get(SETS).status_code == 403


def test_a_file_is_loaded_as_a_set_of_the_locality(sign_in, post, place, elsewhere):
    client = sign_in()
    made = post(f"{SETS}nap/", {"file": SimpleUploadedFile("bo.toml", GOOD.encode())})
    loaded = CriteriaSet.objects.get()
    assert (made["Location"], loaded.locality) == (f"{SETS}{loaded.pk}/", place.code)
    assert "Đã nạp «Thang thử nghiệm», phiên bản 1." in client.get(made["Location"]).content.decode()
    again = post(f"{SETS}nap/", {"file": SimpleUploadedFile("bo.toml", GOOD.encode())})
    assert "Tệp này đã nạp trước đây" in client.get(again["Location"]).content.decode()
    sign_in(Role.COUNCIL)
    assert post(f"{SETS}nap/", {"file": SimpleUploadedFile("bo.toml", RICH.encode())}).status_code == 403
    sign_in(Role.OFFICE, elsewhere)
    assert post(f"{SETS}nap/", {"file": SimpleUploadedFile("bo.toml", RICH.encode())}).status_code == 403
    assert CriteriaSet.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"x = ", "Dòng 1: Không đọc được TOML"),
        (GOOD.replace("maximum = 4", "maximum = 5").encode(), "Dòng 7, nhóm 1: total ghi 10"),
        (b"#" * (256 * 1024 + 1), "Tệp lớn quá 256 KB"),
    ],
)
def test_a_file_that_is_no_set_is_told_line_by_line(sign_in, post, content, said):
    sign_in()
    answer = post(f"{SETS}nap/", {"file": SimpleUploadedFile("bo.toml", content)})
    assert (answer.status_code, said in answer.content.decode(), CriteriaSet.objects.count()) == (422, True, 0)


def test_units_read_sets_and_neither_write_nor_load(sign_in, post, shared):
    client = sign_in(Role.UNIT_STAFF)
    page = client.get(f"{SETS}{shared.pk}/").content.decode()
    assert ("Bộ đủ cách chấm (trích)" in page, "Sao thành bộ của mình" in page) == (True, False)
    assert "Nạp bộ từ tệp TOML" not in client.get(SETS).content.decode()
    assert post(f"{SETS}soan/", {"like": shared.pk}).status_code == 403
