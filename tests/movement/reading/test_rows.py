import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kheo.foundation.sheets import UnreadableSheet
from kheo.foundation.text import fold, tidy
from kheo.movement.reading import DraftRow, InitiativeSheet, Refusal, read_initiatives
from tests.foundation.sheets.builders import as_csv, as_ods, as_xlsx
from tests.movement.reading.lists import HEAD, ROW, USUAL, draft, find_unit, read
from tests.movement.reading.test_headings import HEADINGS


def test_plain_list_is_read():
    assert read([HEAD, ROW]) == InitiativeSheet(
        name="Danh sách",
        header_row=1,
        columns={
            "no": "STT",
            "title": "Tên mô hình, điển hình",
            "unit": "Đơn vị",
            "field": "Lĩnh vực",
            "kind": "Loại hình",
            "subject": "Đối tượng",
        },
        rows=[draft(2, "Đường hoa")],
        unfinished=[],
        refused=[],
        warnings=[],
    )


def test_every_column_is_read():
    head = [
        *HEAD, "Tập thể/cá nhân thực hiện", "Cơ quan chủ trì", "Nội dung", "Kết quả", "Số hộ", "Số người",
        "Kinh phí (triệu đồng)", "Ngày công", "Đất hiến (m²)", "Điểm tự chấm", "Điểm thẩm định", "Ghi chú",
    ]  # fmt: skip
    row = [*ROW, "Chi hội 01", "Hội Phụ nữ", "Trồng hoa", "Sạch đẹp", 120, "1.250", 350, "268 công", "0,5 ha", "92,5", 90, "mới"]
    assert read([head, row]).rows == [
        draft(
            2,
            "Đường hoa",
            holder="Chi hội 01",
            leading_body="Hội Phụ nữ",
            summary="Trồng hoa\nSạch đẹp",
            note="mới",
            results={
                "households": Decimal(120),
                "people": Decimal(1250),
                "dong": Decimal(350_000_000),
                "working_days": Decimal(268),
                "land_m2": Decimal(5000),
            },
            self_score=Decimal("92.5"),
            verified_score=Decimal(90),
        )
    ]


def test_exemplars_of_one_title_differ_by_their_holder_and_kinds_by_themselves():
    head, told = [*HEAD, "Họ và tên"], ["Người tốt việc tốt", *ROW[2:4]]
    table = [
        head,
        [1, *told, "Điển hình", "Cá nhân", "Ông Cá nhân 01"],
        [2, *told, "Điển hình", "Cá nhân", "Bà Cá nhân 02"],
        [3, *told, "Mô hình", "Tập thể", None],
        [4, *told, "Điển hình", "Cá nhân", "ông CÁ NHÂN 01"],
        [5, *told, "Mô hình", "Tập thể", "Chi hội 5"],
    ]
    found = read(table)
    assert [row.number for row in found.rows] == [2, 3, 4]
    assert [(one.row, one.reason[:36]) for one in found.refused] == [
        (5, "trùng tên và đơn vị với dòng 2; hãy "),
        (6, "trùng tên và đơn vị với dòng 4; hãy "),
    ]


def test_same_title_and_unit_twice_is_refused_naming_the_first():
    found = read([HEAD, ROW, [2, "ĐƯỜNG  HOA", *ROW[2:]], [3, "Đường hoa", "Phường Hòa Mạc", *ROW[3:]]])
    reason = "trùng tên và đơn vị với dòng 2; hãy xoá một dòng, hoặc sửa tên nếu là hai mô hình khác nhau."
    assert found.refused == [Refusal(3, "Tên mô hình, điển hình", "ĐƯỜNG HOA", reason)]
    assert [row.number for row in found.rows] == [2, 4]


@pytest.mark.parametrize("table", [[], [["Xin chào"]], [["Họ tên"], ["x"]], [["Đơn vị", "Lĩnh vực"], ["a", "b"]]])
def test_sheet_without_headings_is_unreadable(table):
    with pytest.raises(UnreadableSheet, match="không có dòng tiêu đề nhận ra được"):
        read(table or [[None]])


def test_list_without_rows_is_said():
    assert read([HEAD]).warnings == ["Bảng không có dòng mô hình nào dưới tiêu đề."]


def test_hidden_list_is_read_when_it_is_the_only_one():
    found = read(None, name="ds.ods", data=as_ods([HEAD, ROW], hidden=True))
    assert found.rows == [draft(2, "Đường hoa")]
    assert found.warnings == ["Trang tính «Danh sách» đang ẩn trong tệp."]


