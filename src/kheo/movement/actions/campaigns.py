"""Several years of the movement under one plan: made, changed, programmes put into it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import transaction

from kheo.directives.models import Directive
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.movement.models import Campaign, Programme
from kheo.movement.rules.programmes import year_problem
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality
from kheo.organisation.trail import record

TITLE_LENGTH, MOST_YEARS = 200, 15


@dataclass(frozen=True)
class CampaignContent:
    """*programmes*: those that are its years; one that is not named any more leaves it."""

    title: str
    first_year: int
    last_year: int
    plan: Directive | None = None
    programmes: Collection[Programme] = ()


def create_campaign(actor: Actor, locality: Locality, content: CampaignContent) -> Campaign:
    """Make a campaign («giai đoạn 2026–2030») of *locality* with its programmes."""
    grant = require(actor, "programme.manage", locality)
    with transaction.atomic():
        made = Campaign(locality=locality)
        _write(made, content)
        record(actor, grant, "campaign.create", made, locality, {"first": made.first_year, "last": made.last_year})
    return made


def edit_campaign(actor: Actor, campaign: Campaign, content: CampaignContent, version: int) -> Campaign:
    locality = campaign.locality
    grant = require(actor, "programme.manage", locality)
    with transaction.atomic():
        locked = Campaign.objects.select_for_update().get(pk=campaign.pk)
        require_version(version, locked.version)
        locked.version += 1
        _write(locked, content)
        record(actor, grant, "campaign.edit", locked, locality, {"version": locked.version})
    return locked


def _write(campaign: Campaign, content: CampaignContent) -> None:
    problems = list(_problems(campaign, content))
    if problems:
        raise RefusedError(*problems)
    campaign.title = tidy(content.title)
    campaign.first_year, campaign.last_year, campaign.plan = content.first_year, content.last_year, content.plan
    campaign.save()
    chosen = {programme.pk for programme in content.programmes}
    touched = Programme.objects.select_for_update().filter(locality=campaign.locality_id).order_by("pk")
    for programme in touched:
        if programme.pk in chosen:
            programme.campaign = campaign
        elif programme.campaign_id == campaign.pk:
            programme.campaign = None
        else:
            continue
        programme.save(update_fields=["campaign"])


def _problems(campaign: Campaign, content: CampaignContent) -> Iterator[Problem]:
    title = tidy(content.title)
    if not title:
        yield Problem("Ghi tên giai đoạn, ví dụ «Dân vận khéo giai đoạn 2026–2030».", "Tên")
    elif len(title) > TITLE_LENGTH:
        yield Problem(f"Tên dài quá {TITLE_LENGTH} ký tự; viết gọn lại.", "Tên")
    elif Campaign.objects.filter(locality=campaign.locality_id, title=title).exclude(pk=campaign.pk).exists():
        yield Problem("Đã có giai đoạn tên ấy; đặt tên khác hoặc sửa giai đoạn kia.", "Tên")
    for label, year in (("Từ năm", content.first_year), ("Đến năm", content.last_year)):
        if said := year_problem(year):
            yield Problem(said, label)
    if not 0 <= content.last_year - content.first_year < MOST_YEARS:
        yield Problem(f"Năm cuối không trước năm đầu, và cả giai đoạn không quá {MOST_YEARS} năm.", "Đến năm")
    if content.plan is not None and content.plan.locality_id != campaign.locality_id:
        yield Problem("Văn bản này của địa phương khác.", "Kế hoạch")
    yield from _year_problems(campaign, content)


def _year_problems(campaign: Campaign, content: CampaignContent) -> Iterator[Problem]:
    for programme in content.programmes:
        if programme.locality_id != campaign.locality_id:
            yield Problem("Có chương trình của địa phương khác.", "Các năm")
        elif not content.first_year <= programme.year <= content.last_year:
            yield Problem(
                f"Chương trình năm {programme.year} nằm ngoài {content.first_year}–{content.last_year}; bỏ đánh dấu.", "Các năm"
            )
