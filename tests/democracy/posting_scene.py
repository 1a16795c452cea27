"""Postings and proofs as rows, for tests that only read."""

from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone

from kheo.democracy.models import Posting, PostingForm, Proof
from kheo.foundation.uploads.checks import check_upload
from kheo.foundation.uploads.keeping import keep_file
from tests.democracy.scene import Scene

TEXT = "Báo cáo tình hình thực hiện dự toán ngân sách quý III.\n"
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
