"""The same workbook as other programs write it: what the standard (ECMA-376, part 1, 18.3 and 18.4) leaves to the writer."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kheo.foundation.sheets import EMPTY, Cell, UnreadableSheet, read_sheets
from tests.foundation.sheets.builders import as_xlsx
from tests.foundation.uploads.samples import rezipped

SHEET, WORKBOOK, RELATIONS, TYPES = (
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "[Content_Types].xml",
)
TABLE = [["STT", "Tên"], [1, "Đường hoa"], [2, "Nhà sạch"]]
READ = [("STT", "Tên"), (1, "Đường hoa"), (2, "Nhà sạch")]
FAR = b"".join(b'<row r="%d" s="1"><c r="A%d" s="1"/><c r="XFD%d" s="1"/></row>' % (row, row, row) for row in range(4, 30_000))


def values(data: bytes) -> list[tuple[object, ...]]:
    (sheet,) = read_sheets("a.xlsx", data)
    return [tuple(cell.value for cell in row.cells) for row in sheet.rows]


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def with_sheet(change: Callable[[bytes], bytes], data: bytes | None = None) -> bytes:
    data = data or as_xlsx(TABLE)
    changed = change(part(data, SHEET))
    assert changed != part(data, SHEET)
    return rezipped(data, {SHEET: changed})


def with_shared_strings() -> bytes:
    """Return the workbook with its texts in a table of their own, as Excel keeps them."""
    data, texts = as_xlsx(TABLE), []

    def shared(found: re.Match[bytes]) -> bytes:
        texts.append(found[2])
        return found[1] + b' t="s"><v>%d</v></c>' % (len(texts) - 1)

    sheet = re.sub(rb'(<c r="\w+"[^>]*?) t="inlineStr"[^>]*><is>(.*?)</is></c>', shared, part(data, SHEET))
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = b'<sst xmlns="%s" count="%d" uniqueCount="%d">' % (main, len(texts), len(texts))
    strings += b"".join(b"<si>%s</si>" % text for text in texts) + b"</sst>"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    link = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    relation = b'<Relationship Id="rIdS" Type="%s" Target="sharedStrings.xml"/></Relationships>' % link
    return rezipped(
        data,
        {
            SHEET: sheet,
            "xl/sharedStrings.xml": strings,
            TYPES: part(data, TYPES).replace(b"</Types>", override),
            RELATIONS: part(data, RELATIONS).replace(b"</Relationships>", relation),
        },
    )


def with_rich_text() -> bytes:
    """Return a title in two runs, the second bold, with a pronunciation as Asian versions of Excel add it."""
    data = with_shared_strings()
    runs = '<r><t xml:space="preserve">Đường </t></r><r><rPr><b/></rPr><t>hoa</t></r><rPh sb="0" eb="1"><t>âm đọc</t></rPh>'
    strings = part(data, "xl/sharedStrings.xml").replace("<t>Đường hoa</t>".encode(), runs.encode())
    return rezipped(data, {"xl/sharedStrings.xml": strings})


def prefixed(sheet: bytes) -> bytes:
    return re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", sheet).replace(b"xmlns=", b"xmlns:x=")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(with_shared_strings(), id="shared strings"),
        pytest.param(with_rich_text(), id="text in runs"),
        pytest.param(with_sheet(prefixed), id="elements with a prefix"),
        pytest.param(with_sheet(lambda sheet: re.sub(rb' r="[A-Z]+\d+"', b"", sheet)), id="cells without reference"),
        pytest.param(with_sheet(lambda sheet: re.sub(rb"<dimension[^>]*/>", b"", sheet)), id="no dimension"),
        pytest.param(with_sheet(lambda sheet: re.sub(rb'ref="A1:\w+"', b'ref="A1"', sheet)), id="a false dimension"),
        pytest.param(with_sheet(lambda sheet: sheet.replace(b"</sheetData>", FAR + b"</sheetData>")), id="formatted far down"),
        pytest.param(rezipped(as_xlsx(TABLE), drop="xl/styles.xml"), id="no styles"),
    ],
)
def test_workbook_of_another_writer_reads_the_same(data):
    assert [row for row in values(data) if any(row)] == READ


def test_dates_counted_from_1904():
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["Ngày", date(2024, 3, 1)])
    written = io.BytesIO()
    book.save(written)
    assert values(written.getvalue()) == [("Ngày", date(2024, 3, 1))]


@pytest.mark.parametrize("number", [b"NaN", b"1e999", b"-1e999"])
def test_number_that_is_none_is_an_error_of_the_cell(number):
    data = with_sheet(lambda sheet: sheet.replace(b"<v>2.5</v>", b"<v>%s</v>" % number), as_xlsx([["Số hộ", 2.5]]))
    (sheet,) = read_sheets("a.xlsx", data)
    assert sheet.rows[0].cells == (Cell("text", "Số hộ"), Cell("error", "#NUM!"))


def test_control_marks_written_as_escapes_are_read():
    assert values(as_xlsx([["Đường_x000D_\nhoa"]])) == [("Đường\r\nhoa",)]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(rezipped(as_xlsx(TABLE), drop=WORKBOOK), id="no workbook"),
        pytest.param(rezipped(as_xlsx(TABLE), drop=RELATIONS), id="no relations"),
        pytest.param(rezipped(with_shared_strings(), drop="xl/sharedStrings.xml"), id="no texts"),
        pytest.param(with_sheet(lambda sheet: sheet.replace(b'<row r="2"', b'<row r="-2"')), id="a negative row"),
    ],
)
def test_workbook_with_a_part_missing_or_wrong_is_refused_in_words(data):
    with pytest.raises(UnreadableSheet, match=r"Hãy .*gửi lại\.$"):
        read_sheets("a.xlsx", data)


def test_empty_cells_between_keep_their_place():
    (sheet,) = read_sheets("a.xlsx", as_xlsx([["A", None, "C"]]))
    assert sheet.rows[0].cells == (Cell("text", "A"), EMPTY, Cell("text", "C"))
