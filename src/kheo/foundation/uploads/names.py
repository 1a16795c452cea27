"""File names: cleaned for keeping, refused where they point outside their folder."""

import re
import unicodedata

from kheo.foundation.uploads.limits import MAX_NAME_LENGTH, RefusedUpload

# Windows keeps these for devices: a file saved under such a name cannot be opened there.
_DEVICES = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
_FORBIDDEN_ON_WINDOWS = str.maketrans(dict.fromkeys('<>:"|?*', "_"))


def clean_name(name: str) -> str:
    r"""Return *name* in NFC without control, bidirectional and other format characters, at most 150 characters long.

    The extension is kept when the stem is shortened. RefusedUpload for a path (``../a``, ``C:\a``) and for no name at all.
    """
    visible = "".join(ch for ch in unicodedata.normalize("NFC", name) if unicodedata.category(ch)[0] != "C")
    tidy = re.sub(r"\s+", " ", visible).strip(" .")
    if "/" in tidy or "\\" in tidy or re.match(r"[A-Za-z]:", tidy):
        raise RefusedUpload(
            f"Tên tệp «{tidy[:80]}» chứa đường dẫn thư mục. Hãy đặt lại tên tệp, không dùng dấu / và \\, rồi gửi lại."
        )
    stem, dot, extension = tidy.rpartition(".")
    if not dot or not stem.strip(" .") or not extension.isalnum():
        raise RefusedUpload(f"Tên tệp «{tidy[:80]}» không có phần đuôi (như .xlsx, .pdf). Hãy đặt lại tên tệp rồi gửi lại.")
    stem = stem.translate(_FORBIDDEN_ON_WINDOWS).strip(" .")
    if stem.lower() in _DEVICES:
        stem = f"{stem}_"
    kept = stem[: MAX_NAME_LENGTH - len(extension) - 1].rstrip(" .")
    if len(extension) > 10:
        raise RefusedUpload(f"Đuôi tệp «.{extension[:20]}» không phải một loại tệp. Hãy đặt lại tên tệp rồi gửi lại.")
    return f"{kept}.{extension.lower()}"
