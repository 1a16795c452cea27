"""What an office file would fetch or start by itself when it is opened: a template from elsewhere, a linked object, a command.

No macro need be inside: a template that lies on another machine brings its own, and a DDE field starts a program. A picture that
lies elsewhere tells whoever keeps it who opens the file, when and from where; of what is published that is everybody. Such a file
is refused and not mended: what should stand there instead, only its author knows.
"""

import re

from kheo.foundation.plain_xml import Attributes, read_xml
from kheo.foundation.uploads.archives import Archive
from kheo.foundation.uploads.limits import RefusedUpload

_FETCHED = ("/attachedTemplate", "/oleObject", "/subDocument", "/frame")
_SHOWN = ("/image", "/video", "/audio", "/media")
_ELSEWHERE = re.compile(r"\s*(https?:|ftp:|\\\\|//|file:(/{4,}|//[^/\s]|/*\\\\))", re.IGNORECASE)
_COMMAND = re.compile(r"(?:^|\|)\s*DDE(?:AUTO)?\b", re.IGNORECASE)
_FETCHING_FIELD = re.compile(
    r"(?:^|\|)\s*(?:INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK)\s+(?:[\w.]+\s+)?\"?\s*(?:https?:|ftp:|\\\\|//|file:/*(?:\\\\|//))",
    re.IGNORECASE,
)
_MOST_FORMULA = 9_000  # characters: Excel takes 8.192
_FETCHING_FORMULA = re.compile(
    rb"<(?:\w+:)?f(?:\s[^>]*)?>(?:[^<]{0,9000}?[^\w.<])?(?:_xl\w{2,3}\.)?(?:WEBSERVICE|IMAGE)\(", re.IGNORECASE
)
_DRAWN = frozenset({"imagedata", "fill", "stroke"})
_ODF_TEXT = re.compile(r"(?:Object [^/]{1,40}/)?(?:content|styles)\.xml")
_LINKS = frozenset({"a", "bibliography-mark"})  # followed only by whoever presses them
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
        elif part.startswith("xl/worksheets/") and part.endswith(".xml"):
            _look_at_formulas(name, archive, part)
        elif _ODF_TEXT.fullmatch(part):
            _look_at_open_document(name, archive, part)


def _look_at_links(name: str, archive: Archive, part: str) -> None:
    def start(_element: str, given: Attributes) -> None:
        kind = given.get("Type", "")
        if kind.endswith("/vbaProject"):
            raise _refused(name, "một chương trình (macro) dưới tên khác")
        if kind.endswith("/aFChunk"):
            raise RefusedUpload(
                f"Tệp «{name}» chứa một đoạn dán nguyên từ trang web hoặc tệp khác mà máy không đọc được. "
                "Hãy mở bằng Word, lưu lại thành .docx (Word tự đổi đoạn đó thành chữ thường), rồi gửi lại."
            )
        if given.get("TargetMode") == "External" and _ELSEWHERE.match(given.get("Target", "")):
            if kind.endswith(_FETCHED):
                raise _refused(name, "một mẫu hoặc đối tượng lấy từ máy khác")
            if kind.endswith(_SHOWN):
                raise _refused_picture(name)

    read_xml(archive.chunks(part), start)


def _look_at_fields(name: str, archive: Archive, part: str) -> None:
    """A field's words may stand in pieces: all of a part are read in a row, a stroke where a field begins."""
    words: list[str] = []
    open_fields: list[str] = []

    def start(element: str, given: Attributes) -> None:
        local = element.rpartition(" ")[2]
        if local == "instrText":
            open_fields.append(local)
        elif local in {"fldChar", "fldSimple"}:
            words.append(f"|{next((text for key, text in given.items() if key.endswith(' instr')), '')}|")
        elif local in _DRAWN and _ELSEWHERE.match(given.get("src", "")):
            raise _refused_picture(name)

    def end(element: str) -> None:
        if element.endswith(" instrText"):
            open_fields.pop()

    def text(piece: str) -> None:
        if open_fields:
            words.append(piece)

    read_xml(archive.chunks(part), start, end, text)
    _refuse_fields(name, "".join(words))


def _refuse_fields(name: str, words: str) -> None:
    if _COMMAND.search(words):
        raise _refused(name, "một trường DDE, tức một lệnh chạy chương trình khác")
    if _FETCHING_FIELD.search(words):
        raise _refused_picture(name)


def _look_at_links_of_a_table(name: str, archive: Archive, part: str) -> None:
    def start(element: str, _given: Attributes) -> None:
        if element.endswith(" ddeLink"):
            raise _refused(name, "một liên kết DDE, tức một lệnh chạy chương trình khác")

    read_xml(archive.chunks(part), start)


def _look_at_formulas(name: str, archive: Archive, part: str) -> None:
    rest = b""
    for chunk in archive.chunks(part):
        read = rest + chunk
        if _FETCHING_FORMULA.search(read):
            raise _refused(name, "dữ liệu hoặc hình từ trang khác bằng công thức (WEBSERVICE, IMAGE)")
        rest = read[-_MOST_FORMULA:]


def _look_at_open_document(name: str, archive: Archive, part: str) -> None:
    def start(element: str, given: Attributes) -> None:
        local = element.rpartition(" ")[2]
        if local in {"dde-connection-decl", "dde-source"}:
            raise _refused(name, "một liên kết DDE, tức một lệnh chạy chương trình khác")
        target = given.get("http://www.w3.org/1999/xlink href", "")
        if target and local not in _LINKS and _ELSEWHERE.match(target):
            raise _refused_picture(name)

    read_xml(archive.chunks(part), start)


def _refused_picture(name: str) -> RefusedUpload:
    return RefusedUpload(
        f"Tệp «{name}» có hình hoặc nội dung nằm ở trang khác, không nằm trong tệp: ai mở tệp, trang đó đều biết. Hãy bấm vào "
        "hình, cắt (Ctrl+X), dán lại bằng «Dán đặc biệt» → «Hình ảnh», lưu rồi gửi lại."
    )


def _refused(name: str, what: str) -> RefusedUpload:
    return RefusedUpload(
        f"Tệp «{name}» khi mở sẽ tự gọi {what}. Hãy chép nội dung sang một tệp mới, hoặc in ra PDF, rồi gửi lại."
    )
