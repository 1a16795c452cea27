"""What would go where if two records of one initiative became one: the preview shows it, the action does exactly it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.db.models import Q

from kheo.foundation.refusal import Problem
from kheo.foundation.text import fold
from kheo.movement.holds import holds_on
from kheo.movement.models import (
    Aim,
    CheckIn,
    Evidence,
    Guidance,
    Initiative,
    Launch,
    Likeness,
    Lineage,
    Nomination,
    Registration,
    RegistrationAssessment,
    Result,
    SilenceReminder,
    Submission,
    VisitFinding,
)
from kheo.movement.queries.lineage import initiatives_named, keys_above, place_of, years_of
from kheo.movement.rules.merging import STORY, YEAR, Record, SameYear, gaps, merging_problems
from kheo.movement.workflow import REGISTRATION

TWINS_SHOWN = 20
JUDGED = (Registration.State.IN_ASSESSMENT, Registration.State.RECOGNISED, Registration.State.NOT_RECOGNISED)


@dataclass(frozen=True)
class Part:
    """Rows of one table of the double: those that move to the kept record, those that stay with the double and why."""

    label: str
    moves: tuple[int, ...]
    stays: tuple[int, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Pair:
    """A year in which both are registered. *aims*: an aim of the double → the kept one's aim of the same measure."""

    kept: Registration
    doubled: Registration
    results: Part
    aims: Part
    aim_twins: dict[int, int]
    check_ins: Part
    evidence: Part
    launch: Part
    submission: Part
    reminders: Part
    words: dict[str, str]
    answers: dict[str, str]

    @property
    def parts(self) -> tuple[Part, ...]:
        return (self.results, self.aims, self.check_ins, self.evidence, self.launch, self.submission, self.reminders)


@dataclass(frozen=True)
class Plan:
    kept: Initiative
    doubled: Initiative
    problems: tuple[Problem, ...]
    years: tuple[Registration, ...]
    pairs: tuple[Pair, ...]
    learnt: Part
    copies: Part
    guidance: Part
    likenesses: Part
    begun: Part
    words: dict[str, str]

    @property
    def parts(self) -> tuple[Part, ...]:
        return (self.learnt, self.copies, self.guidance, self.likenesses, self.begun)

    @cached_property
    def fingerprint(self) -> str:
        """Changes with anything that the preview showed, so that nothing else is done than what was read."""
        seen: list[Any] = [self.kept.pk, self.doubled.pk, [(row.pk, row.version) for row in self.years], sorted(self.words)]
        for pair in self.pairs:
            seen += [(pair.kept.pk, pair.kept.version, pair.doubled.pk, pair.doubled.version), sorted(pair.words)]
            seen += [(part.moves, part.stays) for part in pair.parts]
        seen += [(part.moves, part.stays) for part in self.parts]
        return sha256(repr(seen).encode()).hexdigest()[:32]


def plan_of(kept: Initiative, doubled: Initiative) -> Plan:
    """The whole plan, and why it may not be carried out; a fixed number of queries for each year that both have."""
    rows = Registration.objects.select_related("programme__locality").filter(initiative__in=[kept.pk, doubled.pk])
    of_kept = {row.programme_id: row for row in rows if row.initiative_id == kept.pk}
    of_doubled = [row for row in rows if row.initiative_id == doubled.pk]
    both = [(of_kept[row.programme_id], row) for row in of_doubled if row.programme_id in of_kept]
    return Plan(
        kept=kept,
        doubled=doubled,
        problems=tuple(_problems(kept, doubled, list(of_kept.values()), of_doubled, both)),
        years=tuple(row for row in of_doubled if row.programme_id not in of_kept),
        pairs=tuple(_pair(one, other) for one, other in both),
        learnt=_learnt(kept, doubled),
        copies=_copies(kept, doubled),
        guidance=_single("hướng dẫn nhân rộng", Guidance, "initiative", kept, doubled),
        likenesses=_likenesses(kept, doubled),
        begun=Part("phiếu làm theo mô hình này", _keys(Submission.objects.filter(learnt_from=doubled))),
        words=gaps(*({name: getattr(one, name) for name in STORY} for one in (kept, doubled))),
    )


def _problems(
    kept: Initiative,
    doubled: Initiative,
    of_kept: list[Registration],
    of_doubled: list[Registration],
    both: list[tuple[Registration, Registration]],
) -> Iterator[Problem]:
    records = []
    for one, rows in ((kept, of_kept), (doubled, of_doubled)):
        origins = Lineage.objects.filter(copy=one).exclude(origin=None).values_list("origin", flat=True)
        holds = tuple(hold.what for hold in holds_on([row.pk for row in rows]))
        learnt = frozenset(key for key in origins if key)
        records.append(Record(one.pk, one.title, one.locality_id, one.merged_into_id is not None, holds, learnt))
    years = [
        SameYear(theirs.programme.year, _judged(theirs), kept_is_stopped=_is_stopped(ours) and not _is_stopped(theirs))
        for ours, theirs in both
    ]
    circle = doubled.pk in keys_above(kept.pk) or kept.pk in keys_above(doubled.pk)
    yield from merging_problems(records[0], records[1], years, closes_circle=circle)


def _is_stopped(row: Registration) -> bool:
    return row.state == Registration.State.STOPPED


