"""Real processes on real folders: power lost half-way, a full disk, a folder or database that cannot be used."""

import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection

# The processes are given files of SQLite, made from the database of the tests.
pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]
KHEO = Path(sys.executable).with_name("kheo")
HALF_BLOCKS = 120  # of 512 bytes: enough for what SQLite keeps beside its database, too little for the backup


def kheo(home, *words, limit=None, **environment):
    """Run ``kheo``; *limit*: the most 512-byte blocks that one file may have, as on a disk that fills."""
    clean = {name: text for name, text in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    command = [str(KHEO), *words]
    if limit is not None:
        command = ["sh", "-c", f'ulimit -f {limit}; exec "$@"', "sh", *command]
    clean |= {"KHEO_HOME": str(home), "KHEO_MODE": "local", **environment}
    return subprocess.run(command, env=clean, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    """A home with one account and many names, made once; each test takes a copy.

    Its tables are those of the tests' own database, in which every migration is written down: to run them takes 20 seconds, and
    PostgreSQL's own tests and the demo of the browser's do it.
    """
    home = tmp_path_factory.mktemp("built")
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(home / "kheo.sqlite3")])
    done = kheo(home, "open-operator", "thuongtruc")
    assert done.returncode == 0, done.stderr
    with sqlite3.connect(home / "kheo.sqlite3") as database:
        names = [(sha256(str(number).encode()).hexdigest(),) for number in range(4000)]
        database.executemany("INSERT INTO organisation_person(name) VALUES (?)", names)
    database.close()
    return home


@pytest.fixture
def home(built, tmp_path):
    copy = tmp_path / "home"
    shutil.copytree(built, copy)
    return copy


def is_whole(home):
    """«kheo check» and «kheo audit verify» both find nothing wrong."""
    return [kheo(home, *words).returncode for words in (("check",), ("audit", "verify"))] == [0, 0]


def accounts(home):
    with sqlite3.connect(home / "kheo.sqlite3") as database:
        found = [name for (name,) in database.execute("SELECT username FROM organisation_account ORDER BY id")]
    database.close()
    return found


def refused(done, *words):
    """Exit 2, plain words on stderr, no traceback, nothing on stdout."""
    return (done.returncode, done.stdout, "Traceback" in done.stderr, all(word in done.stderr for word in words)) == (
        2,
        "",
        False,
        True,
    )


ACT_THEN_WAIT = """
import os, sys, django
django.setup()
from django.db import transaction
from kheo.organisation.actions.accounts import open_operator
from kheo.organisation.authority import COMMAND_LINE
with transaction.atomic():
    open_operator(COMMAND_LINE, "nua-chung")
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_power_lost_in_the_middle_of_an_act_leaves_nothing_of_it(home):
    clean = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
    clean |= {"KHEO_HOME": str(home), "DJANGO_SETTINGS_MODULE": "kheo.site.settings"}
    process = subprocess.Popen(
        [sys.executable, "-c", ACT_THEN_WAIT], env=clean, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGKILL)
    assert (accounts(home), is_whole(home)) == (["thuongtruc"], True)
    assert kheo(home, "open-operator", "nua-chung").returncode == 0


def test_a_full_disk_leaves_the_last_backup_and_no_half_of_a_new_one(home, tmp_path):
    target = tmp_path / "sao-luu.zip"
    assert kheo(home, "backup", str(target)).returncode == 0
    before = target.read_bytes()
    assert refused(kheo(home, "backup", str(target), limit=HALF_BLOCKS), str(target), "chỗ trống")
    assert ([path.name for path in tmp_path.iterdir() if path.is_file()], target.read_bytes()) == (["sao-luu.zip"], before)
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR


def test_a_full_disk_refuses_an_act_plainly_and_leaves_the_records_whole(home):
    done = kheo(home, "open-operator", "khong-cho", limit=1)
    assert refused(done, "cơ sở dữ liệu")
    assert (accounts(home), is_whole(home)) == (["thuongtruc"], True)


def altered(source, target, change):
    """A backup whose hashes agree although *change* touched its members."""
    with zipfile.ZipFile(source) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        members = {name: archive.read(name) for name in manifest["sha256"]}
    change(members)
    manifest["sha256"] = {name: sha256(content).hexdigest() for name, content in members.items()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        archive.writestr("manifest.json", json.dumps(manifest))
    return target


PERSON = "data/organisation.person.jsonl"


HARMFUL = {
    "path": lambda members: members.update({"files/../../../thoat.txt": b"x"}),
    "no-json": lambda members: members.update({PERSON: b"khong phai json\n"}),
    "no-name": lambda members: members.update({PERSON: b'{"model": "organisation.person", "pk": 1, "fields": {"name": null}}\n'}),
    "no-table": lambda members: members.pop(PERSON),
}


def test_a_backup_made_to_harm_is_refused_and_what_is_there_stays(home, tmp_path):
    kheo(home, "backup", str(tmp_path / "that.zip"))
    for name, change in HARMFUL.items():
        made = altered(tmp_path / "that.zip", tmp_path / f"{name}.zip", change)
        assert refused(kheo(home, "restore", str(made), "--replace"), "bản sao lưu", name)
    assert (accounts(home), is_whole(home), list(tmp_path.rglob("thoat.txt"))) == (["thuongtruc"], True, [])


@pytest.mark.parametrize("words", [("check",), ("demo", "--no-serve")])
def test_a_broken_database_is_told_plainly(tmp_path, words):
    (tmp_path / "kheo.sqlite3").write_bytes(os.urandom(5000))
    assert "cơ sở dữ liệu chưa dùng được" in (done := kheo(tmp_path, *words)).stderr
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)


def test_a_folder_that_cannot_be_used_is_named(tmp_path):
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    assert refused(kheo(tmp_path / "tep" / "nha", "check"), "KHEO_HOME", str(tmp_path / "tep"))


def test_data_of_a_newer_version_are_left_alone(home):
    with sqlite3.connect(home / "kheo.sqlite3") as database:
        database.execute("INSERT INTO django_migrations(app, name, applied) VALUES ('movement', '0999_sau_nay', '2030-01-01')")
    database.close()
    assert "movement.0999_sau_nay" in (check := kheo(home, "check")).stdout
    assert (check.returncode, refused(kheo(home, "demo", "--no-serve"), "Chuẩn bị", "mới hơn", "0999_sau_nay")) == (1, True)


def test_two_first_starts_at_once_make_one_secret(tmp_path):
    make = "from kheo.site.environment import local_secret_key as k; import sys, pathlib; print(k(pathlib.Path(sys.argv[1])))"
    command = [sys.executable, "-c", make, str(tmp_path / "nha")]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    keys = {process.communicate()[0].strip() for process in started}
    assert (len(keys), len(keys.pop()) > 40, [path.name for path in (tmp_path / "nha").iterdir()]) == (1, True, ["secret-key"])


def test_a_secret_that_power_cut_off_is_made_anew(tmp_path):
    (tmp_path / "secret-key").touch()
    kheo(tmp_path, "django", "check")
    assert len((tmp_path / "secret-key").read_text(encoding="utf-8")) > 40
