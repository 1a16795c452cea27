"""Grassroots democracy of a large commune: votes with a slip, slips printed, pages of many postings, comments, households."""

import re
import secrets
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from django.test import Client
from django.utils import timezone

from bench.measure import Comparison, best, compare
from bench.place import open_place
from bench.sizes import REQUESTS, visit
from kheo.democracy.actions.casting import cast_ballot
from kheo.democracy.actions.online import PrintedSlip, VoteContent, open_online, prepare_online, print_slips, start_voting
from kheo.democracy.actions.roll_import import import_roll
from kheo.democracy.actions.rounds import plan_round
from kheo.democracy.models import (
    Comment,
    Consultation,
    ConsultationQuestion,
    Form,
    Household,
    Matter,
    OnlineVote,
    Posting,
    Scope,
    Stance,
)
from kheo.democracy.papers.voting import slip_sheet
from kheo.democracy.queries.polls import find_vote
from kheo.democracy.reading.roll import RollLine
from kheo.democracy.rules.online import CHOICES
from kheo.democracy.rules.voting import Member
from kheo.democracy.sensitive.looking import look_at_text
from kheo.documents.slips import slips_pdf
from kheo.foundation.uploads.models import StoredFile
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.actions.villages import add_village
from kheo.organisation.authority import COMMAND_LINE, NOBODY
from kheo.organisation.models import Account, Locality, Unit

WARD, OPENED = "gso2025-13324", date(2025, 7, 1)
VILLAGES, HOUSEHOLDS, VOTES = 40, 400, 200
FEW, MANY_POSTINGS, MANY_COMMENTS = 10, 400, 10_000
PAGE_OF_TEXT = (
    "Hộ ông Nguyễn Văn A, số định danh 001099012345, sinh ngày 02/03/1960, điện thoại 0912 345 678, nhận 1.500.000 đồng. "
)
ANY_NUMBER = re.compile(r"\d[\d .]{7,}\d")
BACKEND = "django.contrib.auth.backends.ModelBackend"
TEAM = tuple(
    Member(f"Người thứ {number}", part, leads=part == "front") for number, part in enumerate(("front", "village", "household"), 1)
)


def villages(ward: Locality) -> list[Unit]:
    """VILLAGES with a roll of HOUSEHOLDS in the first and as many as a small one has in the second."""
    made = [add_village(COMMAND_LINE, ward, ward.unit, f"Tổ dân phố số {number}") for number in range(1, VILLAGES + 1)]
    for village, count in ((made[0], HOUSEHOLDS), (made[1], FEW)):
        lines = [RollLine(number, str(number), f"Đại diện hộ {number}", "") for number in range(1, count + 1)]
        import_roll(COMMAND_LINE, ward, village, lines, commit=True)
    return made


def begun(ward: Locality, village: Unit, today: date) -> tuple[OnlineVote, list[PrintedSlip]]:
    """An online vote of every household of *village* that takes ballots now, with its slips."""
    matter = Matter.objects.create(
        locality=ward, village=village, scope=Scope.VILLAGE, kind=6, title="Giờ đổ rác của ngõ", content="Đổ rác từ 18 giờ."
    )
    end, before = today + timedelta(days=2), today - timedelta(days=3)
    asked = plan_round(COMMAND_LINE, matter, village, Form.ONLINE, today, ends_on=end, front_agreed=True)
    content = VoteContent(
        team=TEAM, announced_on=before, announced_how="loa", agreed_on=before, commune_on=before, front_on=before,
        chosen_by=HOUSEHOLDS, has_devices=True, proof=SentFile("chon.txt", b"1, 2, 3", is_not_secret=True),
    )  # fmt: skip
    vote = prepare_online(COMMAND_LINE, asked, content, 0)
    open_online(COMMAND_LINE, vote, asked.version)
    vote = find_vote(ward, asked.pk) or vote
    slips = print_slips(COMMAND_LINE, vote, vote.version)
    vote = find_vote(ward, asked.pk) or vote
    start_voting(COMMAND_LINE, vote, timezone.now() + timedelta(hours=9), vote.version)
    return find_vote(ward, asked.pk) or vote, slips


def post(ward: Locality, paper: StoredFile, count: int, at: datetime) -> None:
    """*count* postings in every village, by ``bulk_create``."""
    day = timezone.localdate(at)
    made = Posting.objects.bulk_create(
        (
            Posting(
                locality=ward, item=1 + number % 14, title=f"Nội dung minh hoạ số {number}", summary="Nội dung chính.",
                responsible="Văn phòng", paper=paper, paper_day=day, due_on=day, published_at=at, published_on=day,
                forms=["office_board", "village_board", "portal"], shown_until=day + timedelta(days=30), digest="0" * 64,
            )
            for number in range(count)
        ),
        batch_size=500,
    )  # fmt: skip
    known = list(Unit.objects.filter(code__startswith=f"{ward.code}."))
    links = Posting.villages.through
    links.objects.bulk_create((links(posting=posting, unit=village) for posting in made for village in known), batch_size=2000)


