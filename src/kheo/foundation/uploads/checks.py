"""Every upload passes here: what the file really is, whether it may come in, and a plain sentence when it may not."""

import hashlib
import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import BinaryIO

import puremagic

from kheo.foundation.uploads.images import check_image
from kheo.foundation.uploads.limits import MEDIA_TYPES, PURPOSES, Purpose, PurposeLimits, RefusedUpload
from kheo.foundation.uploads.names import clean_name
from kheo.foundation.uploads.office import (
    OLE_MAGIC,
    PROGRAM_MAGIC,
    ZIP_MAGIC,
    office_kind,
    refuse_macros,
    refuse_ole,
    refuse_password,
)
from kheo.foundation.uploads.secrecy import first_page_lines, opening_lines, refuse_secret, stamp_in_lines, stamp_in_name

_MACRO_EXTENSIONS = {"xlsm", "xltm", "xlam", "docm", "dotm", "pptm", "potm", "ppsm", "xlsb"}
_SAVE_AS = {
    "xls": "mở bằng Excel hoặc LibreOffice, chọn «Lưu thành» kiểu .xlsx",
    "doc": "mở bằng Word hoặc LibreOffice, chọn «Lưu thành» kiểu .docx",
    "ppt": "mở bằng PowerPoint, chọn «Lưu thành» kiểu .pptx hoặc .pdf",
    "heic": "lưu ảnh thành .jpg (trên iPhone: Cài đặt → Camera → Định dạng → Tương thích nhất)",
    "heif": "lưu ảnh thành .jpg",
    "zip": "giải nén rồi gửi từng tệp bên trong",
    "rar": "giải nén rồi gửi từng tệp bên trong",
    "7z": "giải nén rồi gửi từng tệp bên trong",
    "ttc": "lấy tệp .ttf của riêng kiểu chữ cần dùng (tệp .ttc gộp nhiều kiểu)",
    "woff": "lấy bản .ttf hoặc .otf của phông từ nơi phát hành",
    "woff2": "lấy bản .ttf hoặc .otf của phông từ nơi phát hành",
    "rtf": "mở bằng Word hoặc LibreOffice, chọn «Lưu thành» kiểu .docx",
}
_FONTS = {b"\x00\x01\x00\x00": "ttf", b"OTTO": "otf"}
_IMAGE_MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
_PDF_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,16}%PDF-\d")
_PDF_PASSWORD = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
_PDF_PROGRAM = re.compile(rb"/(?:JavaScript|Launch)\b")
# Comments in one piece (?>…): thirty of them in other ways each would keep the machine busy for hours.
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?>(?:<!--.*?-->\s*)*)<\s*(?:!doctype|\?xml|\?php|html|svg|script|head|body|meta|style|table|iframe)\b",
    re.IGNORECASE | re.DOTALL,
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_WEB_ARCHIVE = re.compile(rb"\s*MIME-Version:", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
_HEAD = 8192
_TEXT = {"txt", "csv", "tsv"}
_SAME = {"jpeg": "jpg"}


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: *name* cleaned, *extension* without dot, *size* in bytes, *sha256* in hexadecimal."""

    name: str
    media_type: str
    extension: str
    size: int
    sha256: str
    data: bytes = field(repr=False)


def _read(name: str, data: bytes | BinaryIO, limits: PurposeLimits) -> bytes:
    content = data if isinstance(data, bytes) else data.read(limits.max_bytes + 1)
    if not content:
        raise RefusedUpload(f"Tệp «{name}» trống (0 byte). Hãy mở tệp trên máy xem còn nội dung không, lưu lại rồi gửi lại.")
    if len(content) > limits.max_bytes:
        raise RefusedUpload(
            f"Tệp «{name}» lớn hơn {limits.max_bytes // 1_048_576} MB, mức cho phép với {limits.label}. "
            "Hãy thu nhỏ ảnh trong tệp hoặc chia thành nhiều tệp rồi gửi lại."
        )
    return content


def _listed(limits: PurposeLimits) -> str:
    return ", ".join(f".{one}" for one in limits.extensions)


def _check_extension(name: str, extension: str, limits: PurposeLimits) -> None:
    if extension in _MACRO_EXTENSIONS:
        raise refuse_macros(name)
    if extension in limits.extensions:
        return
    mend = _SAVE_AS.get(extension, "lưu tệp thành một trong các loại đó")
    raise RefusedUpload(
        f"Tệp «{name}» thuộc loại .{extension} không được nhận ở đây; {limits.label} nhận {_listed(limits)}. "
        f"Hãy {mend}, rồi gửi lại."
    )


def _check_pdf(name: str, data: bytes) -> None:
    if b"%%EOF" not in data[-2048:]:
        raise RefusedUpload(f"Tệp «{name}» bị cụt hoặc có dữ liệu lạ ở cuối. Hãy tải hoặc xuất lại tệp PDF rồi gửi lại.")
    if _PDF_PASSWORD.search(data):
        raise refuse_password(name)
    if _PDF_PROGRAM.search(data):
        raise RefusedUpload(f"Tệp «{name}» có chương trình tự chạy bên trong. Hãy in tệp ra PDF mới (Print to PDF) rồi gửi lại.")


def _named_by_puremagic(head: bytes) -> str:
    try:
        best = puremagic.magic_string(head)[0]
    except (puremagic.PureError, ValueError):
        return ""
    return f" (thực ra là {best.name})" if best.name else ""


def _is_text(data: bytes) -> bool:
    return data.startswith(_UTF16) or not _CONTROL.search(data)


def _opening_text(data: bytes) -> list[str]:
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
    return data[:_HEAD].decode(encoding, errors="replace").splitlines()


def _kind_of(name: str, data: bytes, limits: PurposeLimits) -> tuple[str, str | None]:
    """Return what *data* is (an extension, or ``text``) and the degree of secrecy stamped on it."""
    if data.startswith(OLE_MAGIC):
        raise refuse_ole(name, data)
    if data.startswith(ZIP_MAGIC):
        kind, archive = office_kind(name, data)
        return kind, stamp_in_lines(opening_lines(archive))
    image, pdf = data.startswith(_IMAGE_MAGIC), _PDF_HEAD.match(data)
    if (image or pdf) and zipfile.is_zipfile(io.BytesIO(data)):
        raise RefusedUpload(
            f"Tệp «{name}» có một tệp nén giấu ở cuối. Hãy mở ảnh hoặc PDF trên máy, lưu lại thành tệp mới, rồi gửi lại."
        )
    if image:
        if b"%PDF-" in data[:1024] or b"<?php" in data or b"<script" in data.lower():
            raise RefusedUpload(
                f"Ảnh «{name}» có mã chương trình giấu bên trong. Hãy mở ảnh, lưu lại thành tệp mới, rồi gửi lại."
            )
        return check_image(name, data), None
    if pdf:
        _check_pdf(name, data)
        return "pdf", stamp_in_lines(first_page_lines(data))
    if data[:4] in _FONTS:
        return _FONTS[data[:4]], None
    head = data[:_HEAD]
    markup = head.decode("utf-16", "ignore").encode() if head.startswith(_UTF16) else head
    if _MARKUP.match(markup) or _WEB_ARCHIVE.match(markup):
        raise RefusedUpload(
            f"Tệp «{name}» thực ra là một trang web (HTML, SVG hoặc XML). Hãy mở bằng Excel, Word hoặc LibreOffice, "
            "chọn «Lưu thành» kiểu .xlsx, .docx hoặc .pdf, rồi gửi lại."
        )
    if _is_text(data) and not data.startswith(PROGRAM_MAGIC):
        return "text", stamp_in_lines(_opening_text(data))
    raise RefusedUpload(
        f"Tệp «{name}» không thuộc loại được nhận{_named_by_puremagic(head)}. "
        f"Hãy chọn đúng tệp; {limits.label} nhận {_listed(limits)}, rồi gửi lại."
    )


def check_upload(name: str, data: bytes | BinaryIO, purpose: Purpose) -> Checked:
    """Return the file if it may be kept for *purpose*; RefusedUpload says what is wrong, where, and how to mend it.

    Limits: ``foundation/data/uploads.toml``. What the file is follows from its bytes; its name must agree. A file object is
    read at most one byte past the limit. Pictures are only measured here: ``clean_image`` draws them anew before they are kept.
    """
    limits = PURPOSES[purpose]
    cleaned = clean_name(name)
    extension = cleaned.rpartition(".")[2]
    refuse_secret(cleaned, stamp_in_name(cleaned))
    content = _read(cleaned, data, limits)
    _check_extension(cleaned, extension, limits)
    found, stamp = _kind_of(cleaned, content, limits)
    named = "text" if extension in _TEXT else _SAME.get(extension, extension)
    if found != named:
        really = "văn bản thuần" if found == "text" else f"tệp .{found}"
        mend = "Hãy mở bằng chương trình đã tạo ra tệp và lưu lại"
        if found != "text":
            taken = found in limits.extensions
            mend = f"Hãy đổi đuôi thành .{found}" if taken else f"Hãy chọn đúng tệp; {limits.label} nhận {_listed(limits)}"
        raise RefusedUpload(f"Tệp «{cleaned}» mang đuôi .{extension} nhưng nội dung là {really}. {mend}, rồi gửi lại.")
    refuse_secret(cleaned, stamp)
    return Checked(cleaned, MEDIA_TYPES[extension], extension, len(content), hashlib.sha256(content).hexdigest(), content)
