import io
import unicodedata
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.foundation.sheets import EMPTY, Cell, Row, Sheet, UnreadableSheet, read_sheets, recoded
from kheo.foundation.sheets.cells import column_letters
from kheo.foundation.sheets.separated import _VISCII
from tests.foundation.encodings.typed import in_tcvn3, in_vni
from tests.foundation.sheets.builders import as_csv, as_ods, as_xlsx
from tests.foundation.uploads import samples

MOMENT = datetime(2024, 5, 1, 7, 30)  # noqa: DTZ001 - a spreadsheet knows no time zone
WRITERS = [("ds.xlsx", as_xlsx), ("ds.ods", as_ods)]


def values(sheet: Sheet) -> list[tuple[int, list[object]]]:
    return [(row.number, [cell.value for cell in row.cells]) for row in sheet.rows]


def complaint(name: str, data: bytes) -> str:
    with pytest.raises(UnreadableSheet) as caught:
        read_sheets(name, data)
    return str(caught.value)


@pytest.mark.parametrize(("name", "write"), WRITERS)
def test_cells_keep_their_type(name, write):
    [sheet] = read_sheets(name, write([["Tên", 3, 2.5, date(2024, 5, 1), True, None]]))
    assert sheet.rows[0].cells[:5] == (
        Cell("text", "Tên"),
        Cell("int", 3),
        Cell("float", 2.5),
        Cell("date", date(2024, 5, 1)),
        Cell("bool", value=True),
    )


@pytest.mark.parametrize(("name", "write"), WRITERS)
def test_rows_keep_the_number_of_the_sheet(name, write):
    table = [[None], [None, None], ["Tên", None], [None], [None, "x"]]
    [sheet] = read_sheets(name, write(table))
    assert values(sheet) == [(1, [None, None]), (2, [None, None]), (3, ["Tên", None]), (4, [None, None]), (5, [None, "x"])]


@pytest.mark.parametrize(("name", "write"), WRITERS)
def test_hidden_rows_are_read_and_marked(name, write):
    [sheet] = read_sheets(name, write([["a"], ["b"], ["c"]], hidden_rows=[2]))
    assert [(row.number, row.cells[0].value, row.hidden) for row in sheet.rows] == [
        (1, "a", False),
        (2, "b", True),
        (3, "c", False),
    ]


@pytest.mark.parametrize(("name", "write"), WRITERS)
def test_merged_cells_are_filled_and_say_from_where(name, write):
    table = [["Kết quả", None, "x"], ["Số hộ", "Số tiền", None], ["Xã A", 1, 2], [None, 3, 4]]
    [sheet] = read_sheets(name, write(table, merges=[(1, 1, 1, 2), (3, 1, 4, 1)]))
    assert sheet.rows[0].cells == (Cell("text", "Kết quả"), Cell("text", "Kết quả", spread_from=(1, 0)), Cell("text", "x"))
    assert sheet.rows[3].cells[0] == Cell("text", "Xã A", spread_from=(3, 0))


@pytest.mark.parametrize(("name", "write"), WRITERS)
def test_formula_without_value_is_known(name, write):
    [sheet] = read_sheets(name, write([["a", "=1+1"]]))
    assert sheet.rows[0].cells == (Cell("text", "a"), Cell("empty", None, without_value=True))


