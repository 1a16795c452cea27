"""State secrets have no place here: a file stamped MẬT, TỐI MẬT or TUYỆT MẬT is refused at the door.

Law 29/2018/QH14 on the protection of state secrets, Art. 8: three degrees of secrecy, and a paper that holds one bears the
stamp of its degree. Only a stamp counts (a line of its own, in capitals): «mô hình nuôi ong lấy mật» is about honey.
"""

import io
import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice

from pypdf import Configuration, PdfReader, apply_configuration

from kheo.foundation.plain_xml import Attributes, read_xml
from kheo.foundation.text import fold, tidy
from kheo.foundation.uploads.archives import Archive
from kheo.foundation.uploads.limits import RefusedUpload

_LINES_LOOKED_AT = 60  # the stamp stands at the head of the first page
_BYTES_LOOKED_AT = 4_194_304  # of an unpacked part: the first pages of any text; a sheet formatted to its end has 60 MB
# Of a PDF only the first page is drawn: a page of text has some thousand operands, a map some hundred thousand.
_PDF_LIMITS = Configuration(
    zlib_maximum_output_length=_BYTES_LOOKED_AT,
    lzw_maximum_output_length=_BYTES_LOOKED_AT,
    run_length_maximum_output_length=_BYTES_LOOKED_AT,
    array_based_stream_maximum_output_length=_BYTES_LOOKED_AT,
    zlib_maximum_recovery_input_length=65_536,
    stream_decoding_work_maximum_length=4 * _BYTES_LOOKED_AT,
    stream_parsing_work_maximum_count=200_000,
    xform_maximum_invocations_per_extraction=50,
)
_HIGH_DEGREES = {"o": "TỐI MẬT", "u": "TUYỆT MẬT"}
_PDF_OBJECTS = 20_000  # a report of 300 pages has some 3.000; a broken table of objects is rebuilt by reading each
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of every odd byte of a file that is looked at, not used
_FRAME = " .,:;*-–—_«»\"'“”()[]|"
_STAMPS = {"MẬT", "TỐI MẬT", "TUYỆT MẬT"}
_SET_WIDE = {stamp.replace(" ", ""): stamp for stamp in _STAMPS}
_DEGREE_NAMED = re.compile(r"độ mật\s*:?\s*(tuyệt mật|tối mật|mật)", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_NAME_PART = re.compile(r"[_\-.()\[\]]+")
_HIGH_DEGREE_IN_NAME = re.compile(r"(?<!\w)(tối[ _-]mật|tuyệt[ _-]mật|TOI[ _-]MAT|TUYET[ _-]MAT)(?!\w)")


def _stamp(line: str) -> str | None:
    bare = tidy(unicodedata.normalize("NFKC", line)).strip(_FRAME)
    if bare in _STAMPS:
        return bare
    letters = bare.split()
    if all(len(letter) == 1 for letter in letters):  # «M Ậ T», set wide
        return _SET_WIDE.get("".join(letters))
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


def stamp_in_words(text: str) -> str | None:
    """Return the degree that a number or title typed by hand bears between brackets or strokes, or None.

    Small letters count only between brackets: «12-KH/TU (mật)» bears a degree, «nuôi ong - lấy mật» none.
    """
    words = tidy(text)
    for bracketed in _BRACKETED.findall(words):
        if stamp := _stamp(bracketed.upper()):
            return stamp
    return stamp_in_name(f"{words.replace('/', '-')}.") or _stamp(words)


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
        read_xml(_first_bytes(archive.chunks(part)), start, end, text)
    yield from found


def _first_bytes(chunks: Iterable[bytes]) -> Iterator[bytes]:
    read = 0
    for chunk in chunks:
        if read > _BYTES_LOOKED_AT:
            raise _Enough
        read += len(chunk)
        yield chunk


def opening_lines(archive: Archive) -> Iterator[str]:
    """Yield the first lines of an office document: the head of its pages, then its body, cells or first slide."""
    wanted = re.compile(
        r"word/header\d*\.xml|word/document\.xml|xl/sharedStrings\.xml|xl/worksheets/sheet\d\.xml|ppt/slides/slide1\.xml|content\.xml"
    )
    for part in sorted(archive.heads, key=lambda name: ("header" not in name, name)):
        if wanted.fullmatch(part):
            yield from _paragraphs(archive, part)


def first_page_lines(data: bytes) -> list[str]:
    """Return the lines of text on the first page of a PDF; none for a scan, a page too large, or one that cannot be read.

    Whoever sends a file also declares that it is no state secret: a PDF with odd parts is not refused for what cannot be read.
    """
    if data.count(b" obj") > _PDF_OBJECTS:
        return []
    try:
        with apply_configuration(_PDF_LIMITS):
            return PdfReader(io.BytesIO(data)).pages[0].extract_text().splitlines()
    except Exception:  # noqa: BLE001 - pypdf raises whatever its parsing of a broken file runs into
        return []


def refuse_secret(name: str, stamp: str | None) -> None:
    if stamp:
        raise RefusedUpload(
            f"Tệp «{name}» mang dấu «{stamp}». Tài liệu bí mật nhà nước không được đưa vào đây; "
            "hãy xử lý theo quy định về bảo vệ bí mật nhà nước, ở đây chỉ ghi số và ngày của văn bản nếu cần. "
            "Nếu tệp không phải tài liệu mật, hãy bỏ dòng đó rồi gửi lại."
        )