ANYTHING = st.one_of(
    st.none(),
    st.integers(-10, 10**6),
    st.booleans(),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.sampled_from(
        [
            *(one for headings in HEADINGS.values() for one in headings),
            "I",
            "A.",
            "x",
            "Kinh tế",
            "Xã Tiên Ngoại",
            "Tổng cộng",
            "=1+1",
            "#REF!",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(ANYTHING, min_size=1, max_size=7), min_size=1, max_size=9),
    st.lists(st.tuples(*[st.integers(1, 7)] * 4), max_size=2),
)
def test_any_table_is_read_or_refused_in_words(table, corners):
    merges = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in corners if (a, b) != (c, d)]
    try:
        found = read(table, merges=merges[:1])
    except UnreadableSheet:
        return
    numbers = [row.number for row in found.rows]
    assert numbers == sorted(set(numbers))
    assert not set(numbers) & {one.row for one in found.refused}
    for row in found.rows:
        assert 0 < len(row.title) <= 300
        assert row.unit_code
        assert row.kind in KIND_WORDS.values()
        assert row.subject in SUBJECT_WORDS.values()
        assert row.field
    assert all(one.reason.endswith(".") for one in found.refused)


def reads_as_tcvn3(title):
    """«B«ng» is «Bông» in TCVN3, «AABá» is «AABỎ» in capitals: of both the reader rightly asks; no title of today."""
    plain_and_marked = [("".join(filter(str.isascii, word)), word) for word in re.findall(r"\w+", title)]
    in_capitals = any(
        len(plain) > 1 and plain.isupper() and any(one.islower() and not one.isascii() for one in word)
        for plain, word in plain_and_marked
    )
    return in_capitals or re.search(r"\w[«»]+\w", title) is not None


TITLES = st.text(
    st.sampled_from("abcdeghiklmnopqrstuvxyàảãáạăắâấđèéêếìíòóôốơớùúưứýABCĐ 0123456789,.()«»-"), min_size=4, max_size=60
).filter(lambda title: not reads_as_tcvn3(title))


FIELD_WORDS = {"Kinh tế": "economy", "VH-XH": "culture_society", "QP-AN": "defence_security", "HTCT": "political_system"}


KIND_WORDS = {"Mô hình": "mo_hinh", "Điển hình": "dien_hinh"}


SUBJECT_WORDS = {"Tập thể": "collective", "Cá nhân": "individual", "Hộ gia đình": "household"}


UNIT_WORDS = {"Xã Tiên Ngoại": "gso2024-1", "Phường Hòa Mạc": "gso2024-2"}


@st.composite
def tables(draw):
    keys = draw(st.permutations(["title", "unit", "field", "kind", "subject", "households", "dong", "self_score"]))
    headings = {key: draw(st.sampled_from(HEADINGS[key])) for key in keys}
    titles = draw(
        st.lists(
            TITLES.map(tidy).filter(lambda text: sum(ch.isalpha() for ch in text) > 3), min_size=1, max_size=5, unique_by=fold
        )
    )
    rows = [
        {
            "title": title,
            "unit": draw(st.sampled_from(sorted(UNIT_WORDS))),
            "field": draw(st.sampled_from(sorted(FIELD_WORDS))),
            "kind": draw(st.sampled_from(sorted(KIND_WORDS))),
            "subject": draw(st.sampled_from(sorted(SUBJECT_WORDS))),
            "households": draw(st.integers(0, 5000)),
            "dong": draw(st.integers(1, 9000)) * 1_000_000,
            "self_score": draw(st.integers(0, 200)) / 2,
        }
        for title in titles
    ]
    leading = draw(st.integers(0, 4))
    numbered = draw(st.booleans())
    return keys, headings, rows, leading, numbered


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from(["xlsx", "ods", "csv"]))
def test_any_list_reads_back_whatever_its_headings_order_and_kind_of_file(table, kind_of_file):
    keys, headings, rows, leading, numbered = table
    assume(not any(row["title"].startswith("=") for row in rows))
    above = [["UBND XÃ TIÊN NGOẠI"], [], ["DANH SÁCH ĐĂNG KÝ NĂM 2024"], []][:leading]
    # A sum under «triệu đồng» would mean something else: the column is headed in đồng here.
    headings = headings | {"dong": headings["dong"].replace("triệu đồng", "đồng")}
    front = ["STT"] if numbered else []
    written = [*above, [*front, *(headings[key] for key in keys)]]
    written += [[*([str(number)] if numbered else []), *(row[key] for key in keys)] for number, row in enumerate(rows, 1)]
    if kind_of_file == "csv":
        written = [[str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in row] for row in written]
    writer = {"xlsx": as_xlsx, "ods": as_ods, "csv": as_csv}[kind_of_file]
    found = read_initiatives(f"ds.{kind_of_file}", writer(written), find_unit, USUAL)
    assert found.refused == []
    assert found.rows == [
        DraftRow(
            number=leading + 1 + number,
            title=row["title"],
            unit_text=row["unit"],
            unit_code=UNIT_WORDS[row["unit"]],
            body_code="",
            field=FIELD_WORDS[row["field"]],
            kind=KIND_WORDS[row["kind"]],
            subject=SUBJECT_WORDS[row["subject"]],
            results={"households": Decimal(row["households"]), "dong": Decimal(row["dong"])},
            self_score=Decimal(str(row["self_score"])),
        )
        for number, row in enumerate(rows, 1)
    ]
