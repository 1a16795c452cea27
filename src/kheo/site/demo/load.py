"""Loading the demo: once, whole or not at all, each locality in a transaction of its own."""

from collections.abc import Callable
from datetime import date
from functools import partial
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from kheo.assessment.actions import load_criteria
from kheo.movement.actions.programmes import close_programme
from kheo.organisation.actions.registers import load_registers
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Locality
from kheo.site.demo.accounts import read_demo
from kheo.site.demo.days import on_day
from kheo.site.demo.organisation import set_up_place
from kheo.site.demo.ward import move_on
from kheo.site.demo.year import decide, import_list, make_programme, score_all, tell_stories

TOWN_FILE, WARD_FILE = "to-chuc-2024.toml", "phuong/to-chuc.toml"
WARD_FILES = (WARD_FILE, "phuong/cong-nhan.toml", "phuong/chi-dao.toml", "phuong/hoi-nghi.toml")


def load_demo(tell: Callable[[str], None], today: date | None = None) -> None:
    """Bring in registers, criteria sets, the closed town of 2024, the ward as it lives *today*; what is there already stays."""
    tell("Nạp danh mục đơn vị…")
    load_registers(COMMAND_LINE)
    for file in sorted(files("kheo.assessment").joinpath("data").iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            load_criteria(COMMAND_LINE, file.read_bytes())
    day = today or timezone.localdate()
    for name, fill in ((WARD_FILE, partial(_fill_ward, day)), (TOWN_FILE, _fill_town)):
        code = read_demo(name)["locality"]["code"]
        if not Locality.objects.filter(code=code).exists():
            tell(f"Nạp dữ liệu minh hoạ {code}…")
            fill()


@transaction.atomic
def _fill_town() -> None:
    document = read_demo(TOWN_FILE)
    place = set_up_place(document)
    programme = make_programme(place, document["programme"])
    registrations = import_list(programme, "dang-ky-2024.xlsx", document["programme"])
    tell_stories(registrations, read_demo("cau-chuyen-2024.toml")["stories"])
    score_all(programme, registrations, "cham-diem-2024.csv")
    decide(place, programme, registrations, read_demo("quyet-dinh-2024.toml"))
    close_programme(COMMAND_LINE, programme)


@transaction.atomic
def _fill_ward(today: date) -> None:
    first = read_demo(WARD_FILE)["locality"]["opens_on"]

    def read(name: str) -> dict[str, Any]:
        return on_day(read_demo(name), today, first)

    document = read(WARD_FILE)
    place = set_up_place(document)
    programme = make_programme(place, document["programme"])
    registrations = import_list(programme, "phuong/dang-ky.csv", document["programme"])
    move_on(place, programme, registrations, read("phuong/cong-nhan.toml"))
