"""What a new draft starts from: the bodies that may issue it, and the words that the body used last."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kheo.movement.models import Programme
from kheo.movement.rules.programmes import days_of
from kheo.organisation.models import Body, Unit
from kheo.recognition.models import Decision, DecisionKind
from kheo.recognition.rules.awards import ISSUERS, issuer_rule

TITLES = {
    DecisionKind.RECOGNITION: "Công nhận mô hình “Dân vận khéo” hoạt động hiệu quả năm {year}",
    DecisionKind.OUTSTANDING: "Chọn mô hình “Dân vận khéo” tiêu biểu năm {year}",
    DecisionKind.PROPOSAL: "Đề nghị khen thưởng trong phong trào thi đua “Dân vận khéo” năm {year}",
    DecisionKind.COMMENDATION: "Khen thưởng thành tích xuất sắc trong phong trào thi đua “Dân vận khéo” năm {year}",
    DecisionKind.MEDAL: "Tặng Kỷ niệm chương “Vì sự nghiệp Dân vận”",
}


def bodies_for(programme: Programme, kind: str) -> QuerySet[Body]:
    """Bodies whose kind may ever issue *kind*: the locality's own and those outside every locality."""
    kinds = {body for rule in ISSUERS.rules if rule.key.startswith(f"{kind}.") for body in rule.value["bodies"]}
    return Body.objects.filter(Q(locality=programme.locality_id) | Q(locality=None), kind__in=kinds).order_by("locality", "name")


def usual_body(programme: Programme, kind: str) -> int | None:
    """The body that the programme names for *kind*; for a medal a central one that exists at the end of the year."""
    named = {
        DecisionKind.RECOGNITION: programme.recognising_body_id,
        DecisionKind.OUTSTANDING: programme.recognising_body_id,
        DecisionKind.PROPOSAL: programme.recognising_body_id,
        DecisionKind.COMMENDATION: programme.commending_body_id,
    }
    if kind in named:
        return named[DecisionKind(kind)]
    bodies = bodies_for(programme, kind)
    existing = Body.objects.on(_some_day(programme)).filter(pk__in=bodies)
    return (existing or bodies).values_list("pk", flat=True).first()


def usual_words(programme: Programme, kind: str) -> dict[str, Any]:
    """Words to begin with: those of the same body's latest paper, else what the rule says about who signs."""
    body = Body.objects.select_related("unit").filter(pk=usual_body(programme, kind) or 0).first()
    words: dict[str, Any] = {
        "title": TITLES[DecisionKind(kind)].format(year=programme.year),
        "body": body.pk if body else None,
        "place_name": programme.locality.name.removeprefix("Thị ").split(" ", 1)[-1],
    }
    if body is None:
        return words
    if body.locality_id is None:
        # A body outside signs where it sits, not here: the central ones in the capital.
        words["place_name"] = "Hà Nội" if body.unit.level == Unit.Level.COUNTRY else ""
    last = Decision.objects.filter(locality=programme.locality_id, body=body).order_by("-pk").first()
    if last is not None:
        names = ("signer_authority", "signer_position", "signer_name", "place_name")
        return words | {name: getattr(last, name) for name in names}
    rule = issuer_rule(kind, body.unit.level, _some_day(programme))
    return words | {"signer_authority": rule.value["signs"] if rule else ""}


def _some_day(programme: Programme) -> date:
    return days_of(programme.year)[1]
