"""A draft: written from the record, edited by people, thrown away while nobody has read it."""

from django.db import transaction

from kheo.conference.models import Conference
from kheo.foundation.models import StoredFile
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.uploads.keeping import release_file
from kheo.movement.models import Programme
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality
from kheo.organisation.trail import record
from kheo.reporting.actions.news.steps import NewsContent, bump, content_problems, free_slug, lock_addresses, lock_item, put_words
from kheo.reporting.models import NewsItem
from kheo.reporting.queries.news_facts import drafted, programme_of

__all__ = ["NewsContent", "discard_news", "draft_news", "edit_news"]


def draft_news(actor: Actor, locality: Locality, year: int, conference: Conference | None = None) -> NewsItem:
    """Write a draft from the figures of *year*, and from *conference* where it has begun: nothing is told before it happened."""
    grant = require(actor, "news.edit", locality)
    with transaction.atomic():
        programme = programme_of(locality, year)
        if programme is None:
            raise RefusedError(Problem(f"Năm {year} chưa có chương trình; chọn năm có chương trình.", "Năm"))
        lock_addresses(locality)
        _check_conference(locality, programme, conference)
        told = drafted(programme, conference)
        if told is None:
            raise RefusedError(
                Problem(f"Năm {year} chưa có số liệu nào để kể. Nhập danh sách đăng ký trước, rồi soạn tin.", "Năm")
            )
        title, lead, text = told
        made = NewsItem.objects.create(
            locality=locality,
            conference=conference,
            year=year,
            slug=free_slug(locality, title),
            title=title,
            lead=lead,
            text=text,
            author_line="",
            publisher=programme.broadcaster or programme.standing_body,
        )
        details = {"year": year, "conference": conference.pk if conference else None, "letters": len(text)}
        record(actor, grant, "news.draft", made, locality, details)
    return made


def _check_conference(locality: Locality, programme: Programme, conference: Conference | None) -> None:
    if conference is None:
        return
    if conference.locality_id != locality.pk:
        raise RefusedError(Problem("Hội nghị này của địa phương khác.", "Hội nghị"))
    if conference.programme_id != programme.pk:
        raise RefusedError(Problem(f"Hội nghị này không thuộc chương trình năm {programme.year}.", "Hội nghị"))
    if conference.state == Conference.State.PREPARING:
        raise RefusedError(
            Problem(
                "Hội nghị chưa khai mạc, chưa có gì để đưa tin. Soạn lại sau khi khai mạc, hoặc soạn tin chỉ từ số liệu.",
                "Hội nghị",
            )
        )


def edit_news(actor: Actor, item: NewsItem, content: NewsContent, version: int) -> NewsItem:
    """Change the words of a draft. Its numbers are asked about when it is published, not while somebody writes."""
    grant = require(actor, "news.edit", item.locality)
    kept = content.words()
    if problems := content_problems(item.locality, content, kept):
        raise RefusedError(*problems)
    with transaction.atomic():
        lock_addresses(item.locality_id)
        locked = lock_item(item, "news.edit", version)
        put_words(locked, content, kept)
        locked.slug = free_slug(locked.locality, kept.title, locked.pk)
        bump(locked)
        record(actor, grant, "news.edit", locked, locked.locality, {"letters": len(kept.text), "version": locked.version})
    return locked


def discard_news(actor: Actor, item: NewsItem, version: int) -> None:
    """Throw a draft away with its pictures; what was published once stays."""
    grant = require(actor, "news.edit", item.locality)
    with transaction.atomic():
        locked = lock_item(item, "news.edit", version)
        files = list(StoredFile.objects.filter(pk__in=locked.pictures.values("file")))
        record(actor, grant, "news.discard", locked, locked.locality, {"pictures": len(files)})
        locked.delete()
        for kept in files:
            release_file(kept)
