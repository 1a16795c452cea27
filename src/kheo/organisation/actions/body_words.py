"""What a body is called: a mistake mended, or a rename from a day, after which papers of before keep the old words."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Body, FormerWords, Unit
from kheo.organisation.queries.bodies import overlapping
from kheo.organisation.ties import papers_of
from kheo.organisation.trail import record

WORDS = ("name", "short_name", "superior", "number_suffix")


@dataclass(frozen=True)
class BodyContent:
    """*since*: the first day of the new words; without it a mistake is mended, and *is_mistake* says so where papers exist."""

    name: str
    short_name: str = ""
    superior: str = ""
    number_suffix: str = ""
    valid_from: date | None = None
    since: date | None = None
    is_mistake: bool = False


def edit_body(actor: Actor, body: Body, content: BodyContent, version: int) -> Body:
    """Give *body* the words and the founding day of *content*; code, kind and layout stay for good."""
    grant = require(actor, "organisation.manage", body.locality)
    name = tidy(content.name)
    new = {
        "name": name,
        "short_name": tidy(content.short_name) or name[:80],
        "superior": tidy(content.superior),
        "number_suffix": tidy(content.number_suffix),
    }
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=body.unit_id)  # as found_body: one writer for the bodies of a unit
        held = Body.objects.select_for_update(of=("self",)).select_related("locality").get(pk=body.pk)
        require_version(version, held.version)
        old = {word: getattr(held, word) for word in WORDS}
        changed = [word for word in WORDS if old[word] != new[word]]
        problems = [*_word_problems(held, content, name, changed), *_founding_problems(held, content.valid_from)]
        if problems:
            raise RefusedError(*problems)
        if held.valid_from != content.valid_from:
            changed.append("valid_from")
        if not changed:
            return held
        if content.since:
            FormerWords.objects.create(body=held, until=content.since, **old)
        for word, value in new.items():
            setattr(held, word, value)
        held.valid_from = content.valid_from
        held.version += 1
        held.save()
        since = content.since.isoformat() if content.since else None
        record(actor, grant, "body.edit", held, held.locality, {"code": held.code, "fields": changed, "since": since})
    return held


def _word_problems(body: Body, content: BodyContent, name: str, changed: list[str]) -> list[Problem]:
    problems = []
    if not name:
        problems.append(Problem("Chưa có tên tổ chức.", "Tên"))
    twins = Body.objects.filter(overlapping(body.valid_from, body.valid_to), unit=body.unit_id, name__iexact=name)
    problems += [
        Problem(f"«{twin.name}» ({twin.code}) đang có trong thời gian này; đặt tên khác.", "Tên")
        for twin in twins.exclude(pk=body.pk)
    ]
    if content.since:
        problems += _rename_problems(body, content.since, changed)
    elif changed and not content.is_mistake and (papers := papers_of(body)):
        counted = ", ".join(f"{tie.count} {tie.label}" for tie in papers)
        what = f"{counted} sẽ in lại với chữ mới. Đổi tên từ một ngày thì ghi ngày đó; chỉ sửa chỗ ghi sai thì đánh dấu ở dưới."
        problems.append(Problem(what, "Mang tên mới từ ngày"))
    return problems


def _rename_problems(body: Body, since: date, changed: list[str]) -> list[Problem]:
    where = "Mang tên mới từ ngày"
    last = body.former_words.order_by("-until").first()
    problems = []
    if not changed:
        problems.append(Problem("Tên, tên gọi tắt, cấp trên và ký hiệu vẫn như cũ; bỏ trống ngày này.", where))
    if since > timezone.localdate():
        problems.append(Problem("Ngày này chưa đến; ghi tên mới vào đúng ngày đó hoặc sau đó.", where))
    if body.valid_from and since <= body.valid_from:
        problems.append(Problem(f"Phải sau ngày lập ({body.valid_from:%d/%m/%Y}).", where))
    if body.valid_to and since >= body.valid_to:
        problems.append(Problem(f"Tổ chức đã kết thúc từ {body.valid_to:%d/%m/%Y}.", where))
    if last and since <= last.until:
        problems.append(Problem(f"Phải sau lần đổi trước ({last.until:%d/%m/%Y}).", where))
    return problems


def _founding_problems(body: Body, founded: date | None) -> list[Problem]:
    if founded is None:
        return []
    where = "Có từ ngày"
    if body.valid_to and founded >= body.valid_to:
        return [Problem(f"Phải trước ngày kết thúc ({body.valid_to:%d/%m/%Y}).", where)]
    earliest = body.positions.order_by("valid_from").first()
    if earliest and earliest.valid_from < founded:
        return [Problem(f"Đã có chức vụ từ {earliest.valid_from:%d/%m/%Y} ({earliest.title}); không thể lập sau ngày đó.", where)]
    first = body.former_words.order_by("until").first()
    if first and first.until <= founded:
        return [Problem(f"Đã đổi tên ngày {first.until:%d/%m/%Y}; không thể lập sau ngày đó.", where)]
    return []
