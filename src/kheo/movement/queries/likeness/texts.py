"""The words that are compared: of an initiative over all its years, of a form on its way, of what the public may read."""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from kheo.movement.models import Initiative, Registration, Submission

TOLD = ("title", "summary", "situation", "way", "outcome", "lesson")


def visible_to(locality: int) -> QuerySet[Initiative]:
    """Initiatives that the office of *locality* may hold a text against: its own, and what another one recognised."""
    recognised = Registration.objects.filter(state=Registration.State.RECOGNISED).values("initiative")
    return Initiative.objects.filter(Q(locality=locality) | Q(pk__in=recognised), merged_into=None)


def texts_of(initiatives: Collection[Initiative], locality: int | None) -> dict[int, str]:
    """The text of each by primary key, as the office of *locality* may read it; one query.

    Of its own everything that was told, the answers of the registration forms too; of another's what its public page says.
    None: the whole text of each, for the machine alone.
    """
    answers: dict[int, list[str]] = {}
    own = [one.pk for one in initiatives if locality in {None, one.locality_id}]
    rows = Registration.objects.filter(initiative__in=own).order_by("programme__year", "pk").values_list("initiative", "answers")
    for key, told in rows:
        answers.setdefault(key, []).extend(str(text) for text in told.values())
    return {one.pk: _joined([*(getattr(one, name) for name in TOLD), *answers.get(one.pk, ())]) for one in initiatives}


def text_of_submission(submission: Submission) -> str:
    content = submission.content
    return _joined([str(content.get("title") or ""), *(str(text) for text in (content.get("items") or {}).values())])


def _joined(texts: Iterable[str]) -> str:
    """Lines of *texts*, each once: what stands in the story and in an answer as well is one text."""
    lines: dict[str, str] = {}
    for text in texts:
        for line in text.splitlines():
            lines.setdefault(" ".join(line.casefold().split()), line)
    lines.pop("", None)
    return "\n".join(lines.values())
