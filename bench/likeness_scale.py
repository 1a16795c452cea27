"""Look-alikes among very many initiatives: filling, the size of the index, the time of one query (see ``bench.scale``).

Texts are those of ``kheo generate``, whose few words make marks far more common than people's do: a hard case.
"""

import random
import statistics
import time
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from django.db import connection

from bench import place
from bench.likeness import fill as fill_by_program
from bench.likeness_cases import made_up
from kheo.foundation.text import fold
from kheo.movement.likeness import digest_of, marks_of, read
from kheo.movement.models import Initiative, Kind, Registration, Sketch, Subject
from kheo.movement.queries.likeness.finding import alike, asked_of, candidates, look_alikes
from kheo.site.generate.variants import Rewriting, variant

ASKED, ROUND = 50, 2000
BY_THE_PROGRAM = 1000  # of the texts are read by the program's own batches, to know what these cost
PLACE = "gso2024-349"


def told(what: str, started: float) -> float:
    print(f"{what}: {time.perf_counter() - started:.1f} s", flush=True)
    return time.perf_counter()


def fill(count: int) -> None:
    place.load()
    locality = place.open_place(PLACE, date(2024, 1, 1))
    programme = place.open_programme(locality, 2024)
    started = time.perf_counter()
    texts = made_up(count)
    started = told(f"{count} texts made up", started)
    keys = fill_by_program(locality, texts[:BY_THE_PROGRAM])
    started = told(f"{len(keys)} initiatives written and read by the program's own batches", started)
    unit = Initiative.objects.get(pk=keys[0]).unit_id
    keys += _fill_bare(locality.pk, unit, texts[BY_THE_PROGRAM:])
    started = told("the others, index made after them", started)
    Registration.objects.bulk_create(
        (
            Registration(programme=programme, initiative_id=key, field=field, registered_on=date(2024, 2, 1), state="running")
            for key, field in zip(keys, cycle(programme.fields.all()), strict=False)
        ),
        batch_size=500,
    )
    told("a registration each", started)


def _fill_bare(locality: int, unit: int, texts: Iterable[str]) -> list[int]:
    """Initiatives and their marks as rows, in the fastest way each database has."""
    keys: list[int] = []
    left = iter(texts)
    with connection.cursor() as cursor:
        cursor.execute('DROP INDEX "sketch_mark_value"')
        while some := list(islice(left, ROUND)):
            parts = [text.partition("\n") for text in some]
            made = Initiative.objects.bulk_create(
                (
                    Initiative(
                        locality_id=locality, unit_id=unit, title=title, folded=fold(title), kind=Kind.MO_HINH,
                        subject=Subject.COLLECTIVE, holder="Tập thể minh hoạ", summary=summary,
                    )
                    for title, _line, summary in parts
                ),
                batch_size=500,
            )  # fmt: skip
            readings = {one.pk: read(text) for one, text in zip(made, some, strict=True)}
            Sketch.objects.bulk_create(
                (
                    Sketch(initiative_id=key, digest=digest_of(one), length=one.length, is_compared=True)
                    for key, one in readings.items()
                ),
                batch_size=500,
            )
            _write([(key, value) for key, one in readings.items() for value in marks_of(one)])
            keys += readings
        started = time.perf_counter()
        cursor.execute('CREATE INDEX "sketch_mark_value" ON "movement_sketchmark" ("value", "sketch_id")')
        cursor.execute("ANALYZE")
        told("  the index alone", started)
    return keys


def _write(rows: list[tuple[int, int]]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany("INSERT INTO movement_sketchmark (sketch_id, value) VALUES (%s, %s)", rows)
            return
        with cursor.copy("COPY movement_sketchmark (sketch_id, value) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def sizes() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*), COUNT(DISTINCT value) FROM movement_sketchmark")
        yield "{} marks, {} different".format(*cursor.fetchone())
        if connection.vendor == "sqlite":
            yield f"the whole file {Path(connection.settings_dict['NAME']).stat().st_size / 1e6:.0f} MB"
            return
        cursor.execute("SELECT pg_size_pretty(pg_total_relation_size('movement_sketchmark'))")
        yield "marks with their indexes {}".format(*cursor.fetchone())


def ask() -> None:
    """Random ones of all, each as its page asks; then variants of them, of which a third is theirs."""
    keys = list(Initiative.objects.order_by("pk").values_list("pk", flat=True))
    chance = random.Random(5)  # noqa: S311  a sample, no secret
    taken: dict[str, list[float]] = {"one query": [], "  its processor time": [], "  candidates alone": []}
    shown, asked_about = 0, list(Initiative.objects.filter(pk__in=chance.sample(keys, ASKED)))
    look_alikes(asked_of(asked_about[0]))
    for one in asked_about:
        started, used = time.perf_counter(), time.process_time()
        asked = asked_of(one)
        shown += len(look_alikes(asked))
        taken["one query"].append(time.perf_counter() - started)
        taken["  its processor time"].append(time.process_time() - used)
        started = time.perf_counter()
        candidates(marks_of(asked.reading), without=one.pk)
        taken["  candidates alone"].append(time.perf_counter() - started)
    for name, times in taken.items():
        median, high, longest = (
            round(value * 1000) for value in (statistics.median(times), sorted(times)[int(ASKED * 0.95)], max(times))
        )
        print(f"{name}: median {median} ms, p95 {high} ms, longest {longest} ms")
    print(f"{shown} look-alikes shown for {ASKED} texts", flush=True)
    for share in (0.3, 0.5):
        found = wrong = 0
        for one, filling in zip(asked_about, made_up(ASKED, seed=9), strict=True):
            text = variant(chance, f"{one.title}\n{one.summary}", filling, share, Rewriting(0.15))
            near = {other.pk for other, _comparison in alike(read(text), one.locality_id)}
            found += one.pk in near
            wrong += len(near - {one.pk})
        print(f"{share:.0%} shared, 15 % reworded: {found} of {ASKED} found, {wrong} others shown", flush=True)


def main(count: int) -> None:
    if not Initiative.objects.exists():
        fill(count)
    for line in sizes():
        print(line, flush=True)
    ask()
