"""The one door: check the file, then read it by its kind."""

from kheo.foundation.plain_xml import UnsafeXmlError
from kheo.foundation.sheets.cells import Sheet, UnreadableSheet
from kheo.foundation.sheets.separated import read_separated
from kheo.foundation.sheets.word_tables import read_word_tables
from kheo.foundation.sheets.workbook import read_workbook
from kheo.foundation.uploads.archives import open_archive
from kheo.foundation.uploads.checks import check_upload
from kheo.foundation.uploads.limits import RefusedUpload

_SEPARATED = {"csv", "tsv"}


def read_sheets(name: str, data: bytes) -> list[Sheet]:
    """Return the sheets of *name* (.xlsx, .ods, .csv, .tsv) or the tables of a .docx in their order, hidden sheets marked.

    Merged cells: every cell of a merge gets the value of the first one, marked with ``spread_from``; what that means (a heading
    over several columns, a unit beside several initiatives) is for the reader of the table to say. Hidden rows are read and
    marked: offices hide rows by a filter and still mean them. UnreadableSheet for every file that ``check_upload`` refuses, for
    tables too large and for unknown encodings.
    """
    try:
        checked = check_upload(name, data, "spreadsheet")
        if checked.extension in _SEPARATED:
            return [read_separated(checked.name, checked.data)]
        if checked.extension == "docx":
            return read_word_tables(open_archive(checked.name, checked.data))
        return read_workbook(checked.name, checked.extension, open_archive(checked.name, checked.data))
    except RefusedUpload as refusal:
        raise UnreadableSheet(str(refusal)) from refusal
    except (UnsafeXmlError, KeyError, ValueError) as error:
        if isinstance(error, UnreadableSheet):
            raise
        raise UnreadableSheet(
            f"Tệp «{name}» có cấu trúc sai nên không đọc được. Hãy mở bằng Excel hoặc LibreOffice, lưu lại rồi gửi lại."
        ) from error
