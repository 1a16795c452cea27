"""Office files (OOXML, ODF): which kind an archive is, and what must not be inside: macros, programs, passwords, entities."""

import io
import re

import olefile
from defusedxml import ElementTree

from kheo.foundation.plain_xml import UnsafeXmlError, read_xml
from kheo.foundation.uploads.archives import Archive, open_archive
from kheo.foundation.uploads.drawings import refuse_active_drawings
from kheo.foundation.uploads.limits import ARCHIVE, RefusedUpload
from kheo.foundation.uploads.reaching import refuse_reaching

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK\x03\x04"
_PACKED = (ZIP_MAGIC, b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
PROGRAM_MAGIC = (b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
_MAIN_PARTS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "pptx",
}
_ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MACRO_PARTS = re.compile(
    r"(.*/)?(vbaProject\w*\.bin|vbaData\.xml)|.*/(macrosheets|activeX)/.*|(Basic|Scripts)/.+", re.IGNORECASE
)


def refuse_macros(name: str) -> RefusedUpload:
    return RefusedUpload(
        f"Tệp «{name}» có macro (chương trình nằm trong tệp) nên không được nhận. "
        "Hãy chọn «Lưu thành» (Save As) kiểu .xlsx, .docx hoặc .ods, .odt không có macro, rồi gửi lại."
    )


def refuse_password(name: str) -> RefusedUpload:
    return RefusedUpload(f"Tệp «{name}» đặt mật khẩu nên không đọc được. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi gửi lại.")


def refuse_ole(name: str, data: bytes) -> RefusedUpload:
    """Say why an OLE file (the container of .xls, .doc and of encrypted .xlsx, .docx) is not taken."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            streams = {"/".join(path) for path in ole.listdir()}
    except (OSError, ValueError, IndexError, TypeError):
        streams = set()
    if streams & {"EncryptedPackage", "EncryptionInfo"}:
        return refuse_password(name)
    if streams & {"Workbook", "Book"}:
        return RefusedUpload(
            f"Tệp «{name}» theo kiểu Excel cũ (.xls). Hãy mở bằng Excel hoặc LibreOffice, lưu thành kiểu .xlsx, rồi gửi lại."
        )
    if "WordDocument" in streams:
        return RefusedUpload(
            f"Tệp «{name}» theo kiểu Word cũ (.doc). Hãy mở bằng Word hoặc LibreOffice, lưu thành kiểu .docx, rồi gửi lại."
        )
    return RefusedUpload(
        f"Tệp «{name}» theo kiểu Office cũ. Hãy mở tệp, chọn «Lưu thành» kiểu .xlsx, .docx hoặc .pptx, rồi gửi lại."
    )


def _declared_parts(archive: Archive) -> set[str]:
    root = ElementTree.fromstring(archive.read("[Content_Types].xml"), forbid_dtd=True)
    return {element.get("ContentType", "") for tag in ("Override", "Default") for element in root.iter(f"{_CONTENT_TYPES}{tag}")}


def _kind(name: str, archive: Archive) -> str:
    if "[Content_Types].xml" in archive.heads:
        declared = _declared_parts(archive)
        if any("macroenabled" in one.lower() or "vbaproject" in one.lower() for one in declared):
            raise refuse_macros(name)
        kinds = {_MAIN_PARTS[one] for one in declared if one in _MAIN_PARTS}
        if len(kinds) == 1:
            return kinds.pop()
    mimetype = archive.heads.get("mimetype", b"").strip()
    if mimetype in _ODF and "content.xml" in archive.heads:
        return _ODF[mimetype]
    raise RefusedUpload(
        f"Tệp «{name}» là tệp nén, không phải bảng tính hay văn bản. "
        "Hãy giải nén, rồi gửi từng tệp bên trong (.xlsx, .docx, .pdf, ảnh)."
    )


def _check_xml(name: str, archive: Archive) -> None:
    for part, head in archive.heads.items():
        if head and part.lower().endswith((".xml", ".rels")):
            try:
                read_xml(archive.chunks(part))
            except UnsafeXmlError as error:
                raise RefusedUpload(
                    f"Tệp «{name}» có phần «{part[:60]}» hỏng hoặc gây hại. "
                    "Hãy mở tệp bằng Excel, Word hoặc LibreOffice, lưu lại rồi gửi lại."
                ) from error


def _check_embedded(name: str, archive: Archive, depth: int) -> None:
    for part, head in archive.heads.items():
        if _MACRO_PARTS.fullmatch(part):
            raise refuse_macros(name)
        embedded = "/embeddings/" in part or part.startswith("Object ")
        if head.startswith(PROGRAM_MAGIC):
            raise RefusedUpload(
                f"Tệp «{name}» chứa một chương trình («{part[:60]}»). Hãy xoá đối tượng đó khỏi tệp, lưu lại rồi gửi lại."
            )
        if head.startswith(_PACKED):
            if not (embedded and head.startswith(ZIP_MAGIC)) or depth >= ARCHIVE.max_depth:
                raise RefusedUpload(
                    f"Tệp «{name}» chứa tệp nén bên trong («{part[:60]}»). Hãy xoá đối tượng đó, lưu lại rồi gửi lại."
                )
            office_kind(name, archive.read(part), depth + 1)
        if head.startswith(OLE_MAGIC):
            _check_ole_object(name, part, archive.read(part))


def _check_ole_object(name: str, part: str, data: bytes) -> None:
    """Formulas and drawings of older Office are OLE objects; a packaged file («Ole10Native») may be any program."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            paths = {"/".join(path).lower() for path in ole.listdir()}
    except (OSError, ValueError, IndexError, TypeError):
        paths = {"hỏng"}
    if any("ole10native" in path or "vba" in path or path in {"hỏng", "encryptedpackage"} for path in paths):
        raise RefusedUpload(
            f"Tệp «{name}» có tệp khác nhúng bên trong («{part[:60]}»). Hãy xoá đối tượng đó, lưu lại rồi gửi lại."
        )


def office_kind(name: str, data: bytes, depth: int = 0) -> tuple[str, Archive]:
    """Return the kind of the office file *data* (``docx``, ``xlsx``, ``pptx``, ``odt``, ``ods``, ``odp``) and its archive.

    RefusedUpload for macros, passwords, programs or archives inside, entities in the XML, what is fetched or started on opening,
    drawings with scripts, and archives that are no office file.
    """
    archive = open_archive(name, data)
    _check_xml(name, archive)
    _check_embedded(name, archive, depth)
    try:
        refuse_reaching(name, archive)
    except UnsafeXmlError as error:  # an empty part: sound for whoever only keeps it, not where words should stand
        raise RefusedUpload(
            f"Tệp «{name}» bị hỏng: phần chính không có nội dung. Hãy mở bằng Word, Excel hoặc LibreOffice, lưu lại rồi gửi lại."
        ) from error
    refuse_active_drawings(name, archive)
    kind = _kind(name, archive)
    manifest = "META-INF/manifest.xml"
    if kind.startswith("od") and manifest in archive.heads and b"encryption-data" in archive.read(manifest):
        raise refuse_password(name)
    return kind, archive
