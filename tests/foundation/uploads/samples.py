"""Real files of every kind, made when a test asks for them."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

import docx
import openpyxl
import typst
from odf.opendocument import OpenDocumentText
from odf.text import P
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject


def xlsx(rows: Iterable[Iterable[object]] = (("STT", "Tên mô hình"), (1, "Đường hoa"))) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def word(*paragraphs: str, in_table: str = "", in_header: str = "") -> bytes:
    document = docx.Document()
    if in_table:
        document.add_table(rows=1, cols=1).cell(0, 0).text = in_table
    if in_header:
        document.sections[0].header.paragraphs[0].text = in_header
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def odt(*paragraphs: str) -> bytes:
    document = OpenDocumentText()
    for paragraph in paragraphs:
        document.text.addElement(P(text=paragraph))
    written = io.BytesIO()
    document.write(written)
    return written.getvalue()


def pdf(text: str = "Quyết định công nhận") -> bytes:
    return typst.compile(text.encode())


def pdf_with(password: str = "", javascript: str = "") -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(pdf())))
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    if javascript:
        action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(javascript)})
        writer.root_object[NameObject("/OpenAction")] = action
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def pdf_drawing(*operators: bytes, font: str = "/Helvetica") -> bytes:
    """Return a PDF whose only page is drawn by *operators*, packed."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    content = StreamObject()
    content.set_data(b"".join(operators))
    page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": font}
    described = DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): described})})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **settings: object) -> bytes:
    written = io.BytesIO()
    Image.new(mode, size, "teal" if mode.startswith("RGB") else 1).save(written, kind, **settings)
    return written.getvalue()


def rezipped(data: bytes, replace: dict[str, bytes] | None = None, *, drop: str = "") -> bytes:
    """Return the archive *data* with entries replaced or added, and *drop* left out."""
    written = io.BytesIO()
    extra = dict(replace or {})
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != drop:
                new.writestr(info.filename, extra.pop(info.filename, old.read(info)))
        for name, content in extra.items():
            new.writestr(name, content)
    return written.getvalue()


def compound(*streams: str) -> bytes:
    """Return an OLE compound file (MS-CFB, version 3) with one 4096-byte stream under each of the names *streams*."""
    sector, end, free, fat_mark = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    per_stream = 8
    directory_sectors = (len(streams) + 1 + 3) // 4
    first_stream = 1 + directory_sectors
    fat = [fat_mark, *range(2, first_stream), end]
    for number in range(len(streams)):
        start = first_stream + number * per_stream
        fat += [*range(start + 1, start + per_stream), end]
    fat += [free] * (sector // 4 - len(fat))

    def entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
        encoded = name.encode("utf-16-le").ljust(64, b"\x00")
        length = 2 * len(name) + 2
        return (
            struct.pack("<64sHBBIII", encoded, length, kind, 1, free, right, child)
            + b"\x00" * 36
            + struct.pack("<IQ", start, size)
        )

    entries = [entry("Root Entry", 5, 1 if streams else free, free, end, 0)]
    for number, name in enumerate(streams):
        right = number + 2 if number + 1 < len(streams) else free
        entries.append(entry(name, 2, free, right, first_stream + number * per_stream, sector * per_stream))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, 1, 1, 0, 4096, end, 0, end, 0, 0,
    )  # fmt: skip
    header += struct.pack("<I", free) * ((512 - len(header)) // 4)
    directory = b"".join(entries).ljust(directory_sectors * sector, b"\x00")
    return header + struct.pack(f"<{len(fat)}I", *fat) + directory + b"\x00" * (sector * per_stream * len(streams))


def lying_zip(content: bytes, declared: int) -> bytes:
    """Return a zip whose only entry says that it unpacks to *declared* bytes, with the right sum of those bytes."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflater.compress(content) + deflater.flush()
    name, crc = b"[Content_Types].xml", zlib.crc32(content[:declared])
    common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, crc, len(packed), declared, len(name), 0)
    local = b"PK\x03\x04" + common + name + packed
    central = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    return local + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
