"""The province's form: received once, its columns told once, a period filled into it."""

from datetime import date

import openpyxl
import pytest
from django.core.files.storage import default_storage

from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.column_mappings import map_columns, receive_form, remove_mapping
from kheo.movement.actions.period_reports import Typed
from kheo.movement.models import ColumnMapping
from kheo.movement.queries.column_mappings import find_mapping, in_form, keys_offered, left_out
from kheo.organisation.authority import NotAllowedError
from tests import factories
from tests.movement.period_scene import Scene
from tests.movement.reading.test_province_form import form, read, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    return Scene()


def received(scene, title="Biểu 02", **changes):
    sent = {"name": "bieu-02.xlsx", "data": form(), "is_not_secret": True} | changes
    return receive_form(scene.office, scene.place, title, sent.pop("name"), sent.pop("data"), **sent)


def refused(act, *arguments, **named):
    with pytest.raises(RefusedError) as caught:
        act(*arguments, **named)
    return [str(problem) for problem in caught.value.problems]


COLUMNS = {"A": "order", "B": "place", "C": "households", "E": "done", "D": ""}


def test_a_period_is_filled_into_the_very_form(scene):
    period = scene.opened()
    scene.sent(period, scene.union)
    scene.sent(period, done=Typed(text="=2+3"))
    mapping = map_columns(scene.office, received(scene), "Biểu 02", 5, COLUMNS, 1)
    assert (mapping.columns, mapping.version) == ({"A": "order", "B": "place", "C": "households", "E": "done"}, 2)
    page = read(in_form(mapping, period, date(2024, 4, 7)))
    assert [[cell.value for cell in line] for line in page["A5:E7"]] == [
        [1, "Phường số 01", 12, None, "=2+3"],
        [2, "Hội Phụ nữ", 12, None, "Đã họp dân hai lần."],
        [None, "Cộng", "=SUM(C5:C6)", None, None],
    ]
    assert page["E5"].data_type == "s"


def test_an_item_that_the_period_does_not_ask_is_named(scene):
    scene.drafted()
    mapping = map_columns(scene.office, received(scene), "Biểu 02", 5, {"B": "place", "C": "households"}, 1)
    month = scene.drafted(kind="month", title="Báo cáo tháng 4")
    assert left_out(mapping, month) == ["Số hộ mới tham gia trong kỳ"]
    assert list(keys_offered(scene.place))[:2] == ["place", "order"]


def test_the_form_is_one_empty_workbook_with_a_name_of_its_own(scene):
    assert refused(received, scene, "", is_not_secret=False, name="bieu.csv", data=b"a;b\n1;2\n") == [
        "Tên biểu: Ghi tên biểu, không quá 200 ký tự.",
        "Xác nhận: Đánh dấu «không thuộc bí mật nhà nước» nếu đúng như vậy; tài liệu mật không đưa vào đây.",
        "Tệp: Biểu của tỉnh phải là tệp .xlsx; mở bằng Excel, chọn «Lưu thành» kiểu .xlsx rồi gửi lại.",
    ]
    received(scene)
    assert refused(received, scene, "biểu  02") == ["Tên biểu: Đã có biểu mang tên ấy."]
    assert received(scene, "Biểu 03").sheet == "Biểu 02"


@pytest.mark.parametrize(
    "data", [b"", b"MZ" + b"\0" * 400, b"<html><script>1</script></html>", b"PK\x03\x04" + b"\0" * 60, form()[:900]]
)
def test_a_broken_or_hostile_file_is_refused_and_nothing_is_kept(scene, data):
    assert len(refused(received, scene, data=data)) == 1
    assert not ColumnMapping.objects.exists()
    assert not default_storage.exists("files")


def test_columns_are_refused_where_they_cannot_be_filled_in(scene):
    scene.drafted()
    mapping = received(scene)
    assert refused(map_columns, scene.office, mapping, "Biểu 02", 1, COLUMNS, 1) == [
        "Dòng đầu tiên: Dòng đầu tiên để điền nằm từ dòng 2 đến dòng 200."
    ]
    assert refused(map_columns, scene.office, mapping, "Biểu 02", 5, {"A": "done", "C": "done"}, 1) == [
        "Cột: Chọn một cột ghi tên đơn vị.",
        "Cột: Mỗi mục chỉ vào một cột; có mục được chọn hai lần.",
    ]
    assert refused(map_columns, scene.office, mapping, "Biểu 02", 5, {"B": "place", "Z": "done"}, 1) == [
        "Cột: Biểu hoặc mẫu báo cáo vừa đổi; tải lại trang rồi chọn lại."
    ]
    assert refused(map_columns, scene.office, mapping, "Biểu 09", 5, {"B": "place"}, 1) == [
        "Cột: Tệp không có trang tính «Biểu 09»; chọn lại trang tính."
    ]
    assert "ô gộp" in refused(map_columns, scene.office, mapping, "Biểu 02", 3, {"D": "place"}, 1)[0]
    assert "Người khác vừa sửa" in refused(map_columns, scene.office, mapping, "Biểu 02", 5, COLUMNS, 9)[0]


def test_a_form_is_taken_away_once_and_by_its_own_office(scene):
    mapping = received(scene)
    other = Scene(factories.KIM_BANG)
    assert find_mapping(other.place, mapping.pk) is None
    for actor in (other.office, scene.staff):
        with pytest.raises(NotAllowedError):
            remove_mapping(actor, mapping, 1)
        with pytest.raises(NotAllowedError):
            map_columns(actor, mapping, "Biểu 02", 5, COLUMNS, 1)
    remove_mapping(scene.office, mapping, 1)
    assert refused(remove_mapping, scene.office, mapping, 1) == ["Người khác vừa bỏ biểu này. Về danh sách biểu để xem."]


def test_a_workbook_without_words_over_its_columns_is_filled_in_all_the_same(scene):
    scene.drafted()
    mapping = received(scene, data=saved(openpyxl.Workbook()))
    assert map_columns(scene.office, mapping, "Sheet", 2, {"A": "place"}, 1).first_row == 2
