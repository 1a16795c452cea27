"""What an office file would fetch or start by itself when it is opened: a template from elsewhere, a linked object, a command.

No macro need be inside: a template that lies on another machine brings its own, and a DDE field starts a program.
"""

import re

from kheo.foundation.plain_xml import Attributes, read_xml
from kheo.foundation.uploads.archives import Archive
from kheo.foundation.uploads.limits import RefusedUpload

_FETCHED = ("/attachedTemplate", "/oleObject", "/subDocument", "/frame")
_ELSEWHERE = re.compile(r"\s*(https?:|ftp:|\\\\|//|file:(/{4,}|//[^/\s]|/*\\\\))", re.IGNORECASE)
_COMMAND = re.compile(r"(?:^|\|)\s*DDE(?:AUTO)?\b", re.IGNORECASE)
_WORD_TEXT = re.compile(r"word/(glossary/)?(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")


def refuse_reaching(name: str, archive: Archive) -> None:
    """RefusedUpload where *archive*, whose XML is sound, reaches out or starts something by itself."""
    for part in archive.heads:
        if part.endswith(".rels"):
            _look_at_links(name, archive, part)
        elif _WORD_TEXT.fullmatch(part):
            _look_at_fields(name, archive, part)
        elif part.startswith("xl/externalLinks/") and part.endswith(".xml"):
            _look_at_links_of_a_table(name, archive, part)


def _look_at_links(name: str, archive: Archive, part: str) -> None:
    def start(_element: str, given: Attributes) -> None:
        kind = given.get("Type", "")
        if kind.endswith("/vbaProject"):
            raise _refused(name, "một chương trình (macro) dưới tên khác")
        is_external = given.get("TargetMode") == "External"
        if is_external and kind.endswith(_FETCHED) and _ELSEWHERE.match(given.get("Target", "")):
            raise _refused(name, "một mẫu hoặc đối tượng lấy từ máy khác")

    read_xml(archive.chunks(part), start)


def _look_at_fields(name: str, archive: Archive, part: str) -> None:
    """A field's words may stand in pieces: all of a part are read in a row, a stroke where a field begins."""
    words: list[str] = []
    open_fields: list[str] = []

    def start(element: str, given: Attributes) -> None:
        local = element.rpartition(" ")[2]
        if local == "instrText":
            open_fields.append(local)
        elif local == "fldChar":
            words.append("|")
        elif local == "fldSimple":
            words.append(f"|{next((text for key, text in given.items() if key.endswith(' instr')), '')}|")

    def end(element: str) -> None:
        if element.endswith(" instrText"):
            open_fields.pop()

    def text(piece: str) -> None:
        if open_fields:
            words.append(piece)

    read_xml(archive.chunks(part), start, end, text)
    if _COMMAND.search("".join(words)):
        raise _refused(name, "một trường DDE, tức một lệnh chạy chương trình khác")


def _look_at_links_of_a_table(name: str, archive: Archive, part: str) -> None:
    def start(element: str, _given: Attributes) -> None:
        if element.endswith(" ddeLink"):
            raise _refused(name, "một liên kết DDE, tức một lệnh chạy chương trình khác")

    read_xml(archive.chunks(part), start)


def _refused(name: str, what: str) -> RefusedUpload:
    return RefusedUpload(
        f"Tệp «{name}» khi mở sẽ tự gọi {what}. Hãy chép nội dung sang một tệp mới, hoặc in ra PDF, rồi gửi lại."
    )
