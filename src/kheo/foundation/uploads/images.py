"""Photographs: measured before they are decoded, then drawn anew without anything the camera wrote about place and owner."""

import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageCms, ImageOps

from kheo.foundation.uploads.limits import IMAGE, RefusedUpload

_FORMATS = ("JPEG", "PNG", "WEBP")
_BROKEN = "không mở được như một bức ảnh. Hãy mở ảnh trên máy, lưu lại kiểu .jpg hoặc .png, rồi gửi lại."
_PILLOW_FAULTS = (Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError)
# Decoded, a picture of 80 megapixels takes 320 MB, and an upload of 1 MB may hold one: several at once would fill the machine.
_ONE_AT_A_TIME = threading.Lock()
_MODES_KEPT = {"RGB", "RGBA", "L", "LA"}


def _check_area(name: str, image: Image.Image) -> None:
    if image.width * image.height > IMAGE.max_pixels:
        raise RefusedUpload(
            f"Ảnh «{name}» quá lớn ({image.width} × {image.height} điểm ảnh). "
            f"Hãy thu nhỏ xuống dưới {IMAGE.max_pixels // 1_000_000} triệu điểm ảnh rồi gửi lại."
        )


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            # Pillow warns at 89 megapixels, ours are refused before; odd metadata is no reason to refuse.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                _check_area(name, image)
                yield image
    except RefusedUpload:
        raise
    except _PILLOW_FAULTS as error:
        raise RefusedUpload(f"Ảnh «{name}» {_BROKEN}") from error


def check_image(name: str, data: bytes) -> str:
    """Return ``jpg``, ``png`` or ``webp`` by the structure, without decoding; RefusedUpload if broken or too large."""
    with _opened(data, name) as image:
        found = image.format or ""
        image.verify()
    return {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp"}[found]


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return *image* in sRGB: a telephone's wide colours would turn dull when its profile is dropped."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "RGBA"}:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return image  # a broken profile describes nothing
    return converted or image


def clean_image(data: bytes, name: str = "ảnh") -> tuple[bytes, str, int, int]:
    """Draw the picture anew: ``(bytes, media type, width, height)`` in pixels, upright, the longer edge at most 2400.

    EXIF (place, owner, time), XMP, comments, colour profiles and further frames are gone; JPEG stays JPEG, PNG PNG, WebP WebP.
    RefusedUpload for a broken picture and for one of more than 80 megapixels, which is told before decoding.
    """
    with _ONE_AT_A_TIME, _opened(data, name) as image:
        kept_format = "JPEG" if image.format == "MPO" else str(image.format)
        bare = _drawn(image, IMAGE.max_edge)
        if kept_format == "JPEG" and bare.mode not in {"RGB", "L"}:
            bare = bare.convert("RGB")
        settings = {"optimize": True} if kept_format == "PNG" else {"quality": IMAGE.quality}
        return _written(bare, kept_format, **settings)


def page_image(data: bytes, name: str = "ảnh") -> tuple[bytes, str, int, int]:
    """As :func:`clean_image` for a public text read on a slow line: always JPEG, the longer edge at most 1200, white behind."""
    with _ONE_AT_A_TIME, _opened(data, name) as image:
        bare = _on_white(_drawn(image, IMAGE.page_edge))
        return _written(bare, "JPEG", quality=IMAGE.page_quality, progressive=True, optimize=True)


def list_image(data: bytes, name: str = "ảnh") -> bytes:
    """A kept picture once more as a JPEG small enough for a list: the longer edge at most 480, white behind."""
    with _ONE_AT_A_TIME, _opened(data, name) as image:
        bare = _on_white(_drawn(image, IMAGE.list_edge))
        return _written(bare, "JPEG", quality=IMAGE.list_quality, progressive=True, optimize=True)[0]


def _on_white(bare: Image.Image) -> Image.Image:
    """What shows through is white paper: a JPEG knows no other."""
    if bare.mode not in {"RGBA", "LA"}:
        return bare
    paper = Image.new("RGB", bare.size, "white")
    paper.paste(bare, mask=bare.getchannel("A"))
    return paper


def _drawn(image: Image.Image, edge: int) -> Image.Image:
    """The points of *image* alone, upright, in sRGB, the longer side at most *edge*."""
    if image.format in {"JPEG", "MPO"}:
        image.draft("RGB", (edge, edge))
    image.load()
    plain: Image.Image = image
    if plain.mode not in _MODES_KEPT:
        plain = plain.convert("RGBA" if plain.has_transparency_data else "RGB")
    # Made small first: turning and colours then work on six megapixels, not on copies of eighty.
    plain.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    upright = _in_srgb(ImageOps.exif_transpose(plain))
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    return bare


def _written(bare: Image.Image, kind: str, **settings: bool | int) -> tuple[bytes, str, int, int]:
    written = io.BytesIO()
    bare.save(written, kind, **settings)
    return written.getvalue(), Image.MIME[kind], bare.width, bare.height