def _judged(row: Registration) -> str:
    """In words, what was decided of *row* already, "" where nothing was."""
    if row.state in JUDGED:
        return REGISTRATION.label(row.state)
    if RegistrationAssessment.objects.filter(registration=row).exists():
        return "đã có phiếu điểm"
    if Nomination.objects.filter(Q(registration=row) | Q(taken_as=row)).exists():
        return "đã đề nghị, hoặc do cấp dưới đề nghị"
    if VisitFinding.objects.filter(registration=row).exists():
        return "tổ thẩm định đã hẹn, hoặc đã xem tại chỗ"
    return ""


def _pair(kept: Registration, doubled: Registration) -> Pair:
    own_aims = {(aim.measure, fold(aim.label)): aim.pk for aim in Aim.objects.filter(registration=kept)}
    aims = list(Aim.objects.filter(registration=doubled))
    twins = {aim.pk: own_aims[aim.measure, fold(aim.label)] for aim in aims if (aim.measure, fold(aim.label)) in own_aims}
    answered = set(CheckIn.objects.filter(registration=kept).exclude(report=None).values_list("report", flat=True))
    files = set(Evidence.objects.filter(registration=kept).values_list("file", flat=True))
    return Pair(
        kept=kept,
        doubled=doubled,
        results=Part("kết quả", _keys(Result.objects.filter(registration=doubled))),
        aims=_split("mục tiêu", ((aim.pk, aim.pk in twins) for aim in aims), "hồ sơ giữ lại đã có mục tiêu của số đo ấy"),
        aim_twins=twins,
        check_ins=_split(
            "lần báo tin",
            ((pk, report in answered) for pk, report in CheckIn.objects.filter(registration=doubled).values_list("pk", "report")),
            "hồ sơ giữ lại đã báo tin trong cùng báo cáo kỳ",
        ),
        evidence=_split(
            "minh chứng",
            ((pk, file in files) for pk, file in Evidence.objects.filter(registration=doubled).values_list("pk", "file")),
            "hồ sơ giữ lại đã có đúng tệp ấy",
        ),
        launch=_single("lễ ra mắt", Launch, "registration", kept, doubled),
        submission=_single("phiếu đăng ký", Submission, "registration", kept, doubled),
        reminders=Part(
            "lần nhắc",
            (),
            _keys(SilenceReminder.objects.filter(registration=doubled)),
            "đã nhắc ai thì giữ nguyên, không viết lại",
        ),
        words=gaps(*({name: getattr(row, name) for name in YEAR} for row in (kept, doubled))),
        answers=gaps(kept.answers, doubled.answers),
    )


def _learnt(kept: Initiative, doubled: Initiative) -> Part:
    known = set(Lineage.objects.filter(copy=kept).exclude(origin=None).values_list("origin", flat=True))
    rows = Lineage.objects.filter(copy=doubled).values_list("pk", "origin")
    return _split("dòng «học từ»", ((pk, origin in known) for pk, origin in rows), "hồ sơ giữ lại đã ghi học từ nơi ấy")


def _copies(kept: Initiative, doubled: Initiative) -> Part:
    known = set(Lineage.objects.filter(origin=kept).values_list("copy", flat=True))
    rows = Lineage.objects.filter(origin=doubled).values_list("pk", "copy")
    return _split("nơi làm theo", ((pk, copy in known) for pk, copy in rows), "nơi ấy đã ghi học từ hồ sơ giữ lại")


def _likenesses(kept: Initiative, doubled: Initiative) -> Part:
    rows = Likeness.objects.filter(Q(initiative=doubled) | Q(other=doubled)).values_list("pk", "initiative", "other")
    between = {kept.pk, doubled.pk}
    split = ((pk, {one, other} <= between) for pk, one, other in rows)
    return _split("lần xét giống nhau", split, "là lần xét chính hai hồ sơ này với nhau")


def _single(label: str, table: Any, name: str, kept: Any, doubled: Any) -> Part:
    """A table with at most one row for each: it moves where the kept one has none."""
    has_own = table.objects.filter(**{name: kept}).exists()
    rows = ((pk, has_own) for pk in _keys(table.objects.filter(**{name: doubled})))
    return _split(label, rows, "hồ sơ giữ lại đã có")


def _split(label: str, rows: Iterable[tuple[int, bool]], why: str) -> Part:
    """*rows*: key, and whether that row has its like in the kept record and stays."""
    told = sorted(rows)
    stays = tuple(pk for pk, has_twin in told if has_twin)
    return Part(label, tuple(pk for pk, has_twin in told if not has_twin), stays, why if stays else "")


def _keys(rows: Any) -> tuple[int, ...]:
    return tuple(rows.order_by("pk").values_list("pk", flat=True))


def find_doubles(doubled: Initiative, words: str) -> list[tuple[Initiative, str, str]]:
    """Records of the same locality whose names hold every one of *words*, with place and years; never *doubled* itself."""
    found = initiatives_named().filter(locality=doubled.locality_id).exclude(pk=doubled.pk)
    asked = fold(words).split()
    if not asked:
        return []
    for word in asked:
        found = found.filter(folded__contains=word)
    return [(one, place_of(one), years_of(one)) for one in found.order_by("folded", "pk")[:TWINS_SHOWN]]
