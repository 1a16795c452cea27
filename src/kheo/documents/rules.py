"""Layout of official papers: measures from dated, cited rows (``data/layout.toml``), picked by the paper's own date."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal

from kheo.documents.content import LayoutKind
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.rules import NoRuleInForceError, Rule, load_rules

TABLE = load_rules("kheo.documents", "layout.toml")
# Points, in an annex set small: its text and its tables. No rule sets them; the least that is read without effort on paper.
SMALL, SMALL_TABLE = 10.5, 9.5
PARTS = ("page", "text", "head", "foot", "body")


@dataclass(frozen=True)
class Layout:
    """Measures of a paper. Page, indent and signing room in mm, sizes and *between* in points, *spacing* as a factor of the line.

    *head_split* is the left column's share of the line in per cent. *rules* are the rows the measures came from.
    """

    kind: LayoutKind
    rules: tuple[Rule, ...]
    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    body: float
    title: float
    subject: float
    place: float
    between: float
    spacing: float
    page_number: float
    name: float
    motto: float
    superior: float
    issuer: float
    number: float
    under_issuer: Literal["star", "rule"]
    under_subject: Literal["rule"]
    head_split: float
    authority: float
    position: float
    position_bold: bool
    signer: float
    recipients_word: float
    recipients_style: Literal["bold italic", "underline"]
    recipients: float
    signing_room: float
    indent: float
    table: float
    basis_italic: bool

    @property
    def text_width(self) -> float:
        """Width between the margins in mm."""
        return self.width - self.left - self.right

    @property
    def issuer_width(self) -> float:
        """Width in mm of the head's left column."""
        return self.text_width * self.head_split / 100

    @property
    def verified(self) -> bool:
        """Every measure was read in the text of its rule."""
        return all(rule.verified for rule in self.rules)

    @property
    def citations(self) -> tuple[str, ...]:
        """Where the measures stand, each source once, for the screen."""
        return tuple(dict.fromkeys(rule.citation for rule in self.rules))

    def measures(self) -> dict[str, Any]:
        """Every measure by name, for a template."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "rules"}


def layout_on(kind: LayoutKind, day: date) -> Layout:
    """Return the layout of *kind* in force on *day*; RefusedError for a day before the oldest row."""
    try:
        rules = tuple(TABLE.on(f"{kind}.{part}", day) for part in PARTS)
    except NoRuleInForceError as nothing:
        first = min(rule.valid_from for rule in TABLE.rules if rule.key.startswith(f"{kind}."))
        raise RefusedError(
            Problem(
                f"Khéo có quy định thể thức từ ngày {first:%d/%m/%Y}, văn bản này ghi {day:%d/%m/%Y}; xem lại ngày trên văn bản.",
                where="ngày văn bản",
            )
        ) from nothing
    # A measure is [used, least, most]; words and yes/no stand alone.
    used = {name: value[0] if isinstance(value, list) else value for rule in rules for name, value in rule.value.items()}
    return Layout(kind=kind, rules=rules, **used)


def small(layout: Layout) -> Layout:
    """*layout* with the type of an annex that is set small."""
    return replace(layout, body=SMALL, table=SMALL_TABLE, between=2, spacing=1)
