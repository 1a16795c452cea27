"""Fonts that an office brings along: looked at before they are kept, made ready to set under a name of their own."""

import atexit
import io
import json
import shutil
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from fontTools.ttLib import TTFont

from kheo.documents.apart import work_apart
from kheo.documents.blank_content import OfficeFace
from kheo.foundation.refusal import Problem, RefusedError

# OS/2 fsType: licence bits of a font. https://learn.microsoft.com/typography/opentype/spec/os2#fstype
RESTRICTED, _NO_SUBSETTING, _BITMAPS_ONLY = 0x0002, 0x0100, 0x0200
USAGE = 0x000F
_SHOWN = 40


@dataclass(frozen=True)
class FontFacts:
    """What a font says of itself: *family* and *style* as its maker names them."""

    family: str
    style: str


def examine_font(name: str, data: bytes) -> FontFacts:
    """Return the facts of a font that may print Vietnamese papers; RefusedError names what is missing or not allowed."""
    told = _probe(data)
    if told is None:
        raise RefusedError(
            Problem("Không mở được như một phông chữ: tệp hỏng hoặc gây hại. Tải lại phông từ nơi phát hành.", name)
        )
    problems = []
    if missing := told["missing"]:
        shown = " ".join(missing[:_SHOWN])
        more = f" … (tất cả {len(missing)} chữ)" if len(missing) > _SHOWN else ""
        problems.append(
            f"Phông thiếu chữ tiếng Việt: {shown}{more}. Chọn phông Unicode đủ dấu; phông kiểu .VnTime, VNI không dùng được."
        )
    if told["fs_type"] & USAGE == RESTRICTED:
        problems.append("Người làm phông không cho nhúng vào tệp in (fsType 2). Chọn phông khác hoặc hỏi nơi bán giấy phép.")
    if told["fs_type"] & _NO_SUBSETTING:
        problems.append(
            "Người làm phông không cho nhúng một phần (fsType 0x100), mà Khéo chỉ nhúng những chữ đã in. Chọn phông khác."
        )
    if told["fs_type"] & _BITMAPS_ONLY:
        problems.append("Phông chỉ cho nhúng chữ dạng ảnh (fsType 0x200). Chọn phông khác.")
    if problems:
        raise RefusedError(*(Problem(what, name) for what in problems))
    return FontFacts(str(told["family"])[:80].strip() or name, str(told["style"])[:40].strip())


def _probe(data: bytes) -> Any:  # what JSON holds
    """What the process that opened the font said; None when it died of it."""
    said = work_apart("kheo.documents.font_probe", data)
    return None if said is None else json.loads(said)


def renamed(data: bytes, family: str) -> bytes:
    """The font *data* under the one name *family*, a regular face: two fonts of one name never stand for each other."""
    with TTFont(io.BytesIO(data), lazy=True) as font:
        names = font["name"]
        names.names = [record for record in names.names if record.nameID in {0, 7, 13, 14}]  # whose it is and its licence stay
        for number, words in ((1, family), (2, "Regular"), (4, family), (6, family.replace(" ", ""))):
            names.setName(words, number, 3, 1, 0x409)
        font["OS/2"].usWeightClass = 400
        font["OS/2"].fsSelection = 0x40
        font["head"].macStyle = 0
        written = io.BytesIO()
        font.save(written, reorderTables=None)
    return written.getvalue()


@cache
def _folder() -> Path:
    """Where fonts lie while this process lives: the typesetter reads faces from folders alone."""
    folder = Path(mkdtemp(prefix="kheo-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@lru_cache(maxsize=32)
def office_face(data: bytes) -> OfficeFace:
    """The font *data* (one that was examined) ready to set."""
    digest = sha256(data).hexdigest()[:16]
    path = _folder() / digest / "face.ttf"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        partial = path.with_suffix(".part")
        partial.write_bytes(renamed(data, f"Office {digest}"))
        partial.replace(path)
    return OfficeFace(f"Office {digest}", path)
