"""``kheo check``: is what is kept whole? Each fault in plain words, nothing is changed."""

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor

from kheo.conference.queries.day import broken_records
from kheo.foundation.audit.queries import verify_all
from kheo.foundation.models import StoredFile
from kheo.recognition.models import Certificate, CertificateRegister
from kheo.reporting.queries.freezing import faults_of_frozen


@dataclass(frozen=True)
class Check:
    """One thing checked, how many of it, and what is wrong."""

    name: str
    counted: int
    faults: tuple[str, ...]


def check_everything() -> list[Check]:
    return [_migrations(), _stored_files(), _registers(), _days(), _reports(), _audit()]


def _migrations() -> Check:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    faults = [f"Chưa chạy bước nâng cấp {step.app_label}.{step.name}: chạy «kheo django migrate»." for step, _ in plan]
    faults += [
        f"Cơ sở dữ liệu đã qua bước {app}.{name} mà bản Khéo này không có: dữ liệu của bản mới hơn, cài bản mới hơn rồi dùng."
        for app, name in unknown_steps(executor)
    ]
    return Check("nâng cấp cơ sở dữ liệu", len(executor.loader.applied_migrations), tuple(faults))


def unknown_steps(executor: MigrationExecutor) -> list[tuple[str, str]]:
    """Migrations of our chapters that this database went through and this version does not know: it is of a newer one."""
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("kheo.")}
    known = set(executor.loader.disk_migrations)
    return sorted(step for step in executor.loader.applied_migrations if step[0] in ours and step not in known)


def _stored_files() -> Check:
    faults = []
    counted = 0
    for stored in StoredFile.objects.order_by("pk").iterator():
        counted += 1
        try:
            with default_storage.open(str(stored.content.name)) as content:
                whole = _digest(content.chunks()) == stored.sha256
        except OSError:
            faults.append(f"Mất tệp «{stored.name}» (số {stored.pk}).")
            continue
        if not whole:
            faults.append(f"Tệp «{stored.name}» (số {stored.pk}) không còn như lúc nhận.")
    return Check("tệp lưu", counted, tuple(faults))


def _digest(pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def _registers() -> Check:
    numbers: dict[int, list[int]] = defaultdict(list)
    for register, number in Certificate.objects.order_by("register", "number").values_list("register", "number"):
        numbers[register].append(number)
    faults = [
        f"Sổ cấp giấy của {register.body.name} năm {register.year}: số đã cấp không liền mạch."
        for register in CertificateRegister.objects.select_related("body")
        if numbers[register.pk] != list(range(1, register.last_number + 1))
    ]
    return Check("sổ cấp giấy chứng nhận", sum(map(len, numbers.values())), tuple(faults))


def _reports() -> Check:
    counted, faults = faults_of_frozen()
    return Check("báo cáo đã ban hành", counted, tuple(faults))


def _days() -> Check:
    counted, broken = broken_records()
    faults = [
        f"Hồ sơ ngày hội nghị {record.conference.held_on:%d/%m/%Y} của {record.conference.locality.name} không còn như lúc khoá."
        for record in broken
    ]
    return Check("hồ sơ ngày hội nghị", counted, tuple(faults))


def _audit() -> Check:
    reports = verify_all()
    faults = [f"{report.locality or 'toàn hệ thống'}: {fault}" for report in reports for fault in report.faults]
    return Check("nhật ký", sum(report.sealed + report.unsealed for report in reports), tuple(faults))


@dataclass(frozen=True)
class PersonalField:
    """A field that holds personal data: why, on what basis, how long, how it goes; and in how many rows it is filled."""

    field: str
    purpose: str
    basis: str
    kept: str
    removed_by: str
    filled: int


def personal_fields() -> list[PersonalField]:
    """Every personal field with the rows that fill it (data/personal_fields.toml is the list; a test keeps it whole)."""
    table = tomllib.loads(files("kheo.site").joinpath("data", "personal_fields.toml").read_text(encoding="utf-8"))
    found = []
    for row in table["field"]:
        chapter, name, field = row["field"].split(".")
        table_of_field = apps.get_model(chapter, name)
        rows = table_of_field._default_manager.exclude(**{field: None})  # noqa: SLF001  documented API
        if not isinstance(table_of_field._meta.get_field(field), (models.IntegerField, models.ForeignKey)):  # noqa: SLF001  documented API
            rows = rows.exclude(**{field: ""})
        found.append(PersonalField(row["field"], row["purpose"], row["basis"], row["kept"], row["removed_by"], rows.count()))
    return found
