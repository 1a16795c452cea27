import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms

from kheo.foundation.uploads.images import check_image, clean_image, list_image, page_image
from kheo.foundation.uploads.limits import RefusedUpload
from tests.foundation.uploads import samples


def with_exif(size: tuple[int, int] = (60, 20), orientation: int = 6) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "Người chụp"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (20.0, 38.0, 0.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return samples.picture("JPEG", size, exif=exif, icc_profile=profile, comment=b"toa do")


def test_clean_image_drops_place_owner_and_profile_and_turns_upright():
    dirty = with_exif()
    assert b"Exif" in dirty
    cleaned, media_type, width, height = clean_image(dirty)
    assert (media_type, width, height) == ("image/jpeg", 20, 60)
    with Image.open(io.BytesIO(cleaned)) as image:
        assert (image.size, dict(image.getexif())) == ((20, 60), {})
        assert not {"exif", "icc_profile", "comment", "xmp"} & set(image.info)
    assert b"Exif" not in cleaned
    assert b"ICC_PROFILE" not in cleaned
    assert b"toa do" not in cleaned


@pytest.mark.parametrize(
    ("kind", "mode", "media_type"),
    [
        ("PNG", "RGBA", "image/png"),
        ("PNG", "P", "image/png"),
        ("PNG", "1", "image/png"),
        ("PNG", "I;16", "image/png"),
        ("WEBP", "RGBA", "image/webp"),
        ("JPEG", "L", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
    ],
)
def test_every_usual_mode_is_drawn_anew(kind, mode, media_type):
    written = io.BytesIO()
    Image.new(mode, (30, 10)).save(written, kind)
    cleaned, kept, width, height = clean_image(written.getvalue())
    assert (kept, width, height) == (media_type, 30, 10)
    with Image.open(io.BytesIO(cleaned)) as image:
        image.load()
        assert image.size == (30, 10)


def test_colours_survive():
    cleaned, *_ = clean_image(samples.picture("PNG"))
    with Image.open(io.BytesIO(cleaned)) as image:
        assert image.getpixel((5, 5)) == (0, 128, 128)


def test_text_of_a_png_is_dropped():
    raw = samples.picture("PNG")
    secret = b"tEXtComment\x00Toa do"
    chunk = struct.pack(">I", len(secret) - 4) + secret + struct.pack(">I", zlib.crc32(secret))
    cleaned, *_ = clean_image(raw[:33] + chunk + raw[33:])
    assert b"Toa do" not in cleaned


def test_large_picture_is_reduced_to_the_longest_edge():
    assert clean_image(samples.picture("JPEG", (5000, 1000)))[2:] == (2400, 480)


def test_animation_keeps_its_first_frame():
    written = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(written, "WEBP", save_all=True, append_images=frames[1:])
    with Image.open(io.BytesIO(clean_image(written.getvalue())[0])) as image:
        assert getattr(image, "n_frames", 1) == 1


def png_of_size(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(9000, 9000), (20000, 20000), (100000, 100000)])
def test_decompression_bomb_is_refused_before_decoding(size):
    for reading in (clean_image, lambda data: check_image("ảnh", data)):
        with pytest.raises(RefusedUpload, match=r"quá lớn|không mở được"):
            reading(png_of_size(*size))


@pytest.mark.parametrize("data", [b"", b"x", samples.picture()[:200], png_of_size(10, 10), samples.picture("GIF")])
def test_broken_picture_is_refused(data):
    with pytest.raises(RefusedUpload, match="không mở được như một bức ảnh"):
        clean_image(data, "a.jpg")


def test_broken_profile_is_dropped():
    assert clean_image(samples.picture("JPEG", icc_profile=b"rac"))[1] == "image/jpeg"


def test_page_image_is_a_small_jpeg_on_white_without_what_the_camera_wrote():
    drawn, media_type, width, height = page_image(with_exif((3000, 1500), orientation=1))
    assert (media_type, width, height) == ("image/jpeg", 1200, 600)
    with Image.open(io.BytesIO(drawn)) as image:
        assert (image.format, dict(image.getexif())) == ("JPEG", {})
    clear = io.BytesIO()
    Image.new("LA", (40, 20), (0, 0)).save(clear, "PNG")
    with Image.open(io.BytesIO(page_image(clear.getvalue())[0])) as image:
        assert (image.format, image.convert("RGB").getpixel((9, 9))) == ("JPEG", (255, 255, 255))


def test_list_image_is_smaller_still():
    with Image.open(io.BytesIO(list_image(samples.picture("JPEG", (1200, 800))))) as image:
        assert (image.format, image.size) == ("JPEG", (480, 320))
    clear = io.BytesIO()
    Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save(clear, "PNG")
    with Image.open(io.BytesIO(list_image(clear.getvalue()))) as image:
        assert (image.format, image.convert("RGB").getpixel((9, 9))) == ("JPEG", (255, 255, 255))
