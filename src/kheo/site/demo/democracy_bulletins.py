"""The demo ward's loudspeaker, and a list whose identity numbers were masked before it was published."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from kheo.democracy.actions.bulletins import BulletinContent, log_reading, plan_readings, write_bulletin
from kheo.democracy.actions.masked_copies import place_masked
from kheo.democracy.actions.postings import PostingContent, draft_posting, publish
from kheo.democracy.actions.screenings import decide_findings, screen_draft
from kheo.democracy.models import Posting, Reading, ScreeningFinding
from kheo.democracy.rules.sensitive import KEEP, MASK, Verdict
from kheo.documents.content import Column, Paper, Paragraph, Table
from kheo.documents.word import to_docx
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.authority import COMMAND_LINE
from kheo.site.demo.organisation import Place

HOURS = (time(17, 15), time(20, 0), time(23, 45))


def speak(place: Place, told: dict[str, Any]) -> None:
    posting = _post(place, told["posted"])
    _read(place, told["read"])
    script = write_bulletin(
        COMMAND_LINE, place.locality, BulletinContent(posting.title, f"{posting.title}.\n{posting.summary}", posting)
    )
    now = timezone.localtime()
    hour = next((one for one in HOURS if one > now.time()), None)
    plan_readings(COMMAND_LINE, script, now.date() + timedelta(days=hour is None), 3, hour or HOURS[0])


def _read(place: Place, told: dict[str, Any]) -> None:
    """A script that was read on days past: planned ahead, as it must be, then put back to its days."""
    script = write_bulletin(COMMAND_LINE, place.locality, BulletinContent(told["title"], told["source"].strip()))
    today, at = timezone.localdate(), time.fromisoformat(told["at"])
    planned = plan_readings(COMMAND_LINE, script, today + timedelta(days=1), len(told["days"]), at)
    for reading, day in zip(planned, told["days"], strict=True):
        Reading.objects.filter(pk=reading.pk).update(on=today + timedelta(days=day))
        log_reading(COMMAND_LINE, reading, told["read_by"])


def _post(place: Place, told: dict[str, Any]) -> Posting:
    """Prepared with identity numbers in it, looked through, masked but for the office's own telephone, then published."""
    content = PostingContent(
        told["item"], told["title"], told["summary"].strip(), told["paper_day"], told["responsible"], told["number"]
    )
    draft = draft_posting(COMMAND_LINE, place.locality, content, _file("danh-sach.docx", _list(place, told)))
    screening = screen_draft(COMMAND_LINE, draft)[0]
    found = ScreeningFinding.objects.filter(screening=screening)
    verdicts = {one.number: Verdict(KEEP, told["keep_reason"]) if one.kind == "telephone" else Verdict(MASK) for one in found}
    decide_findings(COMMAND_LINE, screening, verdicts, screening.version)
    draft = place_masked(COMMAND_LINE, draft, draft.version)
    return publish(COMMAND_LINE, draft, draft.version)


def _file(name: str, data: bytes) -> SentFile:
    return SentFile(name, data, is_not_secret=True)


def _list(place: Place, told: dict[str, Any]) -> bytes:
    columns = (Column("STT", 0.5), Column("Hộ", 2), Column("Tổ dân phố", 1.5), Column("Số căn cước", 1.6), Column("Hỗ trợ", 1.2))
    paper = Paper(
        layout="administrative",
        superior=place.locality.wider_name,
        issuer=f"Uỷ ban nhân dân {place.locality.name}",
        place=place.locality.name,
        title="Thông báo",
        subject=told["title"],
        number=told["number"],
        on=told["paper_day"],
        blocks=(Table(columns, tuple(tuple(row) for row in told["rows"])), Paragraph(told["contact"])),
        signature=None,
    )
    return to_docx(paper)