def patched(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read(part)
    assert old in content
    return samples.rezipped(data, {part: content.replace(old, new)})


def test_computed_formula_and_error_of_a_workbook():
    data = as_xlsx([["=1+1", "=1/0", '=""', "#REF!"]])
    part = "xl/worksheets/sheet1.xml"
    data = patched(data, part, b'<c r="A1"><f>1+1</f><v></v>', b'<c r="A1"><f>1+1</f><v>2</v>')
    data = patched(data, part, b'<c r="B1"><f>1/0</f><v></v>', b'<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v>')
    data = patched(data, part, b'<c r="C1"><f>""</f><v></v>', b'<c r="C1" t="str"><f>""</f><v></v>')
    [sheet] = read_sheets("ds.xlsx", data)
    assert sheet.rows[0].cells == (Cell("int", 2), Cell("error", "#DIV/0!"), EMPTY, Cell("error", "#REF!"))


def test_error_of_an_ods():
    data = as_ods([["a"]])
    error = (
        b'<table:table-cell xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        b'office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell></table:table-row>'
    )
    [sheet] = read_sheets("ds.ods", patched(data, "content.xml", b"</table:table-row>", error))
    assert sheet.rows[0].cells == (Cell("text", "a"), Cell("error", "#REF!"))


def test_times_and_moments_of_a_workbook():
    [sheet] = read_sheets("ds.xlsx", as_xlsx([[time(7, 30), MOMENT, timedelta(hours=30)]]))
    assert [cell.value for cell in sheet.rows[0].cells][:2] == ["07:30", MOMENT]


def test_several_sheets_and_a_hidden_one():
    book = openpyxl.Workbook()
    book.active.title = "Một"
    book.active["B2"] = "x"
    hidden = book.create_sheet("Ẩn")
    hidden["A1"] = "y"
    hidden.sheet_state = "hidden"
    book.create_sheet("Trống")
    book.create_chartsheet("Biểu đồ")
    written = io.BytesIO()
    book.save(written)
    assert read_sheets("ds.xlsx", written.getvalue()) == [
        Sheet("Một", (Row(1, (EMPTY, EMPTY)), Row(2, (EMPTY, Cell("text", "x"))))),
        Sheet("Ẩn", (Row(1, (Cell("text", "y"),)),), hidden=True),
        Sheet("Trống", ()),
    ]


def test_hidden_ods_sheet():
    assert read_sheets("ds.ods", as_ods([["x"]], hidden=True))[0].hidden


def test_ods_notes_and_repeats_do_not_move_rows():
    row, end = b"<table:table-row>", b"</table:table-row>"
    hidden = b'<table:table-row table:number-rows-repeated="3" table:visibility="collapse">'
    wide = b'<table:table-cell table:number-columns-repeated="1000"/>'
    note = b"<table:table-cell><office:annotation><text:p>ghi</text:p></office:annotation></table:table-cell>"
    tail = b'<table:table-row table:number-rows-repeated="1048570">' + wide + end
    text_b = b'<table:table-cell office:value-type="string"><text:p>b'
    data = as_ods([["a"], ["b"]])
    data = patched(data, "content.xml", row + text_b, hidden + wide + end + row + note + text_b)
    data = patched(data, "content.xml", b"</table:table>", tail + b"</table:table>")
    [sheet] = read_sheets("ds.ods", data)
    assert values(sheet) == [(1, ["a", None]), (2, [None, None]), (3, [None, None]), (4, [None, None]), (5, [None, "b"])]
    assert [row.hidden for row in sheet.rows] == [False, True, True, True, False]


def test_repeated_ods_value_past_the_bounds_is_refused_before_anything_is_allocated():
    data = patched(
        as_ods([["a"]]), "content.xml", b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="16384" '
    )
    assert complaint("ds.ods", data).startswith("Bảng quá lớn: có ô ghi ở dòng 1, cột XFD;")
    data = patched(
        as_ods([["a"]]), "content.xml", b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">'
    )
    assert complaint("ds.ods", data).startswith("Bảng quá lớn: có ô ghi ở dòng 1048576, cột A;")


def test_stray_cell_far_away_is_refused_with_its_place():
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["XFD1048576"] = "y"
    written = io.BytesIO()
    book.save(written)
    assert complaint("ds.xlsx", written.getvalue()) == (
        "Bảng quá lớn: có ô ghi ở dòng 1048576, cột XFD; mỗi trang tính đọc tới 20.000 dòng, 256 cột. "
        "Hãy xoá các ô thừa ở xa bảng (chọn các dòng, cột đó rồi Xoá), lưu lại rồi gửi lại."
    )


def test_far_empty_cells_and_merges_do_no_harm():
    data = patched(
        as_xlsx([["x"]], merges=[(1, 1, 2, 2)]),
        "xl/worksheets/sheet1.xml",
        b'<mergeCell ref="A1:B2"/>',
        b'<mergeCell ref="A1:GR1000"/>',
    )
    assert read_sheets("ds.xlsx", data)[0].rows == (Row(1, (Cell("text", "x"),)),)


def test_overlapping_merges_are_bounded():
    data = as_xlsx([["x"] * 200] * 100, merges=[(1, 1, 2, 200)])
    merge = b'<mergeCell ref="A1:GR2"/>'
    data = patched(data, "xl/worksheets/sheet1.xml", merge, b'<mergeCell ref="A1:GR100"/>' * 60)
    assert complaint("ds.xlsx", data).startswith("Trang tính gộp quá nhiều ô.")


def test_merge_outside_the_values_or_over_blanks_fills_nothing():
    data = as_xlsx([["x", None], [None, "y"]], merges=[(9, 1, 9, 2), (2, 1, 3, 1), (1, 9, 1, 12)])
    assert values(read_sheets("ds.xlsx", data)[0]) == [(1, ["x", None]), (2, [None, "y"])]


@pytest.mark.parametrize(("count", "index"), [("1", "0"), ("4294967295", "0"), ("99999999999", "0"), ("x", "0"), ("1", "7")])
def test_shared_strings_with_false_counts_are_refused(count, index):
    # A declared count of 4.294.967.295 strings made the reading library abort the whole process.
    main = "http://schemas.openxmlformats.org/"
    strings = f'<sst xmlns="{main}spreadsheetml/2006/main" count="{count}" uniqueCount="{count}"><si><t>hoa</t></si></sst>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    relation = f'<Relationship Id="r9" Type="{main}officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>'
    data = samples.rezipped(as_xlsx([["x"]]), {"xl/sharedStrings.xml": strings.encode()})
    data = patched(data, "[Content_Types].xml", b"</Types>", part.encode())
    data = patched(data, "xl/_rels/workbook.xml.rels", b"</Relationships>", f"{relation}</Relationships>".encode())
    data = patched(data, "xl/worksheets/sheet1.xml", b't="inlineStr"><is><t>x</t></is>', f't="s"><v>{index}</v>'.encode())
    if (count, index) == ("1", "0"):
        assert values(read_sheets("ds.xlsx", data)[0]) == [(1, ["hoa"])]
    else:
        assert "Hãy mở" in complaint("ds.xlsx", data)


def test_too_many_sheets_are_refused():
    data = as_xlsx([["x"]], more={f"T{number}": [["y"]] for number in range(60)})
    assert complaint("ds.xlsx", data).startswith("Tệp «ds.xlsx» có 61 trang tính")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_separator_and_encoding_are_found(separator, encoding):
    table = [
        ["STT", "Tên mô hình, điển hình", "Kinh phí"],
        ["1", "Đường hoa; đường cờ", "1,5"],
        ["2", "Nhà sạch | vườn đẹp", "2,5"],
    ]
    [sheet] = read_sheets("ds.csv", as_csv(table, separator=separator, encoding=encoding))
    assert values(sheet) == [(1, table[0]), (2, table[1]), (3, table[2])]


def test_csv_rows_are_counted_as_a_spreadsheet_shows_them():
    data = '\n\nTên;Ghi chú\n"Đường\nhoa";"a ""b"""\n;\nNhà;\n'.encode()
    [sheet] = read_sheets("ds.csv", data)
    assert values(sheet) == [
        (1, [None, None]),
        (2, [None, None]),
        (3, ["Tên", "Ghi chú"]),
        (4, ["Đường\nhoa", 'a "b"']),
        (5, [None, None]),
        (6, ["Nhà", None]),
    ]


def test_csv_hint_of_excel_is_no_row():
    assert values(read_sheets("ds.csv", b"sep=|\r\na|b;c\r\n")[0]) == [(1, ["a", "b;c"])]


def test_csv_in_windows_1258_is_read():
    text = "Tên mô hình;Đơn vị\nĐường hoa nông thôn mới;Xã Tiên Ngoại\n"
    written = unicodedata.normalize("NFD", text)
    for shape in "âêôăơưÂÊÔĂƠƯ":
        written = written.replace(unicodedata.normalize("NFD", shape), shape)
    [sheet] = read_sheets("ds.csv", written.encode("cp1258"))
    assert values(sheet) == [(1, ["Tên mô hình", "Đơn vị"]), (2, ["Đường hoa nông thôn mới", "Xã Tiên Ngoại"])]


@pytest.mark.parametrize("family", [in_tcvn3, in_vni])
def test_csv_in_an_old_font_keeps_its_letters_for_each_cell_to_tell(family):
    rows = [["Tên mô hình", "Đơn vị"], ["Vận động nhân dân hiến đất", "Xã Tiên Ngoại"]]
    typed = [[family(cell) for cell in row] for row in rows]
    [sheet] = read_sheets("ds.csv", "\n".join(";".join(row) for row in typed).encode("cp1252"))
    assert (values(sheet), sheet.note) == ([(1, typed[0]), (2, typed[1])], "")
    assert [row for _, row in values(recoded([sheet], {}).sheets[0])] == rows


def test_csv_put_together_from_unicode_and_an_old_font_is_read_line_by_line():
    typed = in_tcvn3("Vận động nhân dân hiến đất")
    [sheet] = read_sheets("ds.csv", "Tên mô hình;Đơn vị\n".encode() + f"{typed};1\n".encode("cp1252") + "Đường;2".encode())
    assert values(sheet) == [(1, ["Tên mô hình", "Đơn vị"]), (2, [typed, "1"]), (3, ["Đường", "2"])]


def test_csv_in_viscii_is_read_and_said():
    codes = {letter: bytes([code]) for code, letter in _VISCII.items()}
    text = "Tên mô hình;Đơn vị\nĐường hoa nông thôn mới, giữ sạch;Xã Tiên Ngoại\n"
    [sheet] = read_sheets("ds.csv", b"".join(codes.get(ch) or ch.encode() for ch in text))
    assert (values(sheet)[1][1], sheet.note) == (
        ["Đường hoa nông thôn mới, giữ sạch", "Xã Tiên Ngoại"],
        "Tệp được đọc theo bảng mã VISCII, không phải Unicode.",
    )


def test_csv_in_an_unknown_encoding_is_refused():
    assert "không phải mã UTF-8" in complaint("ds.csv", "Größe;Länge\n".encode("latin-1"))
    assert "không phải mã UTF-8" in complaint("ds.csv", b"a;\x81\x9d\n")
    assert "không phải mã UTF-8" in complaint("ds.csv", "a;b".encode("utf-16") + b"\x00")


def test_csv_with_a_quote_left_open_is_refused_at_its_row():
    broken = 'STT;Tên\n1;Một\n2;"Hai\n3;Ba\n'
    with pytest.raises(UnreadableSheet, match=r"hỏng ở dòng 3 .*ngoặc kép không khép"):
        read_sheets("a.csv", broken.encode())


def test_csv_keeps_quotes_inside_a_cell_and_a_last_row_without_its_end():
    (sheet,) = read_sheets("a.csv", 'STT;Tên\n1;"Nhà ""sạch"""\n2;Ngõ "xanh"\nhết'.encode())
    assert [[cell.value for cell in row.cells] for row in sheet.rows] == [
        ["STT", "Tên"],
        ["1", 'Nhà "sạch"'],
        ["2", 'Ngõ "xanh"'],
        ["hết", None],
    ]


def test_csv_with_an_endless_cell_is_refused():
    assert complaint("ds.csv", b'a;"' + b"x" * 140_000).startswith("Tệp «ds.csv» hỏng ở dòng 1")


@pytest.mark.parametrize(
    ("name", "data", "starts"),
    [
        ("ds.xlsx", b"", "Tệp «ds.xlsx» trống"),
        ("ds.xls", samples.compound("Workbook"), "Tệp «ds.xls» thuộc loại .xls"),
        ("ds.xlsx", samples.compound("EncryptedPackage"), "Tệp «ds.xlsx» đặt mật khẩu"),
        ("ds.docm", samples.word("x"), "Tệp «ds.docm» có macro"),
    ],
)
def test_refused_upload_is_an_unreadable_sheet(name, data, starts):
    assert complaint(name, data).startswith(starts)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        # Each of the first three made the reading library abort the whole process.
        ("xl/worksheets/sheet1.xml", b'<c r="A1"', b'<c r="A9999999999"'),
        ("xl/worksheets/sheet1.xml", b'<c r="A1"', b'<c r="ZZZZZZZ1"'),
        ("xl/worksheets/sheet1.xml", b'<row r="1">', b'<row r="' + b"9" * 5000 + b'">'),
        ("xl/_rels/workbook.xml.rels", b"Relationship ", b"Quanhe "),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A:B"/></mergeCells>'),
    ],
)
def test_odd_structure_is_refused(part, old, new):
    assert "Hãy" in complaint("ds.xlsx", patched(as_xlsx([["x"]]), part, old, new))


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (255, "IV"), (16383, "XFD")])
def test_column_letters(index, letters):
    assert column_letters(index) == letters


CELLS = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12).filter(
        lambda text: text[0] not in "=#"
    ),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5), st.integers(0, 3))
def test_any_table_reads_back_from_every_kind(rows, leading):
    table = [[None] * 3] * leading + [["a", "b", "c"], *rows]
    last = max(number for number, row in enumerate(table, 1) if any(value is not None for value in row))
    expected = [(number, list(row)) for number, row in enumerate(table[:last], 1)]
    for name, write in WRITERS:
        assert values(read_sheets(name, write(table))[0]) == expected
    as_text = [(number, [None if value is None else str(value) for value in row]) for number, row in expected]
    assert values(read_sheets("ds.csv", as_csv(table))[0]) == as_text
