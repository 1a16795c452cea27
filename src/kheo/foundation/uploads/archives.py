"""Zip archives (.xlsx, .docx, .odt …): unpacked by counting, never by trusting what the archive says of itself.

A bomb may declare small sizes, overlap its entries (one kernel of data counted many times) or nest archives. So every entry
is inflated here from its own bytes, counted, and compared with the declared size; entries must lie one after another.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kheo.foundation.uploads.limits import ARCHIVE, RefusedUpload

_CHUNK = 1 << 16
_LOCAL_HEADER = 30
_ENCRYPTED_FLAG = 0x1
_MEND = "Hãy mở tệp bằng Excel, Word hoặc LibreOffice, lưu lại rồi gửi lại."


@dataclass
class Archive:
    """An archive that was unpacked once and found sound: the first bytes of each entry; ``read`` unpacks one again."""

    data: bytes = field(repr=False)
    heads: dict[str, bytes] = field(repr=False)

    def chunks(self, name: str) -> Iterator[bytes]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive, archive.open(name) as entry:
            while chunk := entry.read(_CHUNK):
                yield chunk

    def size(self, counts: Callable[[str], bool]) -> int:
        """Bytes, unpacked, of the entries whose name *counts*: what the archive says of itself was found true."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return sum(one.file_size for one in archive.infolist() if counts(one.filename))

    def read(self, name: str) -> bytes:
        return b"".join(self.chunks(name))


def _refuse_broken(name: str, what: str) -> RefusedUpload:
    return RefusedUpload(f"Tệp «{name}» bị hỏng ({what}). {_MEND}")


def _inflate(data: bytes, start: int, info: zipfile.ZipInfo, spend: Callable[[int], None]) -> tuple[bytes, int]:
    """Return the first bytes and the true size of the entry packed from *start* on; *spend* is told of each piece."""
    packed = data[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        spend(len(packed))
        return packed[:_CHUNK], len(packed)
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile("kiểu nén lạ")
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    head, size = b"", 0
    piece = inflater.decompress(packed, _CHUNK)
    while piece:
        head = head or piece
        size += len(piece)
        spend(len(piece))
        piece = inflater.decompress(inflater.unconsumed_tail, _CHUNK)
    if not inflater.eof:
        raise zipfile.BadZipFile("dữ liệu nén bị cụt")
    return head, size


def _entry_start(data: bytes, info: zipfile.ZipInfo) -> int:
    header = data[info.header_offset : info.header_offset + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile("mục lục không khớp")
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    return info.header_offset + _LOCAL_HEADER + int(name_length) + int(extra_length)


def _check_entry_name(name: str, entry: str) -> None:
    parts = entry.replace("\\", "/").split("/")
    if entry.startswith(("/", "\\")) or ".." in parts or ":" in entry or "\x00" in entry:
        raise RefusedUpload(f"Tệp «{name}» chứa đường dẫn trỏ ra ngoài («{entry[:60]}»), dấu hiệu của tệp gây hại. {_MEND}")


def _bomb(name: str) -> RefusedUpload:
    return RefusedUpload(
        f"Tệp «{name}» khi giải nén quá lớn so với kích thước của nó, dấu hiệu của tệp gây hại. "
        "Hãy xoá các trang và vùng trống thừa trong tệp, lưu lại rồi gửi lại."
    )


def _listed(name: str, data: bytes) -> list[zipfile.ZipInfo]:
    """Return the archive's table of contents in the order of the data, after what can be told without unpacking."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = sorted(archive.infolist(), key=lambda one: one.header_offset)
    except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, OSError) as error:
        raise _refuse_broken(name, "không giải nén được") from error
    if len(infos) > ARCHIVE.max_entries:
        raise RefusedUpload(
            f"Tệp «{name}» gồm {len(infos)} phần bên trong, nhiều hơn mức {ARCHIVE.max_entries} cho phép. {_MEND}"
        )
    if len({info.filename for info in infos}) != len(infos):
        raise _refuse_broken(name, "có hai phần trùng tên")
    if infos and infos[0].header_offset != 0:
        raise RefusedUpload(f"Tệp «{name}» có dữ liệu lạ đứng trước phần nén, dấu hiệu của tệp giả dạng. {_MEND}")
    for info in infos:
        _check_entry_name(name, info.filename)
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise RefusedUpload(f"Tệp «{name}» đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu, lưu lại rồi gửi lại.")
    return infos


def _unpack(data: bytes, infos: list[zipfile.ZipInfo], spend: Callable[[int], None]) -> dict[str, bytes]:
    """Inflate every entry; return the first bytes of each. BadZipFile or zlib.error where the archive lies or is broken."""
    heads: dict[str, bytes] = {}
    free = 0
    for info in infos:
        start = _entry_start(data, info)
        if info.header_offset < free or start + info.compress_size > len(data):
            raise zipfile.BadZipFile("các phần chồng lên nhau")
        heads[info.filename], size = _inflate(data, start, info, spend)
        if size != info.file_size:
            raise zipfile.BadZipFile("kích thước khai không đúng")
        free = start + info.compress_size
    return heads


def open_archive(name: str, data: bytes) -> Archive:
    """Unpack the zip *data* of file *name* once, counting; RefusedUpload for bombs, passwords, odd paths, broken archives."""
    infos = _listed(name, data)
    total = 0

    def spend(count: int) -> None:
        nonlocal total
        total += count
        too_dense = total > ARCHIVE.ratio_counts_above and total > ARCHIVE.max_ratio * len(data)
        if total > ARCHIVE.max_total_bytes or too_dense:
            raise _bomb(name)

    try:
        return Archive(data, _unpack(data, infos, spend))
    except zipfile.BadZipFile as error:
        raise _refuse_broken(name, str(error)) from error
    except zlib.error as error:
        raise _refuse_broken(name, "dữ liệu nén sai") from error
