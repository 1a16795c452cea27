"""A whole document checked: groups and items, kinds of unit, classes, and that the sums add up."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from kheo.assessment.criteria.fields import Fields
from kheo.assessment.criteria.values import ClassRead, ItemRead, KindRead, LevelRead, SetRead
from kheo.assessment.rules.schemes import Basis, Giver, Part, Scoring, VetoEffect, highest_of
from kheo.foundation.numbers import written


class Checker(Fields, ABC):
    """Walks a document; :meth:`read` returns the set as far as it could be read, ``problems`` holds what is wrong."""

    @abstractmethod
    def where(self, table: str, index: int, name: str) -> str:
        """The place of the *index*-th table of its kind in the document, as the reader of the problem would look for it."""

    @abstractmethod
    def item_place(self, group: int, inside: int, before: int) -> str:
        """The place of an item: number of its group, its number *inside* it, number of items *before* it in the document."""

    def read(self, document: dict[str, Any]) -> SetRead:
        head = self.voice.head
        code = self.slug(document, "code", head, 80)
        title = self.string(document, "title", head, 200)
        source = self.string(document, "source", head, 600)
        illustrative, excerpt = self.yes(document, "illustrative", head), self.yes(document, "excerpt", head)
        unread = self.string(document, "unread", head, 600, required=excerpt)
        kinds = self.kinds(document)
        items = self.items(document, [kind.code for kind in kinds])
        bare = SetRead(
            code,
            title,
            source,
            illustrative,
            tuple(items),
            (),
            excerpt,
            unread,
            self.choice(document, "basis", Basis.POINTS, head),
            self.percent({"met_at": 50, **document}, "met_at", head),
            self.cap(document, head),
            self.choice(document, "veto", VetoEffect.NO_CLASS, head),
            tuple(kinds),
        )
        self.check_totals(document, bare)
        return replace(bare, classes=tuple(self.classes(document, bare)))

    def cap(self, document: dict[str, Any], head: str) -> Decimal | None:
        if "self_cap" not in document:
            return None
        cap = self.number(document, "self_cap", head)
        if cap <= 0:
            self.say(f"{self.voice.word('self_cap')} phải lớn hơn 0.", head)
        return cap

    def kinds(self, document: dict[str, Any]) -> list[KindRead]:
        kinds: list[KindRead] = []
        self.kind_tables = self.tables(document, "kinds", self.voice.whole, required=False)
        for index, table in enumerate(self.kind_tables):
            where = self.where("kinds", index, f"loại đơn vị {index + 1}")
            kind = KindRead(self.slug(table, "code", where, 40), self.string(table, "label", where, 120))
            if any(other.code == kind.code for other in kinds):
                self.say(f"{self.voice.word('code')} «{kind.code}» dùng hai lần.", where)
            kinds.append(kind)
        return kinds

    def items(self, document: dict[str, Any], kinds: Sequence[str]) -> list[ItemRead]:
        items: list[ItemRead] = []
        codes: dict[str, str] = {}
        names: set[str] = set()
        for group_index, group in enumerate(self.tables(document, "groups", self.voice.whole)):
            where = self.where("groups", group_index, f"nhóm {group_index + 1}")
            name = self.string(group, "name", where, 200)
            if name and name in names:
                self.say(f"tên nhóm «{name}» dùng hai lần; mỗi nhóm một tên.", where)
            names.add(name)
            before = len(items)
            for inside, table in enumerate(self.tables(group, "items", where)):
                place = self.item_place(group_index, inside, len(items))
                item = self.item(table, name, kinds, place)
                if item.code in codes:
                    word = self.voice.word("code")
                    self.say(f"{word} «{item.code}» đã dùng ở {codes[item.code]}; mỗi mục một mã.", place)
                codes.setdefault(item.code, place)
                items.append(item)
            self.check_sum(group, points_of_group(items[before:]), where)
        return items

    def item(self, table: dict[str, Any], group: str, kinds: Sequence[str], where: str) -> ItemRead:
        code = self.slug(table, "code", where, 40)
        part = self.choice(table, "part", Part.ORDINARY, where)
        if part == Part.VETO:
            table = {**table, "maximum": 1, "step": 1, "scoring": Scoring.STEPS.value, "levels": []}
        levels = self.levels(table, where)
        scoring = self.choice(table, "scoring", Scoring.LEVELS if levels else Scoring.STEPS, where)
        before = len(self.problems)
        maximum = self.number(table, "maximum", where)
        step = self.number({"step": 1, **table}, "step", where)
        if len(self.problems) == before:
            self.check_points(maximum, step, scoring, levels, where)
        only_for = self.lines(table, "only_for", where, 40)
        self.known(only_for, kinds, "only_for", where)
        evidence = "\n".join(self.lines(table, "evidence", where, 300))
        return ItemRead(
            group,
            code,
            self.string(table, "text", where, 400),
            maximum,
            step if scoring == Scoring.STEPS else Decimal(1),
            evidence,
            part,
            scoring,
            levels if scoring == Scoring.LEVELS else (),
            self.choice(table, "giver", Giver.SELF, where),
            only_for,
        )

    def levels(self, table: dict[str, Any], where: str) -> tuple[LevelRead, ...]:
        rows = self.tables(table, "levels", where, required=False)
        return tuple(LevelRead(self.number(row, "points", where), self.string(row, "text", where, 200)) for row in rows)

    def check_points(self, maximum: Decimal, step: Decimal, scoring: Scoring, levels: Sequence[LevelRead], where: str) -> None:
        most, word = self.voice.word("maximum"), self.voice.word("step")
        if maximum <= 0 or step <= 0:
            self.say(f"{most} và {word} phải lớn hơn 0.", where)
            return
        if scoring == Scoring.STEPS and maximum % step:
            self.say(f"{most} {written(maximum)} không phải bội số của {word} {written(step)}.", where)
        if scoring == Scoring.LEVELS:
            points = [level.points for level in levels]
            if len(points) < 2 or len(set(points)) < len(points):
                self.say("mục chấm theo mức cần ít nhất hai mức, mỗi mức một số điểm khác nhau.", where)
            elif max(points) != maximum or min(points) < 0:
                said = f"các mức đi từ {written(min(points))} đến {written(max(points))}"
                self.say(f"{said}; mức cao nhất phải bằng {most} {written(maximum)}, mức thấp nhất không dưới 0.", where)

    def classes(self, document: dict[str, Any], bare: SetRead) -> list[ClassRead]:
        classes: list[ClassRead] = []
        for index, table in enumerate(self.tables(document, "classes", self.voice.whole, required=not bare.excerpt)):
            where = self.where("classes", index, f"loại {index + 1}")
            read = self.class_(table, bare, where)
            if any((other.kind, other.min_total) == (read.kind, read.min_total) for other in classes):
                self.say(f"hai loại cùng ngưỡng {written(read.min_total)}; mỗi ngưỡng một loại.", where)
            if any((other.kind, other.name) == (read.kind, read.name) for other in classes):
                self.say(f"tên loại «{read.name}» dùng hai lần.", where)
            classes.append(read)
        return classes

    def class_(self, table: dict[str, Any], bare: SetRead, where: str) -> ClassRead:
        kind = self.string(table, "kind", where, 40, required=False)
        self.known([kind] if kind else [], [one.code for one in bare.kinds], "kind", where)
        lowest, word = self.number(table, "min_total", where), self.voice.word("min_total")
        highest = Decimal(100) if bare.basis == Basis.PERCENT else highest_for(bare, [kind] if kind else [])
        if not 0 <= lowest <= highest:
            of = "phần trăm" if bare.basis == Basis.PERCENT else "tổng điểm"
            self.say(f"{word} {written(lowest)} nằm ngoài {of} 0 đến {written(highest)}.", where)
        over, least = "met_over" in table, "met_least" in table
        if over and least:
            self.say(f"chỉ ghi một trong hai: {self.voice.word('met_over')}; {self.voice.word('met_least')}.", where)
        met = self.percent(table, "met_over" if over else "met_least", where) if over or least else None
        return ClassRead(self.string(table, "name", where, 80), lowest, met, over, self.yes(table, "no_zero", where), kind)

    def check_totals(self, document: dict[str, Any], bare: SetRead) -> None:
        """The total stated for the whole set and for each kind of unit."""
        self.check_sum(document, highest_for(bare, []), self.voice.head)
        for index, table in enumerate(self.kind_tables):
            where = self.where("kinds", index, f"loại đơn vị {index + 1}")
            self.check_sum(table, highest_for(bare, [str(table.get("code", ""))]), where)

    def check_sum(self, table: dict[str, Any], added: Decimal, where: str) -> None:
        if "total" not in table:
            return
        stated = self.number(table, "total", where)
        if stated != added:
            word = self.voice.word("total")
            self.say(f"{word} ghi {written(stated)} nhưng điểm tối đa các mục cộng lại là {written(added)}.", where)


def points_of_group(items: Iterable[ItemRead]) -> Decimal:
    """The maxima of a group: those inside the total, or in a group without such items the bonus or minus points."""
    pointed = [item for item in items if item.part != Part.VETO]
    ordinary = [item for item in pointed if item.part == Part.ORDINARY]
    return sum((item.maximum for item in ordinary or pointed), Decimal(0))


def highest_for(bare: SetRead, kinds: Sequence[str]) -> Decimal:
    """The most that a unit of one of *kinds* can reach; without any named, of whatever kind."""
    items = [item.rule for item in bare.items]
    among = kinds or bare.scheme.kinds or ("",)
    return max(highest_of(bare.scheme, items, kind) for kind in among)
