"""The audit trail as people read it, newest first: of a locality, and of one record."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files

from django.db.models import Model

from kheo.foundation.models import AuditRow
from kheo.organisation.authority import role_label
from kheo.organisation.models import Account, Body, Locality

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class TrailLine:
    """One act: who (account name, or the command line), under which role, on what, and whether it is sealed."""

    pk: int
    at: datetime
    who: str
    role: str
    act: str
    subject: str
    is_sealed: bool


@dataclass(frozen=True)
class Event:
    """One act on a record, by the name of whoever did it."""

    at: datetime
    who: str
    what: str


@cache
def _words() -> dict[str, dict[str, str]]:
    text = files("kheo.organisation").joinpath("data", "trail.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def words_of_acts() -> dict[str, str]:
    return _words()["acts"]


def words_of_things() -> dict[str, str]:
    """Table (``app.model``) → what people call one of its rows."""
    return _words()["things"]


def trail_of(locality: Locality, before: int | None = None) -> list[TrailLine]:
    """Up to ROWS_A_PAGE acts of *locality*, older than the row *before*; three queries, however many acts."""
    rows = AuditRow.objects.filter(locality=locality.code).order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    shown = list(rows[:ROWS_A_PAGE])
    names = dict(Account.objects.filter(pk__in={row.actor for row in shown if row.actor}).values_list("pk", "username"))
    codes = {row.authority.partition("@")[2] for row in shown}
    bodies = dict(Body.objects.filter(code__in=codes).values_list("code", "short_name"))
    return [_line(row, names, bodies) for row in shown]


def _line(row: AuditRow, names: dict[int, str], bodies: dict[str, str]) -> TrailLine:
    role, _, body = row.authority.partition("@")
    return TrailLine(
        pk=row.pk,
        at=row.at,
        who="dòng lệnh" if row.actor is None else names.get(row.actor, f"tài khoản số {row.actor}"),
        role=f"{role_label(role)}, {bodies.get(body, body)}" if body else role_label(role),
        act=words_of_acts().get(row.action, row.action),
        subject=f"{words_of_things().get(row.subject_type, row.subject_type)} số {row.subject_id}",
        is_sealed=row.seal_id is not None,
    )


def history_of(subject: Model) -> list[Event]:
    """What was done with *subject*, the newest first; two queries."""
    label = subject._meta.label_lower  # noqa: SLF001  Django's documented name of a table
    rows = list(AuditRow.objects.filter(subject_type=label, subject_id=str(subject.pk)).order_by("-pk"))
    accounts = Account.objects.filter(pk__in={row.actor for row in rows if row.actor}).select_related("person")
    names = {account.pk: account.display_name for account in accounts}
    words = words_of_acts()
    return [
        Event(row.at, names.get(row.actor, "") if row.actor else "dòng lệnh", words.get(row.action, row.action)) for row in rows
    ]
