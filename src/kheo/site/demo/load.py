"""Loading the demo: once, whole or not at all, each locality in a transaction of its own."""

import tomllib
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from functools import partial
from importlib.resources import files

from django.db import transaction
from django.utils import timezone

from kheo.assessment.actions.criteria import load_criteria
from kheo.movement.actions.programmes import close_programme
from kheo.movement.models import Lineage
from kheo.organisation.actions.registers import load_registers
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Locality
from kheo.site.demo.accounts import read_demo
from kheo.site.demo.committee import set_up_committee
from kheo.site.demo.days import as_of, on_day
from kheo.site.demo.democracy_agencies import keep_agencies
from kheo.site.demo.democracy_boards import watch
from kheo.site.demo.democracy_bulletins import speak
from kheo.site.demo.democracy_consulting import consult
from kheo.site.demo.democracy_information import ask_for_information
from kheo.site.demo.democracy_matters import decide_together
from kheo.site.demo.democracy_polls import ask_households
from kheo.site.demo.democracy_publishing import publish_year
from kheo.site.demo.democracy_ratings import rate
from kheo.site.demo.democracy_roll import keep_rolls
from kheo.site.demo.democracy_villages import live_together
from kheo.site.demo.directing import direct
from kheo.site.demo.gathering import hold, prepare, work_on
from kheo.site.demo.hearing import hear
from kheo.site.demo.judging import judge
from kheo.site.demo.noticing import read_but_newest, read_everything, read_of_done
from kheo.site.demo.organisation import Place, set_up_place
from kheo.site.demo.printing import lay_in_blanks
from kheo.site.demo.rewarding import reward
from kheo.site.demo.rising import rise
from kheo.site.demo.round import begin_next, settle
from kheo.site.demo.spreading import spread
from kheo.site.demo.telling import broadcast, report
from kheo.site.demo.ward import move_on
from kheo.site.demo.year import decide, import_list, make_programme, score_all, tell_stories

TOWN_FILE, WARD_FILE = "to-chuc-2024.toml", "phuong/to-chuc.toml"
WARD_FILES = (
    WARD_FILE, "phuong/cong-nhan.toml", "phuong/chi-dao.toml", "phuong/hoi-nghi.toml", "phuong/nam.toml",
    "phuong/khen-thuong.toml",
)  # fmt: skip
ROLL_FILE, BOARD_FILE = "phuong/dan-chu-so-ho.toml", "phuong/dan-chu-ban.toml"
VILLAGES_FILE = "phuong/dan-chu-thon.toml"
SPREAD_FILE, ABOVE_FILE, COUNCIL_FILE = "phuong/nhan-rong.toml", "tinh.toml", "hoi-dong.toml"
POLLS_FILE = "phuong/dan-chu-lay-y-kien.toml"
CONSULTING_FILE = "phuong/dan-chu-gop-y.toml"
PUBLISHING_FILE = "phuong/dan-chu-cong-khai.toml"
LOUDSPEAKER_FILE = "phuong/dan-chu-loa.toml"
MATTERS_FILE = "phuong/dan-chu-ban-quyet-dinh.toml"