def ask(ward: Locality, today: date) -> Consultation:
    made = Consultation.objects.create(
        locality=ward, kind=5, title="Phương án minh hoạ", content="Nội dung", forms=["c", "e"], way="Họp",
        responsible="Văn phòng", opens_on=today - timedelta(days=9), opened_on=today - timedelta(days=9),
        ends_on=today + timedelta(days=20), state="open",
    )  # fmt: skip
    for order in (1, 2):
        ConsultationQuestion.objects.create(consultation=made, order=order, text=f"Bạn có đồng ý điều {order} không?")
    return made


def comment(consultation: Consultation, count: int, today: date) -> None:
    questions = list(consultation.questions.all())
    made = Comment.objects.bulk_create(
        (Comment(consultation=consultation, form="e", text=f"Ý kiến số {number}", received_on=today) for number in range(count)),
        batch_size=500,
    )
    choices = ("agree", "disagree", "other")
    Stance.objects.bulk_create(
        (Stance(comment=one, question=question, choice=choices[one.pk % 3]) for one in made for question in questions),
        batch_size=2000,
    )


def measure(_folder: Path) -> Iterator[Comparison]:
    now, today = timezone.now(), timezone.localdate()
    ward = open_place(WARD, OPENED)
    units = villages(ward)
    client = Client()
    client.force_login(Account.objects.get(username=f"office-{WARD}"), backend=BACKEND)
    Account.objects.filter(username=f"office-{WARD}").update(must_change_password=False)
    yield from _votes(ward, units[0], today)
    yield from _pages(client, ward, units, now)
    text = PAGE_OF_TEXT * 1000
    kilobytes = len(text.encode()) // 1000
    yield compare(
        f"look for personal data in {kilobytes} kB of a list", partial(look_at_text, text), partial(ANY_NUMBER.findall, text),
        "one regular expression that finds long numbers", rounds=3,
    )  # fmt: skip


def _votes(ward: Locality, village: Unit, today: date) -> Iterator[Comparison]:
    vote, slips = begun(ward, village, today)
    left = iter(slips)
    rounds = HOUSEHOLDS // VOTES

    def cast() -> None:
        for _number in range(VOTES):
            cast_ballot(NOBODY, ward, next(left).code, secrets.choice(list(CHOICES)))

    def insert() -> None:
        for number in range(VOTES):
            Household.objects.filter(village=village, number=number).update(representative="Đại diện hộ")

    yield compare(f"{VOTES} votes of {HOUSEHOLDS} households", cast, insert, f"{VOTES} updates of one row", rounds=rounds)
    slips_pdf(slip_sheet(vote, slips[:1], today))  # fonts are read once a process
    yield compare(
        f"{HOUSEHOLDS} slips with their QR codes as PDF",
        lambda: slips_pdf(slip_sheet(vote, slips, today)),
        lambda: slips_pdf(slip_sheet(vote, slips[: HOUSEHOLDS // 10], today)),
        "a tenth of them",
        rounds=3,
    )


def _pages(client: Client, ward: Locality, units: list[Unit], now: datetime) -> Iterator[Comparison]:
    today = timezone.localdate(now)
    visits = {
        "page of a village": partial(visit, client, f"/{WARD}/dan-chu/{units[0].code}/"),
        "publishing, the office's page": partial(visit, client, f"/{WARD}/dan-chu/quan-ly/cong-khai/"),
        "desk of the office": partial(visit, client, f"/{WARD}/ban-lam-viec/"),
    }
    paper = StoredFile.objects.create(
        locality=WARD, name="minh-hoa.pdf", sha256="0" * 64, media_type="application/pdf", size=1, content="stored/minh-hoa"
    )
    post(ward, paper, FEW, now)
    few = {name: best(work) for name, work in visits.items()}
    post(ward, paper, MANY_POSTINGS - FEW, now)
    for name, work in visits.items():
        told = f"{name}, {MANY_POSTINGS} postings × {VILLAGES} villages ({REQUESTS} visits)"
        yield Comparison(told, best(work), few[name], f"the same page of {FEW} postings")
    consultation = ask(ward, today)
    page = partial(visit, client, f"/{WARD}/dan-chu/quan-ly/gop-y/{consultation.pk}/")
    comment(consultation, FEW, today)
    floor = best(page)
    comment(consultation, MANY_COMMENTS - FEW, today)
    yield Comparison(
        f"a consultation, {MANY_COMMENTS} comments ({REQUESTS} visits)", best(page), floor, f"the same page of {FEW}"
    )
    many, few_households = (partial(visit, client, f"/{WARD}/dan-chu/quan-ly/so-ho/{village.code}/") for village in units[:2])
    yield compare(f"roll of {HOUSEHOLDS} households ({REQUESTS} visits)", many, few_households, f"the roll of {FEW}")
