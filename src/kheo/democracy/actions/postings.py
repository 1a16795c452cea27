"""Something to be made public: prepared, then published; published it is never changed, only followed by a change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from kheo.democracy.models import PlanLine, Posting, PostingDraft
from kheo.democracy.queries.publishing import has_loudspeaker
from kheo.democracy.queries.publishing_villages import villages_on
from kheo.democracy.queries.screenings import hindrances, told_by
from kheo.democracy.rules.comments import lines_of
from kheo.democracy.rules.publishing import (
    OF_A_VILLAGE,
    due_on,
    forms_problems,
    hanging_days,
    hangs_until,
    in_order,
    item_on,
    paper_problems,
    required_forms,
    words_problems,
)
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.rules import NoRuleInForceError
from kheo.foundation.text import tidy
from kheo.foundation.uploads.keeping import keep_file, release_file
from kheo.foundation.uploads.papers import SentFile, look_at
from kheo.organisation.actions.notices import notify
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality, Role
from kheo.organisation.queries.holders import holders_in
from kheo.organisation.trail import record

NUMBER_LENGTH = 60


@dataclass(frozen=True)
class PostingContent:
    """What is to be made public. *changes*: the posting that this one changes; *line*: the plan's line it fulfils."""

    item: int
    title: str
    summary: str
    paper_day: date
    responsible: str
    number: str = ""
    own_law_day: date | None = None
    own_law: str = ""
    more_forms: Sequence[str] = ()
    line: PlanLine | None = None
    changes: Posting | None = None


def draft_posting(actor: Actor, locality: Locality, content: PostingContent, file: SentFile | None) -> PostingDraft:
    """Prepare something to be made public, with its paper."""
    grant = require(actor, "publishing.manage", locality)
    checked, problems = look_at(file, "paper", "Văn bản")
    if file is None:
        problems.append(Problem("Gửi văn bản sẽ công khai (PDF, Word, ảnh chụp).", "Văn bản"))
    problems += _content_problems(locality, content)
    if problems or checked is None:
        raise RefusedError(*problems)
    with transaction.atomic():
        kept = keep_file(checked, locality.code, actor.account_id)
        made = PostingDraft.objects.create(locality=locality, paper=kept, **_fields(content))
        details = {"item": made.item, "sha256": kept.sha256, "declared_not_secret": True}
        record(actor, grant, "publishing.draft", made, locality, details)
    return made


def edit_draft(
    actor: Actor, draft: PostingDraft, content: PostingContent, version: int, file: SentFile | None = None
) -> PostingDraft:
    """Change what is prepared, or its paper, before anybody outside reads it."""
    locality = draft.locality
    grant = require(actor, "publishing.manage", locality)
    checked, problems = look_at(file, "paper", "Văn bản")
    problems += _content_problems(locality, content)
    with transaction.atomic():
        held = _lock(draft, version)
        if problems:
            raise RefusedError(*problems)
        former = [held.paper, held.original] if checked else []
        if checked:
            held.paper, held.original = keep_file(checked, locality.code, actor.account_id), None
        for name, value in _fields(content).items():
            setattr(held, name, value)
        held.version += 1
        held.save()
        for one in former:
            if one is not None and one.pk != held.paper_id:
                release_file(one)
        record(actor, grant, "publishing.edit_draft", held, locality, {"version": held.version, "sha256": held.paper.sha256})
    return held


def discard_draft(actor: Actor, draft: PostingDraft, version: int) -> None:
    """Throw away what was prepared and not published, and its paper with it."""
    locality = draft.locality
    grant = require(actor, "publishing.manage", locality)
    with transaction.atomic():
        held = _lock(draft, version)
        papers = [held.paper, held.original]
        record(actor, grant, "publishing.discard", held, locality, {"item": held.item, "sha256": held.paper.sha256})
        held.delete()
        for one in papers:
            if one is not None:
                release_file(one)