def load_demo(tell: Callable[[str], None], today: date | None = None) -> None:
    """Bring in registers, criteria sets, the closed town of 2024, the ward as it lives *today*; what is there already stays."""
    tell("Nạp danh mục đơn vị…")
    load_registers(COMMAND_LINE)
    for file in sorted(files("kheo.assessment").joinpath("data").iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml") and "rule" not in tomllib.loads(file.read_text(encoding="utf-8")):  # rules lie there, too
            load_criteria(COMMAND_LINE, file.read_bytes())
    day = today or timezone.localdate()
    for name, fill in ((WARD_FILE, partial(fill_ward, day)), (TOWN_FILE, fill_town)):
        code = read_demo(name)["locality"]["code"]
        if not Locality.objects.filter(code=code).exists():
            tell(f"Nạp dữ liệu minh hoạ {code}…")
            fill()
    opens_on = read_demo(WARD_FILE)["locality"]["opens_on"]
    if not Locality.objects.filter(code=read_demo(ABOVE_FILE)["locality"]["code"]).exists():
        tell("Nạp dữ liệu minh hoạ của cấp trên…")
        rise(on_day(read_demo(ABOVE_FILE), day, opens_on), read_demo(WARD_FILE)["locality"]["code"])
    if not Locality.objects.filter(code=read_demo(COUNCIL_FILE)["locality"]["code"]).exists():
        tell("Nạp dữ liệu minh hoạ của một hội đồng đã chấm xong…")
        judge(on_day(read_demo(COUNCIL_FILE), day, opens_on))
    if not Lineage.objects.exists():
        tell("Nối mô hình năm nay với mô hình đã học…")
        spread(on_day(read_demo(SPREAD_FILE), day, opens_on), day.year)
        read_everything(Locality.objects.get(code=read_demo(TOWN_FILE)["locality"]["code"]))
        read_but_newest(Locality.objects.get(code=read_demo(WARD_FILE)["locality"]["code"]))


@transaction.atomic
def fill_town() -> None:
    document = read_demo(TOWN_FILE)
    place = set_up_place(document)
    programme = make_programme(place, document["programme"])
    registrations = import_list(programme, "dang-ky-2024.xlsx", document["programme"])
    tell_stories(registrations, read_demo("cau-chuyen-2024.toml")["stories"])
    directed, gathered, told = (read_demo(f"{name}-2024.toml") for name in ("chi-dao", "hoi-nghi", "tin"))
    directing = direct(place, directed, date.max)
    set_up_committee(directing, directed["committee"], programme.year)
    score_all(programme, registrations, "cham-diem-2024.csv")
    decide(place, programme, registrations, read_demo("quyet-dinh-2024.toml"))
    lay_in_blanks(place.locality)
    conference = hold(directing, prepare(directing, programme, gathered), gathered)
    work_on(directing, programme.year + 1, gathered)
    report(place, told["report"], programme.year)
    broadcast(place, told["news"], programme.year, conference)
    close_programme(COMMAND_LINE, programme)
    read_everything(place.locality)


@transaction.atomic
def fill_ward(today: date) -> None:
    first = read_demo(WARD_FILE)["locality"]["opens_on"]
    document, recognised, directed, gathered, heard, rewarded = (on_day(read_demo(name), today, first) for name in WARD_FILES)
    place = set_up_place(document)
    programme = make_programme(place, document["programme"])
    registrations = import_list(programme, "phuong/dang-ky.csv", document["programme"])
    move_on(place, programme, registrations, recognised)
    reward(place, programme, registrations, rewarded)
    directing = direct(place, directed, today)
    read_of_done(place.locality)
    set_up_committee(directing, directed["committee"], programme.year)
    programme = settle(place, programme, heard["round"])
    hear(place, programme, registrations, heard)
    begin_next(place, programme, registrations, heard["next"])
    prepare(directing, programme, gathered)
    report(place, gathered["report"], programme.year)
    broadcast(place, gathered["news"], programme.year)
    # Votes, consultations and agreements end by the clock: on another day than the real one it is set to the demo's.
    with nullcontext() if today == timezone.localdate() else as_of(today):
        live_by_law(place, today, first)


def live_by_law(place: Place, today: date, first: date) -> None:
    """Grassroots democracy of the ward's year."""
    keep_rolls(place, on_day(read_demo(ROLL_FILE), today, first))
    decide_together(place, on_day(read_demo(MATTERS_FILE), today, first))
    villages = on_day(read_demo(VILLAGES_FILE), today, first)
    keep_agencies(place, villages)
    ask_households(place, on_day(read_demo(POLLS_FILE), today, first))
    consult(place, on_day(read_demo(CONSULTING_FILE), today, first))
    published = on_day(read_demo(PUBLISHING_FILE), today, first)
    publish_year(place, published, today)
    ask_for_information(place, published["requests"])
    speak(place, on_day(read_demo(LOUDSPEAKER_FILE), today, first))
    watch(place, on_day(read_demo(BOARD_FILE), today, first))
    live_together(place, villages)  # last but one: its reports tell what the others recorded
    rate(place, villages, today.year)
