"""One file with everything: every table as JSON lines, every stored file, and the hash of each.

It is the same for both databases, so a backup of SQLite can be restored into PostgreSQL. Sessions, throttles and caches are
left out. The file holds names and password hashes: keep it as the database itself is kept.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from kheo.foundation.models import SentForm, StoredFile
from kheo.movement.models import Lookalike, Sketch, SketchMark
from kheo.recognition.models import PrintFile

FORMAT = 1
CHAPTERS = (
    "foundation", "organisation", "directives", "assessment", "movement", "recognition", "democracy", "conference", "reporting",
)  # fmt: skip
BATCH = 500
# The worker reads look-alikes from the texts again; a print's file is made again from its run.
DERIVED: tuple[type[models.Model], ...] = (Lookalike, SketchMark, Sketch, PrintFile)
LEFT_OUT = (SentForm, *DERIVED)  # keys of forms are of the moment


class ExactEncoder(DjangoJSONEncoder):
    """Django's own encoder cuts times to the millisecond, and an audit row's digest covers the microseconds."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class BackupError(Exception):
    """The backup can't be made or used; the message says why and what to do."""


def kept_tables() -> list[type[models.Model]]:
    """Tables in an order in which each comes after those it points at; those of many-to-many fields are tables, too."""
    left = [
        table
        for name in CHAPTERS
        for table in apps.get_app_config(name).get_models(include_auto_created=True)
        if table not in LEFT_OUT
    ]
    ordered: list[type[models.Model]] = []
    while left:
        ready = [table for table in left if not (_targets(table) & set(left)) - {table}]
        ordered += ready
        left = [table for table in left if table not in ready]
    return ordered


def _targets(table: type[models.Model]) -> set[Any]:
    return {field.related_model for field in table._meta.concrete_fields if field.is_relation}  # noqa: SLF001  documented API


def _name(table: type[models.Model]) -> str:
    return f"data/{table._meta.label_lower}.jsonl"  # noqa: SLF001  Django's documented name of a table


def _migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app in CHAPTERS)


def write_backup(target: Path) -> dict[str, int]:
    """Write a backup to *target*; the file appears whole or not at all. Return the number of rows of each table and of files."""
    counts: dict[str, int] = {}
    members: dict[str, str] = {}
    partial = target.with_name(f".{target.name}.part")
    outermost = not connection.in_atomic_block  # only a transaction of our own can be made one moment for all its reads
    try:
        partial.unlink(missing_ok=True)
        partial.touch(mode=0o600)  # names and password digests: for the owner of the installation alone
        with transaction.atomic(), zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            if connection.vendor == "postgresql" and outermost:
                connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            for table in kept_tables():
                counts[_name(table)] = table._default_manager.count()  # noqa: SLF001  documented API
                members[_name(table)] = _write(archive, _name(table), _lines(table))
            stored = StoredFile.objects.order_by("pk").values_list("content", flat=True)
            for name in stored:
                members[f"files/{name}"] = _write(archive, f"files/{name}", _chunks(name))
            counts["files"] = len(stored)
            manifest = {"format": FORMAT, "migrations": _migrations(), "counts": counts, "sha256": members}
            archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
        partial.replace(target)
    except OSError as error:
        raise BackupError(f"không ghi được {target}: {error.strerror}. Kiểm tra thư mục và chỗ trống trên đĩa.") from error
    finally:
        partial.unlink(missing_ok=True)
    return counts


def _lines(table: type[models.Model]) -> Iterator[bytes]:
    rows = table._default_manager.order_by("pk")  # noqa: SLF001  documented API
    for row in rows.iterator(chunk_size=BATCH):
        yield serializers.serialize("jsonl", [row], ensure_ascii=False, cls=ExactEncoder).encode()


def _chunks(name: str) -> Iterator[bytes]:
    with default_storage.open(name) as file:
        yield from file.chunks()


