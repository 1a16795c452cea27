"""A backup that both databases can read, against a copy of the SQLite file."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench.measure import Comparison, compare
from kheo.site.backup import write_backup


def copy_database(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing)


def measure(folder: Path) -> Iterator[Comparison]:
    database = folder / "kheo.sqlite3"
    yield compare(
        "backup of the country's units: JSON lines, zip, hashes",
        lambda: write_backup(folder / "backup.zip"),
        lambda: copy_database(database, folder / "copy.sqlite3"),
        "copying the SQLite file by its own backup call",
        rounds=2,
    )
    yield compare(
        "the same backup",
        lambda: write_backup(folder / "backup.zip"),
        lambda: shutil.make_archive(str(folder / "file"), "zip", folder, database.name),
        "zipping the SQLite file",
        rounds=2,
    )
