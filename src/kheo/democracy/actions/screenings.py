"""Looking for personal data before something is published, and deciding of each finding."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kheo.democracy.models import PostingDraft, Screening, ScreeningFinding
from kheo.democracy.queries.screenings import (
    Source,
    digest_of,
    hindrances,
    look_at,
    look_under_way,
    read_kept,
    told_by,
    without_personal,
)
from kheo.democracy.rules.sensitive import HIDDEN, MASK, UNREAD, Verdict, source_problems, standing_verdict, verdict_problems
from kheo.democracy.sensitive import CannotLookError, Finding, mask_file, mask_name, mask_text
from kheo.democracy.sensitive.masking import CannotMaskError
from kheo.foundation.models import StoredFile
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.foundation.uploads.checks import Checked
from kheo.foundation.uploads.keeping import keep_file, release_file
from kheo.foundation.uploads.papers import SentFile
from kheo.foundation.uploads.papers import look_at as look_at_upload
from kheo.foundation.uploads.secrecy import stamp_in_lines, stamp_in_words
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality
from kheo.organisation.trail import record


@dataclass(frozen=True)
class Brought:
    """What is to be published: *title* to find it again, *item* of Điều 11 (None: none), a *text* or a *file*.

    *kept*: a file that is kept already, instead of one that is sent now. *draft*: what is prepared and holds it.
    """

    title: str
    text: str = ""
    file: SentFile | None = None
    kept: StoredFile | None = None
    item: int | None = None
    draft: PostingDraft | None = None


def start_screening(actor: Actor, locality: Locality, brought: Brought) -> Screening:
    """Look through *brought* and write down what was found; with nothing found it is decided at once."""
    grant = require(actor, "screening.manage", locality)
    checked, problems = look_at_upload(brought.file, "evidence")
    if brought.kept is not None:
        checked = read_kept(brought.kept)
    problems += source_problems(brought.title, brought.text, has_file=bool(brought.file or brought.kept))
    if stamp := stamp_in_words(brought.title) or stamp_in_lines(brought.text.splitlines()):
        problems.append(
            Problem(f"Văn bản mang dấu «{stamp}»: tài liệu bí mật nhà nước không đưa vào đây, không công khai.", "Văn bản")
        )
    if problems:
        raise RefusedError(*problems)
    source: Source = checked or brought.text
    today = timezone.localdate()
    try:
        found = look_at(source)
    except CannotLookError as refusal:
        raise RefusedError(Problem(str(refusal), "Tệp" if checked else "Văn bản")) from refusal
    with transaction.atomic():
        made = Screening.objects.create(
            locality=locality, title=without_personal(tidy(brought.title)), item=brought.item, looked_on=today,
            digest=digest_of(source), text="" if checked else "\n".join(brought.text.splitlines()), draft=brought.draft,
            added_by=actor.account_id,
        )  # fmt: skip
        rows = [_row(made, number, one) for number, one in enumerate(found.findings, start=1)]
        notes = [(UNREAD, note) for note in found.unread] + [(HIDDEN, one.note) for one in found.hidden]
        rows += [
            ScreeningFinding(screening=made, number=number, kind=kind, place="Cả tệp", before=note[:400])
            for number, (kind, note) in enumerate(notes, start=len(rows) + 1)
        ]
        ScreeningFinding.objects.bulk_create(rows)
        if checked:
            made.file = keep_file(checked, locality.code, actor.account_id)
        if not any(row.verdict == "" for row in rows):
            made.decided_at = timezone.now()
        made.save()
        record(actor, grant, "screening.start", made, locality, {"found": len(rows), "item": brought.item, "digest": made.digest})
    return made


def screen_draft(actor: Actor, draft: PostingDraft) -> list[Screening]:
    """The looks at whatever still hinders the publishing of *draft*: its words, its paper, or both; none when nothing does.

    One that waits already, or whose masked copy only has to take its place, is not begun a second time.
    """
    locality = draft.locality
    require(actor, "screening.manage", locality)
    item = draft.item or None
    wanted = []
    for called, source in told_by(draft):
        if not hindrances(locality, [(called, source)], item, timezone.localdate()):
            continue
        kept = source if isinstance(source, StoredFile) else None
        brought = Brought(f"{called}: {draft.title}"[:200], "" if kept else str(source), kept=kept, item=item, draft=draft)
        wanted.append(look_under_way(draft, source) or start_screening(actor, locality, brought))
    return wanted


def _row(screening: Screening, number: int, finding: Finding) -> ScreeningFinding:
    said = standing_verdict(finding.kind, screening.item, screening.looked_on)
    return ScreeningFinding(
        screening=screening, number=number, kind=finding.kind, place=finding.place[:200], before=finding.before[:400],
        shown=finding.shown[:120], after=finding.after[:120], is_doubtful=finding.is_doubtful,
        verdict=said.verdict, reason=said.reason[:200],
    )  # fmt: skip


def decide_findings(actor: Actor, screening: Screening, verdicts: Mapping[int, Verdict], version: int) -> Screening:
    """Write what the office decided of findings, by their number; with the last one the masked copy is made."""
    grant = require(actor, "screening.manage", screening.locality)
    with transaction.atomic():
        locked = Screening.objects.select_for_update(of=("self",)).select_related("locality").get(pk=screening.pk)
        require_version(version, locked.version)
        rows = {row.number: row for row in ScreeningFinding.objects.filter(screening=locked)}
        problems = list(verdict_problems({number: row.kind for number, row in rows.items()}, verdicts))
        if locked.decided_at:
            problems = [Problem("Lần soát này đã quyết xong; muốn soát lại thì bắt đầu lần mới.")]
        if problems:
            raise RefusedError(*problems)
        now = timezone.now()
        for number, said in verdicts.items():
            row = rows[number]
            row.verdict, row.reason = said.verdict, tidy(said.reason)
            row.decided_by, row.decided_at = actor.account_id, now
        ScreeningFinding.objects.bulk_update(
            [rows[number] for number in verdicts], ["verdict", "reason", "decided_by", "decided_at"]
        )
        if all(row.verdict for row in rows.values()):
            _finish(actor, locked, rows)
        locked.version += 1
        locked.save()
        details = {"decided": len(verdicts), "finished": locked.decided_at is not None, "digest": locked.masked_digest}
        record(actor, grant, "screening.decide", locked, locked.locality, details)
    return locked


def _finish(actor: Actor, screening: Screening, rows: Mapping[int, ScreeningFinding]) -> None:
    """Make the masked copy, if something is masked, and let the source go."""
    numbers = {number for number, row in rows.items() if row.verdict == MASK}
    screening.decided_at = timezone.now()
    if not numbers:
        return
    source = screening.file
    checked = read_kept(source) if source else None
    look = look_at(checked or screening.text)
    if look.kinds(UNREAD, HIDDEN) != [rows[number].kind for number in sorted(rows)]:  # the program learnt to find more meanwhile
        raise RefusedError("Cách soát đã thay đổi từ khi bắt đầu lần soát này. Bỏ lần soát này, rồi soát lại từ đầu.")
    chosen = [one for number, one in enumerate(look.findings, start=1) if number in numbers]
    if source is None or checked is None:
        screening.masked_text = mask_text(screening.text, chosen)
        screening.masked_digest = digest_of(screening.masked_text)
        screening.text = ""
        return
    try:
        copy = mask_file(checked, look, chosen, look.left_out(numbers))
    except CannotMaskError as refusal:
        raise RefusedError(Problem(str(refusal), "Tệp")) from refusal
    ready = Checked(
        f"{mask_name(checked, look, chosen)[:120]}-da-che.{checked.extension}", checked.media_type, checked.extension, len(copy),
        hashlib.sha256(copy).hexdigest(), copy,
    )  # fmt: skip
    screening.file, screening.masked_file = None, keep_file(ready, screening.locality.code, actor.account_id)
    screening.masked_digest = ready.sha256
    screening.save()
    release_file(source)


def discard_screening(actor: Actor, screening: Screening, version: int) -> None:
    """Forget a look that is not decided: its source goes from the server."""
    grant = require(actor, "screening.manage", screening.locality)
    with transaction.atomic():
        locked = Screening.objects.select_for_update(of=("self",)).select_related("locality", "file").get(pk=screening.pk)
        require_version(version, locked.version)
        if locked.decided_at:
            raise RefusedError("Lần soát đã quyết xong thì giữ lại, làm căn cứ cho bản đã công khai.")
        record(actor, grant, "screening.discard", locked, locked.locality, {"digest": locked.digest})
        source = locked.file
        locked.delete()
        if source is not None:
            release_file(source)
