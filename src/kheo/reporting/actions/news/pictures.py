"""Pictures of a draft: drawn anew small enough for a slow line, said in words for those who do not see them, in an order."""

from dataclasses import replace
from hashlib import sha256
from typing import BinaryIO

from django.db import transaction
from django.db.models import Max

from kheo.foundation.models import StoredFile
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.foundation.uploads.checks import check_upload
from kheo.foundation.uploads.images import page_image
from kheo.foundation.uploads.keeping import keep_file, release_file
from kheo.foundation.uploads.limits import RefusedUpload
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record
from kheo.reporting.actions.news.steps import lock_item
from kheo.reporting.models import NewsItem, NewsPicture
from kheo.reporting.rules.news_text import LABELS, length_problems

MOST_PICTURES = 12


def add_picture(
    actor: Actor, item: NewsItem, name: str, content: bytes | BinaryIO, caption: str, alternative: str
) -> NewsPicture:
    """Keep a picture at the end of *item*: checked by its bytes, drawn anew without place and owner."""
    grant = require(actor, "news.edit", item.locality)
    problems = _word_problems(caption, alternative)
    try:
        checked = check_upload(name, content, "picture")
        data, media_type, width, height = page_image(checked.data, checked.name)
    except RefusedUpload as refusal:
        raise RefusedError(*problems, Problem(str(refusal), "Ảnh")) from None
    if problems:
        raise RefusedError(*problems)
    drawn = replace(checked, data=data, media_type=media_type, extension="jpg", size=len(data), sha256=sha256(data).hexdigest())
    with transaction.atomic():
        locked = lock_item(item, "news.edit")
        present = NewsPicture.objects.filter(item=locked)
        if present.count() >= MOST_PICTURES:
            raise RefusedError(Problem(f"Bản tin đã có {MOST_PICTURES} ảnh; bỏ bớt một ảnh rồi thêm.", "Ảnh"))
        kept = keep_file(drawn, locked.locality.code, actor.account_id)
        if present.filter(file=kept).exists():
            raise RefusedError(Problem("Bản tin đã có đúng ảnh ấy; không cần thêm lần nữa.", "Ảnh"))
        last: int = present.aggregate(last=Max("order"))["last"] or 0
        made = NewsPicture.objects.create(
            item=locked,
            order=last + 1,
            file=kept,
            caption=tidy(caption),
            alternative=tidy(alternative),
            width=width,
            height=height,
        )
        details = {"file": kept.sha256, "width": width, "height": height}
        record(actor, grant, "news.add_picture", locked, locked.locality, details)
    return made


def describe_picture(actor: Actor, picture: NewsPicture, caption: str, alternative: str) -> NewsPicture:
    """Change what is said of a picture of a draft."""
    grant = require(actor, "news.edit", picture.item.locality)
    if problems := _word_problems(caption, alternative):
        raise RefusedError(*problems)
    with transaction.atomic():
        locked, own = _lock(picture)
        own.caption, own.alternative = tidy(caption), tidy(alternative)
        own.save(update_fields=["caption", "alternative"])
        record(actor, grant, "news.describe_picture", locked, locked.locality, {"picture": own.pk})
    return own


def move_picture(actor: Actor, picture: NewsPicture) -> None:
    """Change places with the picture before; the first one stays where it is."""
    grant = require(actor, "news.edit", picture.item.locality)
    with transaction.atomic():
        locked, own = _lock(picture)
        before = NewsPicture.objects.filter(item=locked, order__lt=own.order).order_by("-order").first()
        if before is None:
            return
        first, second = before.order, own.order
        _put(own, second + 1000)  # out of the way: no two pictures hold one place, not even for a moment
        _put(before, second)
        _put(own, first)
        record(actor, grant, "news.move_picture", locked, locked.locality, {"picture": own.pk, "order": first})


def _put(picture: NewsPicture, order: int) -> None:
    picture.order = order
    picture.save(update_fields=["order"])


def remove_picture(actor: Actor, picture: NewsPicture) -> None:
    """Take a picture out of a draft; its bytes go with it unless something else uses the same file."""
    grant = require(actor, "news.edit", picture.item.locality)
    with transaction.atomic():
        locked, own = _lock(picture)
        record(actor, grant, "news.remove_picture", locked, locked.locality, {"picture": own.pk})
        take_out(own)


def take_out(picture: NewsPicture) -> None:
    kept = StoredFile.objects.get(pk=picture.file_id)
    picture.delete()
    release_file(kept)


def _lock(picture: NewsPicture) -> tuple[NewsItem, NewsPicture]:
    locked = lock_item(picture.item, "news.edit")
    own = NewsPicture.objects.filter(item=locked, pk=picture.pk).first()
    if own is None:
        raise RefusedError("Ảnh này vừa bị người khác bỏ; tải lại trang để xem.")
    return locked, own


def _word_problems(caption: str, alternative: str) -> list[Problem]:
    texts = {"caption": tidy(caption), "alternative": tidy(alternative)}
    asked = {
        "caption": "Ghi chú thích: ảnh chụp gì, ở đâu, khi nào.",
        "alternative": "Tả ảnh cho người không nhìn thấy: trong ảnh có ai, đang làm gì.",
    }
    return [Problem(asked[name], LABELS[name]) for name, text in texts.items() if not text] + length_problems(texts)
