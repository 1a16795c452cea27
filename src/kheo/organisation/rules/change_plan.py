"""What a file of changes would do to the units: checked as a whole, described row by row, nothing written here."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kheo.foundation.refusal import Problem
from kheo.foundation.text import fold
from kheo.organisation.rules.changes import Change
from kheo.organisation.rules.villages import KINDS

# What may lie under what, and the types of each level, from 2025-07-01 (two-level local government) and before.
PARENT_LEVELS = {
    "province": ("country",),
    "district": ("province",),
    "commune": ("province", "district"),
    "village": ("commune",),
}
TYPES = {
    "province": ("tỉnh", "thành phố trung ương"),
    "district": ("huyện", "quận", "thị xã", "thành phố"),
    "commune": ("xã", "phường", "thị trấn", "đặc khu"),
    "village": tuple(word for words in KINDS.values() for word in words),
}
_ORDER = ("found", "rename", "retype", "move", "merge", "split", "end")


@dataclass
class VersionState:
    """Name, type and parent's code between two days; *pk* is None for one that the plan adds."""

    name: str
    type: str
    parent: str
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    pk: int | None = None


@dataclass
class UnitState:
    """A unit as the plan knows it; *versions* in the order of time."""

    code: str
    level: str
    founded: date | None = None
    ended: date | None = None
    versions: list[VersionState] = field(default_factory=list)
    is_new: bool = False

    def lives_on(self, day: date) -> bool:
        return (self.founded is None or self.founded <= day) and (self.ended is None or day < self.ended)

    @property
    def label(self) -> str:
        return f"{self.versions[-1].name} ({self.code})" if self.versions else self.code


@dataclass(frozen=True)
class PlannedSuccession:
    predecessor: str
    successor: str
    day: date
    is_split: bool
    source: str


