"""Villages and residential groups: units that no register lists, kept by the office of the locality."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.rules import NoRuleInForceError
from kheo.foundation.text import fold, tidy
from kheo.organisation.authority import Actor, require
from kheo.organisation.models import Locality, Succession, Unit, UnitVersion
from kheo.organisation.queries.bodies import belongs_to
from kheo.organisation.queries.units import version_on
from kheo.organisation.rules.villages import kind_of, slug, type_of, village_words
from kheo.organisation.trail import record

SOURCE_LENGTH = 200
MOST_AHEAD = 366  # days


def add_village(
    actor: Actor, locality: Locality, commune: Unit, name: str, *, founded_on: date | None = None, source: str = ""
) -> Unit:
    """Add a thôn or tổ dân phố under *commune* with the code ``<commune>.<slug>``; *founded_on* None: since before the list.

    A thôn belongs to a commune, a tổ dân phố to a ward (Nghị định 185/2026/NĐ-CP Điều 2 khoản 3); the commune's council may
    decide otherwise (khoản 4): then *source* names its resolution. Under a unit that ended the village ended with it.
    """
    grant = require(actor, "organisation.manage", locality)
    name = tidy(name)
    code = f"{commune.code}.{slug(name)}"
    problems = _village_problems(locality, commune, name, founded_on, tidy(source))
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=commune.pk)
        siblings = UnitVersion.objects.filter(parent=commune, valid_to=commune.ended_on).select_related("unit")
        if any(sibling.folded == fold(name) and sibling.name.lower() == name.lower() for sibling in siblings):
            problems.append(Problem(f"Đã có «{name}» ở đây.", "Tên"))
        elif Unit.objects.filter(code=code).exists():
            problems.append(Problem(f"Mã «{code}» đã dùng; thêm số hoặc chữ vào tên cho khác.", "Tên"))
        if problems:
            raise RefusedError(*problems)
        village = Unit.objects.create(
            code=code,
            register=Unit.Register.LOCAL,
            level=Unit.Level.VILLAGE,
            founded_on=founded_on,
            ended_on=commune.ended_on,
        )
        UnitVersion.objects.create(
            unit=village,
            name=name,
            type=type_of(name) or "",
            parent=commune,
            valid_from=founded_on,
            valid_to=commune.ended_on,
            source=tidy(source),
        )
        record(actor, grant, "village.add", village, locality, {"code": code})
    return village


def _village_problems(locality: Locality, commune: Unit, name: str, founded_on: date | None, source: str) -> list[Problem]:
    problems = []
    if commune.level != Unit.Level.COMMUNE or not belongs_to(commune, locality):
        problems.append(Problem("Chọn xã, phường, thị trấn hoặc đặc khu của địa phương.", "Đơn vị"))
    if founded_on and commune.founded_on and founded_on < commune.founded_on:
        problems.append(Problem(f"Đơn vị cấp xã này có từ {commune.founded_on:%d/%m/%Y}.", "Từ ngày"))
    if founded_on and commune.ended_on and founded_on >= commune.ended_on:
        problems.append(Problem(f"Đơn vị cấp xã này không còn từ {commune.ended_on:%d/%m/%Y}.", "Từ ngày"))
    kind = kind_of(name)
    if kind is None:
        problems.append(Problem("Tên phải bắt đầu bằng loại: Thôn, Xóm, Ấp, Bản, Tổ dân phố, Khu phố…", "Tên"))
    elif len(name) > 120:
        problems.append(Problem("Tên dài quá 120 chữ.", "Tên"))
    elif not source:
        problems += _kind_problems(commune, kind, founded_on)
    return problems


def _kind_problems(commune: Unit, kind: str, founded_on: date | None) -> list[Problem]:
    last = date.fromordinal(commune.ended_on.toordinal() - 1) if commune.ended_on else timezone.localdate()
    day = founded_on or last
    version = version_on(commune, day)
    try:
        words = village_words(version.type if version else "", day)
    except NoRuleInForceError:
        return []
    if kind in words.choices:
        return []
    what = (
        f"{version.name if version else commune.code} có {words.community}, không có {kind} ({words.citation}). "
        "Nếu Hội đồng nhân dân cấp xã quyết định khác, ghi số nghị quyết vào ô «Căn cứ»."
    )
    return [Problem(what, "Tên")]


def end_village(
    actor: Actor, locality: Locality, village: Unit, day: date, heirs: Collection[Unit] = (), source: str = ""
) -> Unit:
    """End *village* so that *day* is the first day without it.

    *heirs*: the villages of the locality that took it over, wholly or in parts, by the resolution *source*; what is posted and
    kept of it is then led to them.
    """
    grant = require(actor, "organisation.manage", locality)
    if village.level != Unit.Level.VILLAGE or not belongs_to(village, locality):
        raise RefusedError(Problem("Chọn thôn, tổ dân phố của địa phương.", "Thôn, tổ dân phố"))
    with transaction.atomic():
        keys = sorted({village.pk, *(heir.pk for heir in heirs)})  # an heir that ends meanwhile waits, and is seen then
        held = next(one for one in Unit.objects.select_for_update().filter(pk__in=keys).order_by("pk") if one.pk == village.pk)
        last = UnitVersion.objects.filter(unit=held, valid_to=held.ended_on).get()
        problems = []
        if held.ended_on:
            problems.append(Problem(f"«{last.name}» đã kết thúc từ {held.ended_on:%d/%m/%Y}.", "Ngày kết thúc"))
        if last.valid_from and day <= last.valid_from:
            problems.append(Problem(f"Phải sau ngày {last.valid_from:%d/%m/%Y}.", "Ngày kết thúc"))
        problems += _end_day_problems(last, day)
        problems += _heir_problems(locality, held, day, heirs, tidy(source))
        if problems:
            raise RefusedError(*problems)
        held.ended_on = last.valid_to = day
        held.save(update_fields=["ended_on"])
        last.save(update_fields=["valid_to"])
        Succession.objects.bulk_create(
            Succession(predecessor=held, successor=heir, on=day, is_split=len(heirs) > 1, source=tidy(source)) for heir in heirs
        )
        details = {"code": held.code, "day": day.isoformat(), "heirs": sorted(heir.code for heir in heirs)}
        record(actor, grant, "village.end", held, locality, details)
    return held


def _end_day_problems(last: UnitVersion, day: date) -> list[Problem]:
    """An end cannot be taken back: a day before the commune, or more than a year away, is a year mistyped.

    Nor does a village end before it took another one over, whose people would be led to nobody.
    """
    commune = last.parent
    if commune is not None and commune.founded_on and day <= commune.founded_on:
        return [Problem(f"Đơn vị cấp xã này có từ {commune.founded_on:%d/%m/%Y}; ghi ngày sau đó.", "Ngày kết thúc")]
    if (day - timezone.localdate()).days > MOST_AHEAD:
        return [Problem(f"Ngày {day:%d/%m/%Y} còn hơn một năm nữa; xem lại năm.", "Ngày kết thúc")]
    if took := Succession.objects.filter(successor=last.unit_id, on__gte=day).order_by("on").last():
        what = f"«{last.name}» tiếp nhận nơi khác từ {took.on:%d/%m/%Y}; ghi kết thúc sau ngày ấy."
        return [Problem(what, "Ngày kết thúc")]
    return []


def _heir_problems(locality: Locality, village: Unit, day: date, heirs: Collection[Unit], source: str) -> list[Problem]:
    """An heir is another village of the place that exists on *day*; whoever joins villages does so by a resolution."""
    living = {
        row.unit_id
        for row in UnitVersion.objects.on(day).filter(unit__in=heirs, unit__level=Unit.Level.VILLAGE).select_related("unit")
        if row.unit_id != village.pk and belongs_to(row.unit, locality)
    }
    problems = []
    if any(heir.pk not in living for heir in heirs):
        problems.append(Problem(f"Chọn nơi khác của {locality.name} đã có vào ngày {day:%d/%m/%Y}.", "Nơi tiếp nhận"))
    if heirs and not source:
        problems.append(Problem("Ghi nghị quyết sắp xếp, sáp nhập.", "Căn cứ"))
    if len(source) > SOURCE_LENGTH:
        problems.append(Problem(f"Dài quá {SOURCE_LENGTH} ký tự.", "Căn cứ"))
    return problems
