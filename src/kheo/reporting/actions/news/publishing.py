"""Going out: publishing with a reason for every number that differs, correcting in the open, withdrawing."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Role
from kheo.organisation.queries.holders import holders_in
from kheo.organisation.trail import record
from kheo.reporting.actions.news.pictures import take_out
from kheo.reporting.actions.news.steps import NewsContent, bump, content_problems, free_slug, lock_addresses, lock_item, put_words
from kheo.reporting.models import FigureReason, NewsCorrection, NewsItem, NewsPicture
from kheo.reporting.queries.news_figures import Question, figures_told
from kheo.reporting.rules.news_text import LABELS, LONGEST, Words, missing


def publish_news(actor: Actor, item: NewsItem, reasons: Mapping[str, str], version: int, at: datetime | None = None) -> NewsItem:
    """Put a draft before the public. *reasons*: by code of the question (see ``queries.news_figures``), why a number differs.

    *at*: when it was broadcast, for an item that went out on the air before it came here; now when left out.
    """
    grant = require(actor, "news.publish", item.locality)
    with transaction.atomic():
        lock_addresses(item.locality_id)
        locked = lock_item(item, "news.publish", version)
        moment = at or timezone.now()
        kept = Words(locked.title, locked.lead, locked.text, locked.author_line)
        problems = [*missing(kept, has_publisher=locked.publisher_id is not None), *_moment_problems(locked, moment)]
        given, unanswered = _answers(figures_told(locked).questions, reasons)
        if problems or unanswered:
            raise RefusedError(*problems, *unanswered)
        _keep_reasons(actor, locked, given)
        locked.published_at = moment
        locked.slug = free_slug(locked.locality, kept.title, locked.pk)
        bump(locked)
        details = {"version": locked.version, "reasons": len(given), "at": moment.isoformat()}
        record(actor, grant, "news.publish", locked, locked.locality, details)
        told = holders_in(locked.locality, {Role.OFFICE, Role.LEADER}, timezone.localdate())
        path = reverse("reporting:news_item", args=[locked.locality.code, locked.slug])
        notify(told, locked.locality, f"Đã đăng tin: {locked.title}", path)
    return locked


def correct_news(
    actor: Actor,
    item: NewsItem,
    content: NewsContent,
    note: str,
    version: int,
    reasons: Mapping[str, str] | None = None,
    without: Collection[int] = (),
) -> NewsItem:
    """Change a published item and say so on its page: *note* tells readers what was wrong. *without*: pictures to take away."""
    grant = require(actor, "news.publish", item.locality)
    kept = content.words()
    problems = [
        *content_problems(item.locality, content, kept),
        *missing(kept, has_publisher=content.publisher is not None or item.publisher_id is not None),
        *_note_problems(note, "Nói cho người đọc biết đã sửa chỗ nào, vì sao."),
    ]
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = lock_item(item, "news.correct", version)
        before = Words(locked.title, locked.lead, locked.text, locked.author_line)
        dropped = list(NewsPicture.objects.filter(item=locked, pk__in=without))
        publisher = locked.publisher_id
        put_words(locked, content, kept)
        if kept == before and not dropped and publisher == locked.publisher_id:
            raise RefusedError("Chưa có chỗ nào đổi so với bài đã đăng; sửa chỗ sai rồi ghi đính chính.")
        standing = {**before.as_json(), "publisher": publisher, "pictures": [_told_of(picture) for picture in dropped]}
        for picture in dropped:
            take_out(picture)
        given, unanswered = _answers(figures_told(locked).questions, reasons or {})
        if unanswered:
            raise RefusedError(*unanswered)
        _keep_reasons(actor, locked, given)
        NewsCorrection.objects.create(item=locked, before=standing, note=tidy(note), added_by=actor.account_id)
        locked.modified_at = timezone.now()
        bump(locked)
        details = {"version": locked.version, "reasons": len(given), "pictures": len(dropped)}
        record(actor, grant, "news.correct", locked, locked.locality, details)
    return locked


def withdraw_news(actor: Actor, item: NewsItem, note: str, version: int) -> NewsItem:
    """Take a published item off: its address says so, with *note*, and never serves anything else."""
    grant = require(actor, "news.publish", item.locality)
    if problems := _note_problems(note, "Nói cho người đọc biết vì sao gỡ bài."):
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = lock_item(item, "news.withdraw", version)
        before = {**Words(locked.title, locked.lead, locked.text, locked.author_line).as_json(), "withdrawn": True}
        NewsCorrection.objects.create(item=locked, before=before, note=tidy(note), added_by=actor.account_id)
        locked.modified_at = timezone.now()
        bump(locked)
        record(actor, grant, "news.withdraw", locked, locked.locality, {"version": locked.version})
    return locked


def _answers(questions: Collection[Question], reasons: Mapping[str, str]) -> tuple[list[tuple[Question, str]], list[Problem]]:
    """The new reasons, and what is still unanswered or answered at too great length. An earlier answer holds."""
    given, problems = [], []
    for question in questions:
        reason = tidy(reasons.get(question.code, "")) or question.reason
        if not reason:
            kept = f"sổ ghi {question.recorded}" if question.recorded else "sổ không ghi số này"
            problems.append(
                Problem(f"«{question.quote}»: {kept}. Sửa lại con số, hoặc ghi lý do vẫn đăng.", f"reason-{question.code}")
            )
        elif len(reason) > LONGEST["reason"]:
            problems.append(Problem(f"Lý do dài quá {LONGEST['reason']} ký tự; viết gọn lại.", f"reason-{question.code}"))
        elif reason != question.reason:
            given.append((question, reason))
    return given, problems


def _keep_reasons(actor: Actor, item: NewsItem, given: Collection[tuple[Question, str]]) -> None:
    for question, reason in given:
        FigureReason.objects.create(
            item=item,
            quote=question.quote,
            key=question.key,
            stated=question.stated,
            recorded=question.recorded,
            reason=reason,
            added_by=actor.account_id,
        )


def _moment_problems(item: NewsItem, moment: datetime) -> list[Problem]:
    if moment > timezone.now():
        return [Problem("Giờ đăng ở sau lúc này; ghi giờ đã phát.", "Giờ đăng")]
    if item.conference is not None and timezone.localdate(moment) < item.conference.held_on:
        return [Problem("Giờ đăng ở trước ngày hội nghị; xem lại.", "Giờ đăng")]
    return []


def _note_problems(note: str, ask: str) -> list[Problem]:
    if not tidy(note):
        return [Problem(ask, LABELS["note"])]
    if len(tidy(note)) > LONGEST["note"]:
        return [Problem(f"Dài quá {LONGEST['note']} ký tự; viết gọn lại.", LABELS["note"])]
    return []


def _told_of(picture: NewsPicture) -> dict[str, str]:
    return {"caption": picture.caption, "alternative": picture.alternative, "sha256": picture.file.sha256}
