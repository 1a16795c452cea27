"""A programme, project or work is entered, goes on, is given to by the people, is done (Luật 10/2022/QH15 Điều 41, 43)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from kheo.democracy.models import Contribution, Progress, Project, ProjectSource
from kheo.democracy.queries.board_rights import front_of, manages
from kheo.democracy.queries.boards import villages_in
from kheo.democracy.queries.projects import households_known
from kheo.democracy.rules.inspections import reason_problems
from kheo.democracy.rules.projects import (
    Planned,
    contribution_problems,
    falling_problems,
    finishing_problems,
    giving_problems,
    progress_problems,
    project_problems,
)
from kheo.democracy.workflow import PROJECT
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, Grant, Owner, require
from kheo.organisation.models import Locality, Unit
from kheo.organisation.trail import record


@dataclass(frozen=True)
class ProjectContent:
    """*sources*: (where the money comes from, đồng); empty, or adding up to *total*."""

    name: str
    kind: str
    owner: str
    total: int
    starts_on: date
    ends_on: date
    sources: Sequence[tuple[str, int]] = ()
    village: Unit | None = None
    where: str = ""
    builder: str = ""
    decision: str = ""


@dataclass(frozen=True)
class GiftContent:
    """What a village gave on a day; no names, only how many households."""

    gift: str
    amount: Decimal
    on: date
    village: Unit | None = None
    households: int | None = None
    note: str = ""


@dataclass(frozen=True)
class ProgressContent:
    on: date
    percent: int
    spent: int | None = None
    note: str = ""


def add_project(actor: Actor, locality: Locality, content: ProjectContent) -> Project:
    grant = require(actor, "project.manage", locality, front_of(locality))
    problems = _problems(locality, content)
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        made = Project.objects.create(locality=locality, added_by=actor.account_id, **_fields(content))
        _write_sources(made, content)
        record(actor, grant, "project.add", made, locality, {"kind": content.kind, "total": content.total})
    return made


def edit_project(actor: Actor, project: Project, content: ProjectContent, version: int) -> Project:
    """Change what a project that is not done is to be; what was reported and given stays."""
    grant = require(actor, "project.manage", project.locality, front_of(project.locality))
    problems = _problems(project.locality, content)
    with transaction.atomic():
        held = _lock(project, "edit_project", version)
        most = max((one.spent or 0 for one in held.progress.filter(corrected_by=None)), default=0)
        if most > content.total:
            problems.append(Problem("Tổng mức nhỏ hơn số đã ghi giải ngân.", "Tổng mức"))
        if problems:
            raise RefusedError(*problems)
        for name, value in _fields(content).items():
            setattr(held, name, value)
        held.sources.all().delete()
        _write_sources(held, content)
        _save(actor, grant, held, "project.edit", {"total": content.total})
    return held


def contribute(actor: Actor, project: Project, content: GiftContent, corrects: Contribution | None = None) -> Contribution:
    """Write down what the people gave; a row that corrects takes the place of an earlier one, 0 takes it back.

    The head of a village, who collects them, writes and corrects those of the own village alone.
    """
    grant = _require_gift(actor, project, content.village)
    if corrects is not None:
        _require_gift(actor, project, corrects.village)
    today = timezone.localdate()
    problems = list(
        contribution_problems(
            content.gift, content.amount, content.on, corrects=corrects is not None, note=content.note, today=today
        )
    )
    problems += _village_problems(project.locality, content.village, content.on)
    on_roll = households_known(project.locality, content.village.pk if content.village else None, content.on)
    problems += giving_problems(content.households, on_roll, content.on)
    with transaction.atomic():
        held = _lock(project, "contribute")
        if corrects is not None and (corrects.project_id != held.pk or Contribution.objects.filter(corrects=corrects).exists()):
            problems.append(Problem("Dòng này đã ghi lại rồi; ghi lại dòng mới nhất.", "Đóng góp"))
        if problems:
            raise RefusedError(*problems)
        made = Contribution.objects.create(
            project=held,
            village=content.village,
            gift=content.gift,
            amount=content.amount,
            households=content.households,
            on=content.on,
            note=tidy(content.note),
            corrects=corrects,
            added_by=actor.account_id,
        )
        details = {"gift": content.gift, "corrects": corrects.pk if corrects else None}
        record(actor, grant, "project.gift", made, held.locality, details)
    return made


def report_progress(actor: Actor, project: Project, content: ProgressContent, corrects: Progress | None = None) -> Progress:
    """Write down how far the work is; the board that supervises it may, too."""
    grant = _require_progress(actor, project)
    today = timezone.localdate()
    problems = list(
        progress_problems(
            content.percent, content.spent, project.total, content.on,
            corrects=corrects is not None, note=content.note, today=today,
        )
    )  # fmt: skip
    with transaction.atomic():
        held = _lock(project, "correct_progress" if corrects else "report_progress")
        if corrects is not None and (corrects.project_id != held.pk or Progress.objects.filter(corrects=corrects).exists()):
            problems.append(Problem("Dòng này đã ghi lại rồi; ghi lại dòng mới nhất.", "Khối lượng"))
        last = Progress.objects.filter(project=held, corrected_by=None, on__lte=content.on).order_by("on", "pk").last()
        if corrects is None and last is not None:
            problems += falling_problems(content.percent, content.spent, (last.percent, last.spent), content.note)
        if problems:
            raise RefusedError(*problems)
        made = Progress.objects.create(
            project=held,
            on=content.on,
            percent=content.percent,
            spent=content.spent,
            note=tidy(content.note),
            corrects=corrects,
            added_by=actor.account_id,
        )
        details = {"percent": content.percent, "corrects": corrects.pk if corrects else None}
        _save(actor, grant, held, "project.progress", details)
    return made


def finish_project(actor: Actor, project: Project, done_on: date, closing: str, version: int) -> Project:
    """Write down that the work is done and taken over; its board then dissolves itself (Điều 41 khoản 1)."""
    grant = require(actor, "project.manage", project.locality, front_of(project.locality))
    problems = [
        *finishing_problems(done_on, project.starts_on, timezone.localdate()),
        *reason_problems(closing, "Kết quả nghiệm thu"),
    ]
    with transaction.atomic():
        held = _lock(project, "finish_project", version)
        if problems:
            raise RefusedError(*problems)
        held.done_on, held.closing = done_on, tidy(closing)
        _save(actor, grant, held, "project.finish", {"done_on": done_on.isoformat()})
    return held


def stop_project(actor: Actor, project: Project, why: str, version: int) -> Project:
    grant = require(actor, "project.manage", project.locality, front_of(project.locality))
    problems = list(reason_problems(why, "Vì sao dừng"))
    with transaction.atomic():
        held = _lock(project, "stop_project", version)
        if problems:
            raise RefusedError(*problems)
        held.closing = tidy(why)
        _save(actor, grant, held, "project.stop", {})
    return held


def _require_gift(actor: Actor, project: Project, village: Unit | None) -> Grant:
    """The Front, the office, or the head of the *village* that gave."""
    if manages(actor, project.locality):
        return require(actor, "project.manage", project.locality, front_of(project.locality))
    return require(actor, "gift.record", project.locality, Owner(village.pk if village else 0))


def _require_progress(actor: Actor, project: Project) -> Grant:
    """The Front, the office, or a member of the board that supervises this very project."""
    if manages(actor, project.locality):
        return require(actor, "project.manage", project.locality, front_of(project.locality))
    board = getattr(project, "board", None)
    return require(actor, "board.work", project.locality, Owner(-1, board.body.code if board else "-"))


def _lock(project: Project, step: str, version: int | None = None) -> Project:
    held = Project.objects.select_for_update(of=("self",)).select_related("locality").get(pk=project.pk)
    if version is not None:
        require_version(version, held.version)
    held.state = PROJECT.target(step, held.state)
    return held


def _save(actor: Actor, grant: Grant, held: Project, act: str, details: Mapping[str, object]) -> None:
    held.version += 1
    held.save()
    record(actor, grant, act, held, held.locality, {**details, "version": held.version})


def _problems(locality: Locality, content: ProjectContent) -> list[Problem]:
    told = Planned(content.name, content.kind, content.owner, content.total, content.sources, content.starts_on, content.ends_on)
    return [*project_problems(told), *_village_problems(locality, content.village, content.starts_on)]


def _village_problems(locality: Locality, village: Unit | None, day: date) -> list[Problem]:
    if village is None or village.pk in villages_in(locality, day):
        return []
    return [Problem("Chọn thôn, tổ dân phố của địa phương vào ngày ấy.", "Thôn, tổ dân phố")]


def _fields(content: ProjectContent) -> dict[str, object]:
    return {
        "name": tidy(content.name),
        "kind": content.kind,
        "owner": tidy(content.owner),
        "total": content.total,
        "starts_on": content.starts_on,
        "ends_on": content.ends_on,
        "village": content.village,
        "where": tidy(content.where)[:200],
        "builder": tidy(content.builder)[:200],
        "decision": tidy(content.decision)[:200],
    }


def _write_sources(project: Project, content: ProjectContent) -> None:
    ProjectSource.objects.bulk_create(
        ProjectSource(project=project, order=order, label=tidy(label)[:120], amount=amount)
        for order, (label, amount) in enumerate(content.sources, 1)
    )
