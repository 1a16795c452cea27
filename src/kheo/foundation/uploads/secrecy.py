"""State secrets have no place here: a file stamped MẬT, TỐI MẬT or TUYỆT MẬT is refused at the door.

Law 29/2018/QH14 on the protection of state secrets, Art. 8: three degrees of secrecy, and a paper that holds one bears the
stamp of its degree. Only a stamp counts (a line of its own, in capitals): «mô hình nuôi ong lấy mật» is about honey.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice

from kheo.foundation.plain_xml import Attributes, read_xml
from kheo.foundation.text import fold, tidy
from kheo.foundation.uploads.archives import Archive
from kheo.foundation.uploads.limits import RefusedUpload

_LINES_LOOKED_AT = 60  # the stamp stands at the head of the first page
_HIGH_DEGREES = {"o": "TỐI MẬT", "u": "TUYỆT MẬT"}
_FRAME = " .,:;*-–—_«»\"'“”()[]|"
_STAMPS = {"MẬT", "TỐI MẬT", "TUYỆT MẬT"}
_DEGREE_NAMED = re.compile(r"độ mật\s*:?\s*(tuyệt mật|tối mật|mật)", re.IGNORECASE)
_NAME_PART = re.compile(r"[_\-.()\[\]]+")
_HIGH_DEGREE_IN_NAME = re.compile(r"(?<!\w)(tối[ _-]mật|tuyệt[ _-]mật|TOI[ _-]MAT|TUYET[ _-]MAT)(?!\w)")


def _stamp(line: str) -> str | None:
    bare = tidy(line).strip(_FRAME)
    if bare in _STAMPS:
        return bare
    named = _DEGREE_NAMED.fullmatch(bare)
    return named[1].upper() if named else None


def stamp_in_name(name: str) -> str | None:
    """Return the degree that the file's name bears, or None. ``12-BC (MẬT).docx`` bears one, ``NUÔI ONG LẤY MẬT.docx`` none."""
    stem = tidy(name).rpartition(".")[0]
    for part in _NAME_PART.split(stem):
        if part.strip() in _STAMPS:
            return part.strip()
    high = _HIGH_DEGREE_IN_NAME.search(stem) or _HIGH_DEGREE_IN_NAME.search(stem.lower())
    return _HIGH_DEGREES[fold(high[1])[1]] if high else None


def stamp_in_lines(lines: Iterable[str]) -> str | None:
    """Return the degree stamped on one of the first sixty *lines* that hold text, or None."""
    written = (line for line in lines if line.strip())
    return next((stamp for line in islice(written, _LINES_LOOKED_AT) if (stamp := _stamp(line))), None)


class _Enough(Exception):  # noqa: N818 - ends the reading early, no error
    pass


def _paragraphs(archive: Archive, part: str) -> Iterator[str]:
    """Yield the first paragraphs of an XML *part*; a text box within a paragraph is a paragraph of its own."""
    found: list[str] = []
    open_paragraphs: list[list[str]] = []

    def start(name: str, _: Attributes) -> None:
        if name.endswith((" p", " h", " si", " is")):
            open_paragraphs.append([])

    def end(name: str) -> None:
        if name.endswith((" p", " h", " si", " is")):
            found.append("".join(open_paragraphs.pop()))
            if len(found) > _LINES_LOOKED_AT:
                raise _Enough

    def text(piece: str) -> None:
        if open_paragraphs:
            open_paragraphs[-1].append(piece)

    with suppress(_Enough):
        read_xml(archive.chunks(part), start, end, text)
    yield from found


def opening_lines(archive: Archive) -> Iterator[str]:
    """Yield the first lines of an office document: the head of its pages, then its body, cells or first slide."""
    wanted = re.compile(
        r"word/header\d*\.xml|word/document\.xml|xl/sharedStrings\.xml|xl/worksheets/sheet1\.xml|ppt/slides/slide1\.xml|content\.xml"
    )
    for part in sorted(archive.heads, key=lambda name: ("header" not in name, name)):
        if wanted.fullmatch(part):
            yield from _paragraphs(archive, part)


def refuse_secret(name: str, stamp: str | None) -> None:
    if stamp:
        raise RefusedUpload(
            f"Tệp «{name}» mang dấu «{stamp}». Tài liệu bí mật nhà nước không được đưa vào đây; "
            "hãy xử lý theo quy định về bảo vệ bí mật nhà nước, ở đây chỉ ghi số và ngày của văn bản nếu cần. "
            "Nếu tệp không phải tài liệu mật, hãy bỏ dòng đó rồi gửi lại."
        )
