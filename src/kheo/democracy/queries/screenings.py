"""What a text or file holds of personal data, what was decided of it, and what still hinders its publishing."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from kheo.democracy.models import PostingDraft, Screening, ScreeningFinding
from kheo.democracy.rules.sensitive import LAW, standing_verdict
from kheo.democracy.sensitive import CannotLookError, Finding, Look, look_at_file, look_at_text, mask_text
from kheo.foundation.models import StoredFile
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.uploads.checks import Checked, check_upload
from kheo.foundation.uploads.limits import RefusedUpload
from kheo.organisation.models import Locality

Source = str | Checked


@dataclass(frozen=True)
class Told:
    """A finding and, where the law itself has it published, the place in the law (else "")."""

    finding: Finding
    lawful: str


def read_kept(file: StoredFile) -> Checked:
    """A kept file, checked once more: what lies on a disk is no better than what was sent."""
    try:
        with file.content.open("rb") as content:
            return check_upload(file.name, content.read(), "evidence")
    except (OSError, RefusedUpload) as error:
        raise RefusedError(Problem(f"Tệp «{file.name}» trên máy chủ không đọc lại được. Gửi lại tệp.", "Tệp")) from error


def look(source: Source, item: int | None, day: date) -> list[Told]:
    """Personal data in *source* that is to be posted under *item* (a clause of Điều 11; None: no item) on *day*.

    A file has passed ``check_upload``. CannotLookError for a table that is broken and whatever is too large.
    """
    found = look_at(source)
    told = []
    for finding in found.findings:
        said = standing_verdict(finding.kind, item, day)
        told.append(Told(finding, said.reason if said.verdict == LAW else ""))
    return told


def look_at(source: Source) -> Look:
    return look_at_text(source) if isinstance(source, str) else look_at_file(source)


def without_personal(title: str) -> str:
    """*title* with whatever looks like personal data masked: a list of looks is no place for numbers that the text holds."""
    return mask_text(title, look_at_text(title).findings)


def digest_of(source: Source | StoredFile) -> str:
    """The digest of a text, line ends as one sign, or of a file."""
    return (
        source.sha256
        if isinstance(source, Checked | StoredFile)
        else hashlib.sha256("\n".join(source.splitlines()).encode()).hexdigest()
    )


def hindrances(
    locality: Locality, sources: Iterable[tuple[str, Source | StoredFile]], item: int | None, day: date
) -> list[Problem]:
    """Why *sources*, each with what it is called, may not be published under *item* yet; empty when they may.

    Nothing found: no hindrance. Something found, or a part that could not be read: all of it must have been decided.
    """
    problems = []
    for called, source in sources:
        if _is_cleared(locality, digest_of(source), item):
            continue
        try:
            found = look_at(read_kept(source) if isinstance(source, StoredFile) else source)
        except CannotLookError as refusal:
            problems.append(Problem(str(refusal), called))
            continue
        undecided = [one for one in found.findings if not standing_verdict(one.kind, item, day).verdict]
        if undecided or found.unread or found.hidden:
            what = f"{len(undecided)} chỗ có thể là thông tin cá nhân"
            if not undecided:
                what = "phần máy không đọc được" if found.unread else "phần ẩn trong tệp"
            problems.append(
                Problem(f"Còn {what} chưa quyết. Mở «Soát thông tin cá nhân», quyết từng chỗ, rồi đăng bản đã soát.", called)
            )
    return problems


def told_by(draft: PostingDraft) -> list[tuple[str, Source | StoredFile]]:
    """What everybody would read of *draft*, each with what it is called on its page."""
    return [("Nội dung chính", f"{draft.title}\n{draft.summary}"), ("Văn bản", draft.paper)]


def look_under_way(draft: PostingDraft, source: Source | StoredFile) -> Screening | None:
    """The newest look at *source* for *draft* that is not decided, or whose masked copy has not taken its place."""
    looks = Screening.objects.filter(draft=draft, item=draft.item or None, digest=digest_of(source))
    return looks.filter(Q(decided_at=None) | ~Q(masked_digest="")).first()


def masked_copies(draft: PostingDraft) -> list[tuple[str, Screening]]:
    """The decided looks whose masked copy may take the place of words or paper of *draft*, each with what it is called."""
    looks = Screening.objects.filter(locality=draft.locality_id, item=draft.item or None, decided_at__isnull=False)
    ready = looks.exclude(masked_digest="").select_related("masked_file")
    found = [(called, ready.filter(digest=digest_of(source)).first()) for called, source in told_by(draft)]
    return [(called, one) for called, one in found if one is not None]


def _is_cleared(locality: Locality, digest: str, item: int | None) -> bool:
    """Whether it was decided for this *item*, with nothing to mask, or is the masked copy itself."""
    decided = Screening.objects.filter(locality=locality, item=item, decided_at__isnull=False)
    return decided.filter(Q(digest=digest, masked_digest="") | Q(masked_digest=digest)).exists()


def screenings(locality: Locality) -> QuerySet[Screening]:
    """The newest first, each with *found* and *open* (findings that nobody decided)."""
    return (
        Screening.objects.filter(locality=locality)
        .annotate(found=Count("findings"), open=Count("findings", filter=Q(findings__verdict="")))
        .order_by("-added_at", "-pk")
    )


def looks_of(draft: PostingDraft) -> QuerySet[Screening]:
    """The looks that began at *draft*, the newest first, as ``screenings`` has them."""
    return screenings(draft.locality).filter(draft=draft)


def find_screening(locality: Locality, pk: int) -> Screening | None:
    return screenings(locality).select_related("file", "masked_file", "draft").filter(pk=pk).first()


def findings_of(screening: Screening) -> QuerySet[ScreeningFinding]:
    return ScreeningFinding.objects.filter(screening=screening)