def publish(actor: Actor, draft: PostingDraft, version: int, at: datetime | None = None) -> Posting:
    """Publish what was prepared: on the page at once, and told to the head of each village it has to be shown or told in.

    Forms, days and villages are those of this day; what the law or the map says later does not touch them. What may be personal
    data was decided before (Điều 11). *at*: the moment, now where none is given (no page gives one).
    """
    locality = draft.locality
    grant = require(actor, "publishing.manage", locality)
    now = at or timezone.now()
    today = timezone.localdate(now)
    with transaction.atomic():
        held = _lock(draft, version)
        problems = _content_problems(locality, _content_of(held)) or hindrances(locality, told_by(held), held.item or None, today)
        if problems:
            raise RefusedError(*problems)
        item = item_on(held.item, today)
        law = required_forms(item, has_loudspeaker=has_loudspeaker(locality, today.year))
        forms = in_order({*law, *held.more_forms})
        made = Posting.objects.create(
            locality=locality,
            forms=list(forms),
            due_on=due_on(held.paper_day, held.own_law_day, held.own_law, today).day,
            published_at=now,
            published_on=today,
            shown_until=hangs_until(today, hanging_days(item, today)),
            digest=held.paper.sha256,
            paper=held.paper,
            added_by=actor.account_id,
            **_fields(_content_of(held)),
        )
        villages = villages_on(locality, today) if OF_A_VILLAGE & set(forms) else []
        made.villages.set(villages)
        held.posting = made
        held.version += 1
        held.save()
        details = {"item": made.item, "sha256": made.digest, "forms": list(forms), "villages": len(villages)}
        record(actor, grant, "publishing.publish", made, locality, details)
        _tell_heads(made, [village.pk for village in villages], today)
    return made


def _tell_heads(posting: Posting, villages: list[int], today: date) -> None:
    heads = holders_in(posting.locality, [Role.VILLAGE_HEAD], today).filter(body__unit__in=villages)
    path = reverse("democracy:village_duties", args=[posting.locality.code])
    words = f"Niêm yết, thông báo đến Nhân dân chậm nhất {posting.due_on:%d/%m/%Y}."
    notify(heads, posting.locality, f"Công khai: {posting.title}", path, words)


def _lock(draft: PostingDraft, version: int) -> PostingDraft:
    found = PostingDraft.objects.select_for_update(of=("self",)).select_related(
        "paper", "original", "locality", "line", "changes"
    )
    held = found.filter(pk=draft.pk).first()
    if held is None or held.posting_id is not None:
        raise RefusedError("Người khác vừa công khai hoặc bỏ bản này; mở lại trang Công khai.")
    require_version(version, held.version)
    return held


def _content_of(draft: PostingDraft) -> PostingContent:
    return PostingContent(
        item=draft.item,
        title=draft.title,
        summary=draft.summary,
        paper_day=draft.paper_day,
        responsible=draft.responsible,
        number=draft.number,
        own_law_day=draft.own_law_day,
        own_law=draft.own_law,
        more_forms=draft.more_forms,
        line=draft.line,
        changes=draft.changes,
    )


def _content_problems(locality: Locality, content: PostingContent) -> list[Problem]:
    today = timezone.localdate()
    problems = [
        *words_problems(content.title, content.summary, content.responsible),
        *paper_problems(content.paper_day, content.own_law_day, content.own_law, today),
        *forms_problems(content.more_forms),
    ]
    if len(tidy(content.number)) > NUMBER_LENGTH:
        problems.append(Problem(f"Dài quá {NUMBER_LENGTH} ký tự; viết gọn lại.", "Số, ký hiệu"))
    try:
        item_on(content.item, today)
    except NoRuleInForceError:
        problems.append(Problem("Chọn một trong 14 nội dung của Điều 11.", "Nội dung theo Điều 11"))
    line, changed = content.line, content.changes
    if line is not None and (line.plan.locality_id != locality.pk or line.item != content.item):
        problems.append(Problem("Dòng kế hoạch này thuộc nội dung khác; chọn lại.", "Dòng của kế hoạch"))
    if changed is not None and (changed.locality_id != locality.pk or changed.item != content.item):
        what = "Bản thay đổi cùng nội dung của Điều 11 với bản đã công khai; chọn lại."
        problems.append(Problem(what, "Nội dung theo Điều 11"))
    return problems


def _fields(content: PostingContent) -> dict[str, object]:
    return {
        "item": content.item,
        "title": tidy(content.title),
        "summary": lines_of(content.summary),
        "number": tidy(content.number),
        "paper_day": content.paper_day,
        "own_law_day": content.own_law_day,
        "own_law": tidy(content.own_law),
        "responsible": tidy(content.responsible),
        "more_forms": list(in_order(content.more_forms)),
        "line": content.line,
        "changes": content.changes,
    }
