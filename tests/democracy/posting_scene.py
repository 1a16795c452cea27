"""Postings and proofs as rows, for tests that only read."""

from datetime import date, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import Image

from kheo.democracy.actions.postings import PostingContent
from kheo.democracy.models import Posting, PostingForm, Proof
from kheo.foundation.uploads.checks import check_upload
from kheo.foundation.uploads.keeping import keep_file
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.models import Succession, Unit, UnitVersion
from tests.democracy.scene import Scene

TEXT = "Báo cáo tình hình thực hiện dự toán ngân sách quý III.\n"
TODAY = timezone.localdate()
FORMS = [PostingForm.PORTAL, PostingForm.OFFICE_BOARD, PostingForm.VILLAGE_BOARD]


def make_posting(scene: Scene, on: date, item: int = 2, **fields: Any) -> Posting:
    """Published on *on* in every village of *scene*, due that very day; the fields of Posting by keyword."""
    kept = keep_file(check_upload("bao-cao.txt", TEXT.encode(), "paper"), scene.locality.code, None)
    usual: dict[str, Any] = {
        "title": "Thực hiện dự toán quý III",
        "summary": "Thu, chi ngân sách quý III.",
        "paper_day": on,
        "responsible": "Bộ phận Tài chính - Kế toán",
        "forms": [str(form) for form in FORMS],
        "due_on": on,
        "shown_until": on + timedelta(days=30),
        "paper": kept,
        "digest": sha256(TEXT.encode()).hexdigest(),
        "published_at": datetime(on.year, on.month, on.day, 9, tzinfo=timezone.get_current_timezone()),
    }
    made = Posting.objects.create(locality=scene.locality, item=item, published_on=on, **(usual | fields))
    made.villages.set(scene.villages)
    return made


def prove(posting: Posting, form: str, on: date, village: Any = None, **fields: Any) -> Proof:
    return Proof.objects.create(posting=posting, form=form, on=on, village=village, **fields)


def content(**changes: Any) -> PostingContent:
    usual: dict[str, Any] = {
        "item": 2,
        "title": "Thực hiện dự toán quý III",
        "summary": "Thu, chi ngân sách quý III.",
        "paper_day": TODAY,
        "responsible": "Bộ phận Tài chính - Kế toán",
    }
    return PostingContent(**(usual | changes))


def paper(name: str = "van-ban.txt", data: bytes = TEXT.encode(), *, is_not_secret: bool = True) -> SentFile:
    return SentFile(name, data, is_not_secret)


def photo(shade: int = 90) -> SentFile:
    drawn = BytesIO()
    Image.new("RGB", (40, 30), (shade, 90, 90)).save(drawn, "JPEG")
    return SentFile("bang-tin.jpg", drawn.getvalue(), is_not_secret=True)


def merge(old: Unit, new: Unit, on: date) -> None:
    """*old* goes wholly to *new* on *on*."""
    old.ended_on = on
    old.save()
    UnitVersion.objects.filter(unit=old).update(valid_to=on)
    Succession.objects.create(predecessor=old, successor=new, on=on, is_split=False, source="Nghị quyết minh hoạ")
