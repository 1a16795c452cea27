"""Drawings (SVG) inside an office file: lines and letters are taken, whatever runs, fetches or hides another page is not.

Word keeps every icon as SVG beside a PNG, so that all of them cannot be refused; a drawing may hold scripts, and addresses that
are asked when it is shown. It is not mended: a drawing that needs these is none that an office made.
"""

import re

from kheo.foundation.plain_xml import Attributes, UnsafeXmlError, read_xml
from kheo.foundation.uploads.archives import Archive
from kheo.foundation.uploads.limits import RefusedUpload

_SVG = "http://www.w3.org/2000/svg"
_NAMED_SO = (".svg", ".svgz")
_LOOKS_SO = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:\w{1,20}:)?svg\b", re.DOTALL
)
_NEVER = frozenset(
    {"script", "foreignobject", "handler", "listener", "iframe", "embed", "object", "audio", "video", "html", "body"}
)
_ASKS = re.compile(r"(?:@import|url\(\s*['\"]?\s*(?!#|['\"]?#|data:image/))", re.IGNORECASE)
_COMMAND = re.compile(r"\s*(?:javascript|vbscript|data):", re.IGNORECASE)
_WITHIN = re.compile(r"\s*(?:#|data:image/(?:png|jpe?g|gif|webp);)", re.IGNORECASE)


def refuse_active_drawings(name: str, archive: Archive) -> None:
    """RefusedUpload where a drawing in *archive* holds more than shapes and letters, or is no sound XML."""
    for part, head in archive.heads.items():
        is_other = part.lower().endswith((".xml", ".rels"))
        if part.lower().endswith(_NAMED_SO) or (not is_other and _LOOKS_SO.match(head)):
            _check(name, archive, part)


def _check(name: str, archive: Archive, part: str) -> None:
    refusal = RefusedUpload(
        f"Tệp «{name}» có hình vẽ SVG («{part[:60]}») chứa mã lệnh hoặc gọi trang khác. Hãy thay hình đó bằng ảnh .png hoặc .jpg "
        "(bấm chuột phải vào hình, «Lưu thành ảnh», chèn lại), rồi gửi lại."
    )
    styles: list[str] = []

    def start(element: str, given: Attributes) -> None:
        local = element.rpartition(" ")[2].lower()
        if local in _NEVER or any(_is_active(local, key.rpartition(" ")[2].lower(), value) for key, value in given.items()):
            raise refusal

    try:
        read_xml(archive.chunks(part), start, None, styles.append)
    except UnsafeXmlError as error:
        raise refusal from error
    if _ASKS.search("".join(styles)):
        raise refusal


def _is_active(element: str, key: str, value: str) -> bool:
    """Whether an attribute starts or asks something; a link that is followed only when pressed (``a``) does not."""
    if key in {"href", "src"} and value.strip() and not _WITHIN.match(value):
        return element != "a" or _COMMAND.match(value) is not None
    moves_a_link = key == "attributename" and value.strip().lower().rpartition(":")[2] == "href"
    return key.startswith("on") or moves_a_link or _ASKS.search(value) is not None
