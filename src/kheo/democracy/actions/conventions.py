"""Drafting, posting and putting a village's convention to its people; stopping one that broke the rules."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.models import Convention, ConventionStop, ConventionVersion, Matter
from kheo.democracy.queries.conventions import matters_to_attach, read_again, state_of
from kheo.democracy.queries.matters import villages_on
from kheo.democracy.rules.comments import lines_of
from kheo.democracy.rules.conventions import draft_problems, names, posting_problems, rule, stopping_problems
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import fold, tidy
from kheo.organisation.authority import Actor, Owner, require
from kheo.organisation.models import Locality, Unit
from kheo.organisation.trail import record


@dataclass(frozen=True)
class StopContent:
    """*told_on*: when the commune was told; *mend_by*: empty for an annulment."""

    kind: str
    told_on: date
    decided_on: date
    number: str
    reason: str
    mend_by: date | None = None


def draft_convention(actor: Actor, locality: Locality, village: Unit, name: str, title: str, text: str) -> ConventionVersion:
    """Begin the convention of *village* with the draft of its first version."""
    grant = require(actor, "convention.draft", locality, Owner(village.pk))
    today = timezone.localdate()
    problems = list(draft_problems(title, text, ""))
    if name not in names(today):
        problems.append(Problem(f"Chọn hương ước hoặc quy ước ({rule('names', today).citation}).", "Tên gọi"))
    if village.pk not in {version.unit_id for version in villages_on(locality, today)}:
        problems.append(Problem(f"Chọn thôn, tổ dân phố của {locality.name}.", "Thôn, tổ dân phố"))
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=village.pk)
        same = fold(tidy(title))
        if any(fold(known) == same for known in Convention.objects.filter(village=village).values_list("title", flat=True)):
            problems.append(Problem("Ở đây đã có bản mang tên này; mở ra rồi soạn bản sửa đổi.", "Tên gọi đầy đủ"))
        if problems:
            raise RefusedError(*problems)
        convention = Convention.objects.create(
            locality=locality, village=village, name=name, title=tidy(title), added_by=actor.account_id
        )
        made = ConventionVersion.objects.create(convention=convention, number=1, text=lines_of(text), added_by=actor.account_id)
        record(actor, grant, "convention.draft", made, locality, {"village": village.code, "number": 1})
    return made


def draft_version(actor: Actor, convention: Convention, text: str, note: str) -> ConventionVersion:
    """Draft an amended version beside the one that holds (Điều 13); one draft at a time."""
    grant = require(actor, "convention.draft", convention.locality, Owner(convention.village_id))
    problems = list(draft_problems(convention.title, text, note))
    with transaction.atomic():
        held = _hold(convention)
        newest = state_of(held).newest
        if newest.stage in {"draft", "posted", "deciding", "waiting"}:
            problems.append(Problem(f"Bản {newest.version.number} còn đang làm; xong bản ấy rồi soạn bản sau."))
        if newest.version.text == lines_of(text):
            problems.append(Problem("Chưa khác bản trước chữ nào.", "Toàn văn"))
        if problems:
            raise RefusedError(*problems)
        made = ConventionVersion.objects.create(
            convention=held, number=newest.version.number + 1, text=lines_of(text), note=tidy(note), added_by=actor.account_id
        )
        record(actor, grant, "convention.draft", made, held.locality, {"number": made.number})
    return made


def edit_version(actor: Actor, draft: ConventionVersion, text: str, note: str, version: int) -> ConventionVersion:
    """Change a draft that is not posted yet; a posted text stays as people read it."""
    convention = draft.convention
    grant = require(actor, "convention.draft", convention.locality, Owner(convention.village_id))
    problems = list(draft_problems(convention.title, text, note))
    with transaction.atomic():
        held = _hold_version(draft, version)
        if held.posted_on is not None:
            problems.append(Problem("Dự thảo đã niêm yết thì giữ nguyên lời; gỡ bằng cách soạn bản khác sau khi bàn."))
        if problems:
            raise RefusedError(*problems)
        held.text, held.note = lines_of(text), tidy(note)
        held.version += 1
        held.save()
        record(actor, grant, "convention.edit", held, convention.locality, {"version": held.version})
    return held


def post_version(actor: Actor, draft: ConventionVersion, posted_on: date, places: str, version: int) -> ConventionVersion:
    """Record that the draft was posted; from 30 days later the village may decide (Điều 9 khoản 1)."""
    convention = draft.convention
    grant = require(actor, "convention.draft", convention.locality, Owner(convention.village_id))
    problems = list(posting_problems(posted_on, places, timezone.localdate()))
    with transaction.atomic():
        held = _hold_version(draft, version)
        if held.posted_on is not None:
            problems.append(Problem(f"Đã niêm yết từ {held.posted_on:%d/%m/%Y}.", "Ngày niêm yết"))
        if problems:
            raise RefusedError(*problems)
        held.posted_on, held.places = posted_on, tidy(places)
        held.version += 1
        held.save()
        record(actor, grant, "convention.post", held, convention.locality, {"posted_on": posted_on.isoformat()})
    return held


def put_to_village(actor: Actor, posted: ConventionVersion, matter: Matter, version: int) -> ConventionVersion:
    """Tie the posted draft to the matter under which the village decides on it; how it decides, the matter itself knows."""
    convention = posted.convention
    grant = require(actor, "convention.draft", convention.locality, Owner(convention.village_id))
    with transaction.atomic():
        held = _hold_version(posted, version)
        problems = []
        if held.posted_on is None:
            problems.append(Problem("Niêm yết dự thảo trước, rồi mới đưa ra bàn (Điều 9 khoản 1 Nghị định 61/2023/NĐ-CP)."))
        if held.matter_id is not None:
            problems.append(Problem("Dự thảo này đã đưa ra bàn; tải lại trang để xem."))
        if not matters_to_attach(convention).filter(pk=matter.pk).exists():
            what = "Chọn một việc về hương ước, quy ước của chính nơi này, chưa đưa ra bàn."
            problems.append(Problem(what, "Việc đưa ra dân bàn"))
        if problems:
            raise RefusedError(*problems)
        held.matter = matter
        held.version += 1
        held.save()
        record(actor, grant, "convention.attach", held, convention.locality, {"matter": matter.pk})
    return held


def stop_version(actor: Actor, held_version: ConventionVersion, content: StopContent) -> ConventionStop:
    """Record the commune's decision to stop or annul a version that holds (Điều 12, Điều 14); rows are written once."""
    convention = held_version.convention
    grant = require(actor, "convention.stop", convention.locality)
    mend_by = content.mend_by or date.max
    days = (content.told_on, content.decided_on, mend_by)
    problems = list(stopping_problems(days, content.reason, content.number, timezone.localdate()))
    if content.kind not in ConventionStop.Kind.values:
        problems.append(Problem("Chọn tạm ngừng một phần, toàn bộ hay bãi bỏ.", "Quyết định"))
    elif content.kind != ConventionStop.Kind.ANNULLED and content.mend_by is None:
        problems.append(
            Problem(
                "Quyết định tạm ngừng phải nêu thời hạn hoàn tất (Điều 12 khoản 3 Nghị định 61/2023/NĐ-CP).", "Hoàn tất trước"
            )
        )
    with transaction.atomic():
        state = state_of(_hold(convention))
        now = next(one for one in state.versions if one.version.pk == held_version.pk)
        if now.stage not in {"holding", "stopped", "stopped_part"}:
            problems.append(Problem("Chỉ bản đang có hiệu lực mới tạm ngừng, bãi bỏ được."))
        if problems:
            raise RefusedError(*problems)
        made = ConventionStop.objects.create(
            of=held_version,
            kind=content.kind,
            told_on=content.told_on,
            decided_on=content.decided_on,
            number=tidy(content.number),
            reason=tidy(content.reason),
            mend_by=content.mend_by,
            added_by=actor.account_id,
        )
        details = {"kind": made.kind, "number": made.number, "decided_on": made.decided_on.isoformat()}
        record(actor, grant, "convention.stop", held_version, convention.locality, details)
    return made


def _hold(convention: Convention) -> Convention:
    """One writer for a convention: the row is held, and read again with its versions."""
    Convention.objects.select_for_update().get(pk=convention.pk)
    return read_again(convention)


def _hold_version(draft: ConventionVersion, version: int) -> ConventionVersion:
    Convention.objects.select_for_update().get(pk=draft.convention_id)
    held = ConventionVersion.objects.select_related("convention__locality", "convention__village").get(pk=draft.pk)
    require_version(version, held.version)
    return held
