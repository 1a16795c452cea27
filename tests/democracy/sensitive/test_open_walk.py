"""OpenDocument texts: read to their last attribute, masked in place, without thumbnail, author and what the office leaves out."""

import io
import zipfile

import pytest

from kheo.democracy.sensitive import look_at_file, mask_file
from kheo.democracy.sensitive.masking import CannotMaskError
from kheo.foundation.uploads.checks import check_upload
from tests.democracy.sensitive.test_beside import odf, unpacked

IDENTITY, PHONE = "036075001234", "0912345678"
NAMES = 'xmlns:o="office" xmlns:t="text" xmlns:b="table" xmlns:d="dc" xmlns:x="xlink" xmlns:s="style"'
MANIFEST = '<m xmlns:m="m"><e m:path="content.xml"/><e m:path="Thumbnails/thumbnail.png"/></m>'
ROW = "<b:table-row><b:c><t:p>Số tài khoản</t:p></b:c><b:c><t:p>{}</t:p></b:c></b:table-row>"
STYLE = '<s:style s:name="T1"><s:text-properties t:display="none"/></s:style>'
SPAN = '<t:span t:style-name="T2"> hai</t:span>'
META = f"<o {NAMES}><d:creator>Người Soạn Minh Hoạ</d:creator><d:title>Danh sách</d:title></o>"


def document(inner, **parts):
    told = {"content.xml": f"<o {NAMES}>{inner}</o>", "meta.xml": META, "META-INF/manifest.xml": MANIFEST} | parts
    return check_upload("a.odt", odf("text", **told, **{"Thumbnails/thumbnail.png": "x"}), "evidence")


def copied(source, *keys):
    look = look_at_file(source)
    copy = mask_file(source, look, look.findings, keys)
    again = look_at_file(check_upload("che.odt", copy, "evidence"))
    assert again.findings == ()
    return copy, again


def content(copy):
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        return archive.read("content.xml").decode().partition("?>")[2].strip()


@pytest.mark.parametrize(
    ("inner", "kinds", "copy"),
    [
        (f"<t:p>ĐT {PHONE}</t:p>", ["telephone"], "<t:p>ĐT xxxxxxx678</t:p>"),
        ("<t:h>CCCD 0360<t:span>7500</t:span>1234, xã</t:h>", ["identity"], "<t:h>CCCD xxxx<t:span>xxxx</t:span>x234, xã</t:h>"),
        ("<t:p>ĐT 0912<t:s/>345<t:tab/>678</t:p>", ["telephone"], "<t:p>ĐT xxxx<t:s/>xxx<t:tab/>678</t:p>"),
        ("<t:p>ĐT 0912<t:soft-page-break/>345678</t:p>", ["telephone"], "<t:p>ĐT xxxx<t:soft-page-break/>xxx678</t:p>"),
        ("<t:p>ĐT 0912<!-- x -->345678</t:p>", ["telephone"], "<t:p>ĐT xxxxxxx678</t:p>"),
        ("<t:p>CCCD 0360 7500</t:p><t:p>1234</t:p>", ["identity"], "<t:p>CCCD xxxx xxxx</t:p><t:p>x234</t:p>"),
        (
            "<t:p>ĐT 0912<f><t:p>STK 19034567890123</t:p></f>345678</t:p>",
            ["telephone", "account"],
            "<t:p>ĐT xxxx<f><t:p>STK xxxxxxxxxxx123</t:p></f>xxx678</t:p>",
        ),
        (
            ROW.format("19034567890123"),
            ["account"],
            ROW.format("xxxxxxxxxxx123"),
        ),
        (f'<t:p><t:a x:href="tel:{PHONE}">gọi</t:a></t:p>', ["telephone"], '<t:p><t:a x:href="tel:xxxxxxx678">gọi</t:a></t:p>'),
        (f'<t:v o:string-value="ĐT {PHONE}"/>', ["telephone"], '<t:v o:string-value="ĐT xxxxxxx678"/>'),
        (f"<d:desc>ĐT {PHONE}</d:desc>", ["telephone"], "<d:desc>ĐT xxxxxxx678</d:desc>"),
    ],
)
def test_every_place_is_read_and_masked_there(inner, kinds, copy):
    source = document(inner)
    assert [one.kind for one in look_at_file(source).findings] == kinds
    assert content(copied(source)[0]) == f"<o {NAMES}>{copy}</o>"


def test_the_copy_is_an_open_document_without_thumbnail_and_author():
    copy, _look = copied(document(f"<t:p>ĐT {PHONE}</t:p>"))
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert "Thumbnails/thumbnail.png" not in archive.namelist()
        assert archive.read("META-INF/manifest.xml").count(b"path=") == 1
    assert "Minh Hoạ" not in unpacked(copy)
    assert "Danh sách" in unpacked(copy)


REMARK = f"<o:annotation><d:creator>B</d:creator><d:date>2026-11-30</d:date><t:p>hỏi {PHONE}</t:p></o:annotation>"
CHANGES = "<t:tracked-changes><t:changed-region><t:p>ông A nghiện</t:p></t:changed-region></t:tracked-changes>"


@pytest.mark.parametrize(
    ("inner", "key", "left"),
    [
        (f"<t:p>Một{REMARK} hai</t:p>", "comments", "<t:p>Một hai</t:p>"),
        (f'{CHANGES}<t:p>Một <t:change t:id="1"/>hai</t:p>', "changes", "<t:p>Một hai</t:p>"),
        ("<t:p><t:hidden-text>ẩn</t:hidden-text>Một</t:p>", "text", "<t:p>Một</t:p>"),
        (
            f'{STYLE}<t:p>M<t:span t:style-name="T1">ẩn</t:span>ột{SPAN}</t:p><t:p t:style-name="T1">ẩn</t:p>',
            "text",
            f"{STYLE}<t:p>Một{SPAN}</t:p>",
        ),
    ],
)
def test_what_the_office_leaves_out_is_gone_and_the_words_around_it_stay(inner, key, left):
    source = document(inner)
    assert [one.key for one in look_at_file(source).hidden] == [key]
    copy, _again = copied(source, key)
    assert content(copy) == f"<o {NAMES}>{left}</o>"


def test_what_is_left_stays_with_its_numbers_masked():
    copy, again = copied(document(f"<t:p>Một{REMARK}</t:p>"))
    assert "hỏi xxxxxxx678" in content(copy)
    assert [one.key for one in again.hidden] == ["comments"]


def test_a_value_left_elsewhere_is_told():
    source = document(f'<t:p>ĐT {PHONE}</t:p><t:p t:other="{PHONE}">x</t:p>')
    look = look_at_file(source)
    with pytest.raises(CannotMaskError, match=r"content\.xml"):
        mask_file(source, look, look.findings)


def test_heads_of_pages_and_objects_are_read_after_the_text():
    part = f"<o {NAMES}><t:p>ĐT {PHONE}</t:p></o>"
    parts = {"styles.xml": part, "Object 1/content.xml": part.replace(PHONE, "0987654321")}
    look = look_at_file(document("<t:p>x</t:p>", **parts))
    assert [(one.place, one.shown) for one in look.findings] == [
        ("Đầu trang, chân trang, đoạn 1", "xxxxxxx678"), ("Văn bản, đoạn 1", "xxxxxxx321"),
    ]  # fmt: skip
