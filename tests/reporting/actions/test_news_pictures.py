"""A picture is a picture, drawn anew, said in words; one that is none is refused with a plain word."""

import io

import pytest
from PIL import Image

from kheo.foundation.models import StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.reporting.actions import news
from kheo.reporting.actions.news import add_picture, correct_news, describe_picture, discard_news, move_picture, remove_picture
from kheo.reporting.actions.news.pictures import MOST_PICTURES
from kheo.reporting.models import NewsCorrection, NewsPicture
from tests.foundation.uploads import samples
from tests.recognition.scene import wrong
from tests.reporting.newsroom import AUTHOR

pytestmark = pytest.mark.django_db


def photo(width=1600, height=1000, colour="red", kind="JPEG", mode="RGB"):
    written = io.BytesIO()
    picture = Image.new(mode, (width, height), colour)
    exif = picture.getexif()
    exif[0x010E] = "Ghi kèm của máy ảnh"
    exif[0x0112] = 6
    picture.save(written, kind, exif=exif)
    return written.getvalue()


def add(room, item, data=None, name="hoi-nghi.jpg", caption="Trao giấy chứng nhận", alternative="Ba người đứng trên sân khấu"):
    return add_picture(room.broadcaster, item, name, data if data is not None else photo(), caption, alternative)


def orders(item):
    return list(NewsPicture.objects.filter(item=item).order_by("order").values_list("caption", "order"))


def test_a_picture_is_kept_small_upright_and_without_what_the_camera_wrote(room):
    item = room.draft()
    made = add(room, item)
    assert (made.width, made.height, made.order) == (750, 1200, 1)
    with made.file.content.open("rb") as kept, Image.open(kept) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (750, 1200), {})
    assert (made.file.media_type, made.file.locality) == ("image/jpeg", room.locality.code)


def test_a_transparent_drawing_stands_on_white(room):
    made = add(room, room.draft(), photo(40, 20, (0, 0, 0, 0), "PNG", "RGBA"), "ve.png")
    with made.file.content.open("rb") as kept, Image.open(kept) as picture:
        assert picture.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("anh.jpg", b"<html><script>alert(1)</script></html>", "trang web"),
        ("anh.jpg", samples.picture("PNG"), "mang đuôi .jpg nhưng nội dung là tệp .png"),
        ("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "không được nhận ở đây"),
        ("anh.jpg", b"", "trống (0 byte)"),
        ("anh.jpg", samples.picture()[:200], "không mở được như một bức ảnh"),
        ("bai.pdf", samples.pdf(), "không được nhận ở đây"),
    ],
)
def test_a_picture_that_is_none_is_refused(room, name, data, said):
    with pytest.raises(RefusedError) as refusal:
        add(room, room.draft(), data, name)
    (problem,) = refusal.value.problems
    assert problem.where == "Ảnh"
    assert said in problem.what
    assert (NewsPicture.objects.count(), StoredFile.objects.filter(name=name).count()) == (0, 0)


def test_caption_and_alternative_text_are_both_asked_for(room):
    item = room.draft()
    with pytest.raises(RefusedError) as refusal:
        add(room, item, caption=" ", alternative="a" * 301)
    assert [problem.where for problem in refusal.value.problems] == ["Chú thích", "Lời tả ảnh"]
    made = add(room, item)
    with pytest.raises(RefusedError) as refusal:
        describe_picture(room.broadcaster, made, "Có", "")
    assert [problem.where for problem in refusal.value.problems] == ["Lời tả ảnh"]
    assert describe_picture(room.broadcaster, made, " Mới ", "Tả mới").caption == "Mới"


def test_words_and_file_are_refused_together(room):
    with pytest.raises(RefusedError) as refusal:
        add(room, room.draft(), b"khong phai anh", "anh.jpg", "", "")
    assert [problem.where for problem in refusal.value.problems] == ["Chú thích", "Lời tả ảnh", "Ảnh"]


def test_the_same_picture_once_and_not_too_many(room):
    item = room.draft()
    add(room, item)
    with pytest.raises(RefusedError) as refusal:
        add(room, item)
    assert wrong(refusal) == ["Ảnh: Bản tin đã có đúng ảnh ấy; không cần thêm lần nữa."]
    for number in range(1, MOST_PICTURES):
        add(room, item, photo(20, 20 + number))
    with pytest.raises(RefusedError) as refusal:
        add(room, item, photo(20, 90))
    assert wrong(refusal) == ["Ảnh: Bản tin đã có 12 ảnh; bỏ bớt một ảnh rồi thêm."]


def test_pictures_change_places(room):
    item = room.draft()
    first, second = add(room, item, caption="Một"), add(room, item, photo(30, 30), caption="Hai")
    move_picture(room.broadcaster, first)
    assert orders(item) == [("Một", 1), ("Hai", 2)]
    move_picture(room.broadcaster, second)
    assert orders(item) == [("Hai", 1), ("Một", 2)]


def test_a_picture_taken_out_leaves_nothing_behind(room):
    item = room.draft()
    made = add(room, item)
    kept = made.file_id
    remove_picture(room.broadcaster, made)
    assert StoredFile.objects.filter(pk=kept).count() == 0
    with pytest.raises(RefusedError) as refusal:
        remove_picture(room.broadcaster, made)
    assert wrong(refusal) == ["Ảnh này vừa bị người khác bỏ; tải lại trang để xem."]


def test_a_discarded_draft_takes_its_pictures_along(room):
    item = room.draft()
    kept = add(room, item).file_id
    discard_news(room.broadcaster, item, item.version)
    assert StoredFile.objects.filter(pk=kept).count() == 0


def test_pictures_of_a_published_item_go_only_by_correction(room):
    draft = room.draft()
    made = add(room, draft)
    item = room.edited(draft)
    item = news.publish_news(room.broadcaster, item, {}, item.version)
    with pytest.raises(RefusedError):
        remove_picture(room.broadcaster, made)
    content = news.NewsContent(item.title, item.lead, item.text, AUTHOR)
    correct_news(room.broadcaster, item, content, "Bỏ ảnh chụp nơi khác.", item.version, without=[made.pk])
    assert NewsPicture.objects.count() == 0
    assert [one["caption"] for one in NewsCorrection.objects.get().before["pictures"]] == ["Trao giấy chứng nhận"]


def test_a_wrong_number_in_a_caption_is_asked_about(room):
    draft = room.draft()
    add(room, draft, caption="Trao giấy công nhận 9 mô hình “Dân vận khéo” năm 2024")
    item = room.edited(draft)
    with pytest.raises(RefusedError) as refusal:
        news.publish_news(room.broadcaster, item, {}, item.version)
    assert "«9 mô hình" in wrong(refusal)[0]
