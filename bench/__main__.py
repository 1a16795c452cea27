"""``python -m bench [SUBJECT…]``: all subjects, or those named; a home of its own that goes afterwards."""

import importlib
import os
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

from bench.measure import Comparison

SUBJECTS = (
    "certificates",
    "blanks",
    "sheets",
    "importing",
    "texts",
    "unit_search",
    "unit_finder",
    "likeness",
    "audit",
    "backup",
    "sizes",
    "directing",
    "news",
    "democracy",
    "serving",
)
HEAD = ("subject", "ours", "floor", "ratio", "the floor is")


def seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.3g} ms"


def line(found: Comparison) -> tuple[str, ...]:
    return (found.subject, seconds(found.ours), seconds(found.floor), f"{found.ratio:.3g}", found.floor_is)


def show(cells: tuple[str, ...]) -> None:
    print("{:<58}{:>10}{:>10}{:>9}   {}".format(*cells), flush=True)


def main(chosen: list[str]) -> int:
    unknown = set(chosen) - set(SUBJECTS)
    if unknown:
        print(f"unknown: {', '.join(sorted(unknown))}; there are: {', '.join(SUBJECTS)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="kheo-bench-") as folder:
        os.environ |= {"KHEO_HOME": folder, "DATABASE_URL": "", "KHEO_MODE": "local"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "kheo.site.settings"
        django.setup()
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        importlib.import_module("bench.place").load()
        show(HEAD)
        for name in SUBJECTS:
            if not chosen or name in chosen:
                for found in importlib.import_module(f"bench.{name}").measure(Path(folder)):
                    show(line(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
