"""How often a cell of so many words is read rightly: real names and headings, typed in each family, one cell alone."""

import csv
import random
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from importlib.resources import files

from kheo.foundation.encodings import CERTAIN, detect
from tests.foundation.encodings.typed import ENCODERS, WORD

FOREIGN = [
    "The naïve café owner’s résumé was read at the party in São Paulo by Zoë and Müller",
    "Le garçon a été à l’école avec sa mère, né à Hué",
    "Größe für die Söhne über schöne Mädchen aus Köln und Zürich",
    "El Niño llegó mañana con el señor Ibáñez",
    "Noël, crème brûlée, œuvre, forêt, île",
    "I'm sure you don't know it's 5 o'clock. What? Why not! Let's go to the park. To be or not to be?",
    "C++, O+, A+, f(x) = a(b+c), a.b@c.vn",
    "Co., Ltd. No. 12 (a) i.e. e.g. U.S.A. N.V.A. P.O. Box 3",
    "qu'on m'a dit aujourd'hui n'est pas d'accord",
]


def corpus() -> list[list[str]]:
    """Sentences of words: names of units, and the headings that offices write."""
    folder = files("kheo.organisation").joinpath("data", "units")
    names = [
        row["name"]
        for part in ("legacy_communes", "legacy_districts", "communes")
        for row in csv.DictReader(folder.joinpath(f"{part}.csv").read_text(encoding="utf-8").splitlines())
    ]
    table = tomllib.loads(files("kheo.movement").joinpath("reading", "headings.toml").read_text(encoding="utf-8"))
    headings = [one for row in table["heading"] for name in ("exact", "starts", "contains") for one in row.get(name, ())]
    return [WORD.findall(text) for text in [*names[::3], *headings, *headings]]


@dataclass
class Count:
    shown: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)  # read as typed
    sure: Counter[str] = field(default_factory=Counter)  # … and beyond doubt
    wrong: Counter[str] = field(default_factory=Counter)  # changed into something else
    surely_wrong: Counter[str] = field(default_factory=Counter)


def measure(words: int, cells: int, seed: int = 1) -> Count:
    """*cells* cells of each family and of Unicode; what a family does not change (plain ASCII) is left out."""
    chance = random.Random(seed)  # noqa: S311  a sample, no secret
    sentences, count = [one for one in corpus() if len(one) >= min(words, 2)], Count()
    stream = [word for sentence in chance.sample(sentences, len(sentences)) for word in sentence]
    for family in ("unicode", *ENCODERS):
        while count.shown[family] < cells:
            start = chance.randrange(len(stream) - words)
            meant = " ".join(stream[start : start + words])
            typed = ENCODERS[family](meant) if family != "unicode" else meant
            if meant.isascii() or (family != "unicode" and typed == meant):
                continue
            count.shown[family] += 1
            read = detect(typed)
            is_right = read.text.lower() == meant.lower()
            count.right[family] += is_right
            count.sure[family] += is_right and read.confidence >= CERTAIN
            count.wrong[family] += not is_right and read.text != typed
            count.surely_wrong[family] += not is_right and read.text != typed and read.confidence >= CERTAIN
    return count


def foreign_pieces(words: int) -> list[str]:
    pieces = []
    for text in FOREIGN:
        split = text.split()
        pieces += [" ".join(split[at : at + words]) for at in range(max(1, len(split) - words + 1))]
    return pieces


def main() -> None:
    for words in map(int, sys.argv[1:] or ("1", "2", "3", "5")):
        count = measure(words, 4000)
        for family in count.shown:
            shown = count.shown[family]
            changed_wrongly = [100 * number[family] / shown for number in (count.wrong, count.surely_wrong)]
            print(  # noqa: T201  a table for the note
                f"{words} | {family:8} | {100 * count.right[family] / shown:6.2f} | {100 * count.sure[family] / shown:6.2f} |"
                f" {changed_wrongly[0]:5.2f} | {changed_wrongly[1]:5.2f}"
            )
        pieces = foreign_pieces(words)
        changed = [(one, read) for one in pieces if (read := detect(one)).encoding != "unicode"]
        surely = sum(read.confidence >= CERTAIN for _, read in changed)
        print(f"{words} | other    | {len(pieces)} pieces, {len(changed)} changed, {surely} surely", changed[:6])  # noqa: T201


if __name__ == "__main__":
    main()