def _write(archive: zipfile.ZipFile, name: str, pieces: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    with archive.open(name, "w", force_zip64=True) as member:
        for piece in pieces:
            digest.update(piece)
            member.write(piece)
    return digest.hexdigest()


def read_manifest(source: Path) -> dict[str, Any]:
    """Check *source* whole before anything is touched: it is a backup of this version and every member has its hash."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest: dict[str, Any] = json.loads(archive.read("manifest.json"))
            for name, expected in manifest["sha256"].items():
                with archive.open(name) as member:
                    if hashlib.file_digest(member, "sha256").hexdigest() != expected:  # type: ignore[arg-type]  # a zip member reads as a file
                        raise BackupError(f"bản sao lưu hỏng: {name} không khớp mã băm. Dùng bản khác.")
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError) as error:
        raise BackupError(f"{source} không phải bản sao lưu đọc được của Khéo ({error}).") from error
    if not _migrations():
        raise BackupError("cơ sở dữ liệu chưa có bảng nào. Chạy «kheo django migrate», rồi khôi phục.")
    if manifest.get("format") != FORMAT or manifest.get("migrations") != _migrations():
        raise BackupError("bản sao lưu thuộc phiên bản khác. Cài đúng phiên bản đã tạo ra nó, khôi phục, rồi nâng cấp.")
    return manifest


def restore_backup(source: Path, *, replace: bool) -> dict[str, int]:
    """Put *source* in the place of what is here, all or nothing; refused over existing rows unless *replace*."""
    manifest = read_manifest(source)
    try:
        with zipfile.ZipFile(source) as archive, transaction.atomic():
            _put_back(archive, manifest, replace=replace)
    except OSError as error:
        raise BackupError(f"không ghi được tệp khôi phục: {error.strerror}. Kiểm tra thư mục và chỗ trống trên đĩa.") from error
    except (KeyError, ValueError, SuspiciousOperation, serializers.base.DeserializationError, DatabaseError) as error:
        # Its hashes agree with each other, so somebody wrote it by hand, or a fault of ours: nothing of it was kept.
        raise BackupError(
            f"{source} không phải bản sao lưu do Khéo ghi ({error or type(error).__name__}). Dùng bản khác."
        ) from error
    counts: dict[str, int] = manifest["counts"]
    return counts


def _put_back(archive: zipfile.ZipFile, manifest: dict[str, Any], *, replace: bool) -> None:
    tables = kept_tables()
    if any(table._default_manager.exists() for table in tables):  # noqa: SLF001  documented API
        if not replace:
            raise BackupError("cơ sở dữ liệu đang có dữ liệu. Thêm --replace nếu muốn thay toàn bộ bằng bản sao lưu.")
        for table in [*DERIVED, *reversed(tables)]:
            table._default_manager.order_by()._raw_delete(connection.alias)  # noqa: SLF001  no cascade needed: whole tables go
    for table in tables:
        with archive.open(_name(table)) as member:
            _insert(table, [row.object for row in serializers.deserialize("jsonl", member)])
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
    for name, expected in manifest["sha256"].items():
        if name.startswith("files/"):
            _put_back_file(name.removeprefix("files/"), archive.read(name), expected)


def _put_back_file(name: str, data: bytes, expected: str) -> None:
    """Write the file unless it lies there whole: a damaged one is just what a restore is for."""
    if default_storage.exists(name):
        with default_storage.open(name) as present:
            if hashlib.sha256(present.read()).hexdigest() == expected:
                return
        default_storage.delete(name)
    default_storage.save(name, ContentFile(data))


def _insert(table: type[models.Model], rows: list[models.Model]) -> None:
    """Insert *rows* as they were: bulk_create would set «added at» and «updated at» to now."""
    fields = table._meta.concrete_fields  # noqa: SLF001  documented API
    for start in range(0, len(rows), BATCH):
        table._base_manager._insert(  # type: ignore[attr-defined]  # noqa: SLF001  what save(raw) itself calls
            rows[start : start + BATCH], fields=fields, using=connection.alias, raw=True
        )
