"""Texts whose look-alikes are known: variants of some texts, and texts that resemble none; the same in every run."""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from kheo.site.generate.texts import Story, tell
from kheo.site.generate.variants import Rewriting, variant

SHARES = (0.2, 0.3, 0.5, 0.7, 0.9)
CHANGES = {
    "none": Rewriting(renamed=False, shuffled=False),
    "shuffled": Rewriting(renamed=False),
    "names, numbers": Rewriting(),
    "15 % reworded": Rewriting(0.15),
    "30 % reworded": Rewriting(0.3),
}
SOURCES = 30  # of the 44 hand-written stories; the others fill the variants and stand in no index


@dataclass(frozen=True)
class Case:
    """A text to ask about and the number of the one source it comes from, None if it resembles nothing."""

    group: tuple[str, float]
    text: str
    source: int | None


@cache
def stories() -> tuple[str, ...]:
    table = tomllib.loads(files("kheo.site.demo").joinpath("cau-chuyen-2024.toml").read_text(encoding="utf-8"))
    return tuple(
        "\n".join([one["teaser"], one["situation"], *one["way"], one["outcome"], one["lesson"]])
        for one in table["stories"].values()
    )


def sources() -> tuple[str, ...]:
    return stories()[:SOURCES]


def made_up(count: int, seed: int = 1) -> list[str]:
    """Texts of ``kheo generate``: a crowd of one topic or another, worded apart."""
    chance = random.Random(seed)  # noqa: S311  a sample, no secret
    return [text_of(tell(chance, f"thôn {number}")) for number in range(count)]


def text_of(story: Story) -> str:
    return "\n".join(getattr(story, part) for part in ("title", "summary", "situation", "way", "outcome", "lesson"))


def cases() -> list[Case]:
    """Each source once in each group; then what resembles nothing: other stories, the same topics by another hand."""
    chance = random.Random(20)  # noqa: S311  a sample, no secret
    fillings = stories()[SOURCES:]
    found = [
        Case((name, share), variant(chance, source, chance.choice(fillings), share, how), number)
        for name, how in CHANGES.items()
        for share in SHARES
        for number, source in enumerate(sources())
    ]
    found += [Case(("another topic", 0), text, None) for text in fillings]
    table = tomllib.loads(Path(__file__).with_name("likeness.toml").read_text(encoding="utf-8"))
    found += [Case(("same topic, another hand", 0), one["text"], None) for one in table["text"]]
    found += [Case(("made up, not in the index", 0), text, None) for text in made_up(100, seed=2)]
    return found