@dataclass
class Plan:
    """*lines*: what each row does, in words, by row; *problems*: why nothing may be done; *touched*: codes that change."""

    units: dict[str, UnitState]
    lines: list[tuple[Change, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    successions: list[PlannedSuccession] = field(default_factory=list)


def level_of(code: str) -> str:
    """Return the level that a code's shape names: two, three, five digits, or a village behind a dot; empty if none."""
    if re.fullmatch(r"gso20\d\d-\d{5}\.[a-z0-9-]{1,40}", code):
        return "village"
    digits = re.fullmatch(r"gso(2024-\d{3}|20\d\d-\d{2}|20\d\d-\d{5})", code)
    return {2: "province", 3: "district", 5: "commune"}[len(code.split("-")[1])] if digits else ""


def plan_changes(changes: Iterable[Change], units: dict[str, UnitState]) -> Plan:
    """Return what *changes* do to *units* (all of them, by code; the states are changed in place)."""
    plan = Plan(units)
    ordered = sorted(changes, key=lambda change: (change.day, _ORDER.index(change.action), change.row))
    _check_shares(ordered, plan)
    steps = {
        "found": _found,
        "rename": _rewrite,
        "retype": _rewrite,
        "move": _rewrite,
        "merge": _hand_over,
        "split": _hand_over,
        "end": _end,
    }
    for change in ordered:
        steps[change.action](change, plan)
    _check_orphans(ordered, plan)
    return plan


def _refuse(change: Change, plan: Plan, text: str) -> None:
    plan.problems.append(Problem(text, change.where))


def _check_shares(changes: list[Change], plan: Plan) -> None:
    """A unit merges once into one; a split names at least two different successors on one day."""
    going: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.action in {"merge", "split", "end"}:
            going[change.predecessor].append(change)
    for code, rows in going.items():
        actions = {change.action for change in rows}
        targets = Counter(change.successor for change in rows)
        if len(actions) > 1 or len({change.day for change in rows}) > 1:
            _refuse(rows[-1], plan, f"{code} kết thúc nhiều lần trong tệp; một đơn vị chỉ sáp nhập, chia hoặc kết thúc một lần.")
        elif actions != {"split"} and len(rows) > 1:
            _refuse(rows[-1], plan, f"{code} có {len(rows)} dòng {rows[0].action}; về nhiều đơn vị thì dùng split.")
        elif actions == {"split"} and (len(rows) < 2 or max(targets.values()) > 1):
            _refuse(rows[-1], plan, f"{code} bị chia thì cần ít nhất hai dòng split, mỗi dòng một đơn vị nhận khác nhau.")


def _living(code: str, change: Change, plan: Plan) -> UnitState | None:
    unit = plan.units.get(code)
    if unit is None:
        _refuse(change, plan, f"Không có đơn vị mã {code}. Tìm mã bằng: kheo units find TÊN.")
    elif not unit.lives_on(change.day):
        is_over = unit.ended is not None and unit.ended <= change.day
        when = f"kết thúc từ {unit.ended:%d/%m/%Y}" if is_over else f"đến {unit.founded:%d/%m/%Y} mới thành lập"
        _refuse(change, plan, f"{unit.label} không có ngày {change.day:%d/%m/%Y}: {when}.")
    else:
        return unit
    return None


def _may_change_on(unit: UnitState, change: Change, plan: Plan) -> bool:
    """Facts are added at the end of a unit's story, never before what is already known."""
    last = unit.versions[-1] if unit.versions else None
    if last is None:
        _refuse(change, plan, f"{unit.code} không có tên trong danh mục nào; không thể thay đổi.")
    elif last.valid_from and (last.valid_from > change.day or (last.valid_from == change.day and last.pk is not None)):
        _refuse(change, plan, f"{unit.label} đã có thay đổi ngày {last.valid_from:%d/%m/%Y}; thay đổi mới phải sau ngày đó.")
    elif unit.founded and unit.founded >= change.day and not unit.is_new:
        _refuse(change, plan, f"{unit.label} thành lập ngày {unit.founded:%d/%m/%Y}; thay đổi phải sau ngày đó.")
    else:
        return True
    return False


def _fits(level: str, name: str, type_: str) -> str:
    """Say what is wrong with a name and type of *level*; empty when nothing is."""
    if type_ not in TYPES[level]:
        return f"Loại «{type_}» không dùng cho cấp này; dùng: {', '.join(TYPES[level])}."
    first = "thành phố" if type_ == "thành phố trung ương" else type_
    if not fold(name).startswith(f"{fold(first)} "):
        return f"Tên đầy đủ phải bắt đầu bằng loại: «{first.capitalize()} …»; đang là «{name}»."
    return ""


def _parent(code: str, level: str, change: Change, plan: Plan) -> UnitState | None:
    parent = _living(code, change, plan)
    if parent and parent.level not in PARENT_LEVELS.get(level, ()):
        _refuse(change, plan, f"{parent.label} không phải cấp trên trực tiếp của đơn vị này.")
        return None
    return parent


def _found(change: Change, plan: Plan) -> None:
    level = level_of(change.successor)
    if change.successor in plan.units:
        _refuse(change, plan, f"Mã {change.successor} đã dùng cho {plan.units[change.successor].label}; mã không dùng lại.")
        return
    if not level:
        _refuse(
            change, plan, f"Mã {change.successor} không đúng dạng: gso2025- và 2 chữ số (tỉnh), 5 chữ số (xã), hoặc xã.tên-thôn."
        )
        return
    wrong = _fits(level, change.name, change.type)
    if wrong:
        _refuse(change, plan, wrong)
    parent = _parent(change.parent, level, change, plan)
    if parent is None or wrong:
        return
    version = VersionState(change.name, change.type, change.parent, change.day, None, change.source)
    plan.units[change.successor] = UnitState(change.successor, level, change.day, None, [version], is_new=True)
    plan.touched.add(change.successor)
    plan.lines.append((change, f"Thành lập {change.name} ({change.successor}), thuộc {parent.label}."))


def _rewrite(change: Change, plan: Plan) -> None:
    """A new name, type or parent: the version that holds ends, the next begins; several on one day make one version."""
    unit = _living(change.predecessor, change, plan)
    if unit is None or not _may_change_on(unit, change, plan):
        return
    last = unit.versions[-1]
    name, type_, parent = change.name or last.name, change.type or last.type, change.parent or last.parent
    wrong = _fits(unit.level, name, type_) if change.action != "move" else ""
    if (name, type_, parent) == (last.name, last.type, last.parent):
        wrong = f"{unit.label} đã như vậy từ trước; dòng này không thay đổi gì."
    if wrong:
        _refuse(change, plan, wrong)
        return
    above = _parent(parent, unit.level, change, plan) if change.action == "move" else None
    if change.action == "move" and above is None:
        return
    before = unit.label
    if last.pk is None and last.valid_from == change.day:
        last.name, last.type, last.parent, last.source = name, type_, parent, change.source
    else:
        last.valid_to = change.day
        unit.versions.append(VersionState(name, type_, parent, change.day, None, change.source))
    plan.touched.add(unit.code)
    plan.lines.append((change, f"{before} chuyển về {above.label}." if above else f"{before} đổi thành {name}."))


def _hand_over(change: Change, plan: Plan) -> None:
    unit = plan.units.get(change.predecessor)
    if not (unit and unit.ended == change.day and any(row.predecessor == unit.code for row in plan.successions)):
        unit = _close(change, plan)
    successor = _living(change.successor, change, plan)
    if unit is None or successor is None:
        return
    if unit.level != successor.level:
        _refuse(change, plan, f"{successor.label} không cùng cấp với {unit.label}.")
        return
    is_split = change.action == "split"
    plan.successions.append(PlannedSuccession(unit.code, successor.code, change.day, is_split, change.source))
    verb = "một phần nhập vào" if is_split else "nhập vào"
    plan.lines.append((change, f"{unit.label} kết thúc, {verb} {successor.label}."))


def _end(change: Change, plan: Plan) -> None:
    unit = _close(change, plan)
    if unit:
        plan.lines.append((change, f"{unit.label} kết thúc, không có đơn vị kế thừa."))


def _close(change: Change, plan: Plan) -> UnitState | None:
    unit = _living(change.predecessor, change, plan)
    if unit is None or not _may_change_on(unit, change, plan):
        return None
    if unit.is_new or unit.versions[-1].valid_from == change.day:
        _refuse(
            change,
            plan,
            f"{unit.label} vừa được lập hoặc đổi trong chính tệp này ngày {change.day:%d/%m/%Y}, không thể kết thúc cùng ngày.",
        )
        return None
    unit.ended = unit.versions[-1].valid_to = change.day
    plan.touched.add(unit.code)
    return unit


def _check_orphans(changes: list[Change], plan: Plan) -> None:
    """Units that still lie under one that ends must be moved or ended in the same file."""
    ends = {change.predecessor: change for change in changes if change.action in {"merge", "split", "end"}}
    orphans = _living_under(plan.units, ends)
    for code, names in orphans.items():
        shown = ", ".join(names[:5]) + (f" và {len(names) - 5} đơn vị nữa" if len(names) > 5 else "")
        _refuse(
            ends[code],
            plan,
            f"{code} kết thúc mà còn {len(names)} đơn vị trực thuộc: {shown}. Thêm dòng move hoặc end cho từng đơn vị.",
        )
    for change in changes:
        heir = plan.units.get(change.successor)
        if heir and change.action in {"merge", "split"} and heir.ended and heir.ended <= change.day:
            _refuse(change, plan, f"{heir.label} cũng kết thúc ngày {heir.ended:%d/%m/%Y}; đơn vị nhận phải còn hoạt động.")


def _living_under(units: Mapping[str, UnitState], parents: Mapping[str, Change]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for unit in units.values():
        last = unit.versions[-1] if unit.versions else None
        if last and last.valid_to is None and last.parent in parents and units[last.parent].ended:
            found[last.parent].append(unit.label)
    return found
