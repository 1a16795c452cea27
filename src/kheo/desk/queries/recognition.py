"""What decisions and certificates wait for."""

from django.db.models import Count

from kheo.desk.queries.bench import Bench, DeskItem
from kheo.foundation.numbers import written
from kheo.movement.models import Programme, Registration
from kheo.recognition.models import Decision, DecisionKind, DecisionLine


def recognised(bench: Bench) -> list[DeskItem]:
    """Scores are closed and no list of the recognised was begun: the one step that nothing else would call for."""
    programme = bench.programme
    if programme is None or programme.state == Programme.State.CLOSED:
        return []
    if Decision.objects.filter(programme=programme, kind=DecisionKind.RECOGNITION).exists():
        return []
    assessed = Registration.objects.filter(programme=programme, state=Registration.State.IN_ASSESSMENT)
    closed = assessed.filter(assessment_link__assessment__state="closed").count()
    if not closed or closed < assessed.count():
        return []
    return [
        DeskItem(
            "Chờ công nhận", "wait", f"{written(closed)} hồ sơ đã chốt điểm, chưa có danh sách công nhận",
            "Danh sách chọn sẵn hồ sơ đạt ngưỡng, theo thứ hạng; xem lại rồi in quyết định trình ký.",
            "Lập danh sách", f"{bench.address('recognition:draft', DecisionKind.RECOGNITION)}?nam={programme.year}",
        )
    ]  # fmt: skip


def decisions(bench: Bench) -> list[DeskItem]:
    waiting = Decision.objects.filter(programme__locality=bench.locality).exclude(state=Decision.State.ISSUED)
    items = []
    for decision in waiting.select_related("body").order_by("pk"):
        checked = decision.state == Decision.State.CHECKED
        items.append(
            DeskItem(
                "Chờ ký" if checked else "Dự thảo", "info" if checked else "wait",
                f"Quyết định {decision.get_kind_display()} của {decision.body.short_name}",
                "Đã kiểm tra. Khi ký xong, ghi số và ngày như in trên văn bản." if checked else "Dự thảo chưa kiểm tra.",
                "Ghi số, ngày" if checked else "Kiểm tra", bench.address("recognition:decision", decision.pk),
                kind="quyết định chờ", all_url=bench.address("recognition:decisions"),
            )
        )  # fmt: skip
    return items


def certificates(bench: Bench) -> list[DeskItem]:
    lines = (
        DecisionLine.objects.filter(
            decision__programme__locality=bench.locality,
            decision__kind=DecisionKind.RECOGNITION,
            decision__state=Decision.State.ISSUED,
            certificates=None,
            revocation=None,
        )
        .values("decision_id", "decision__number")
        .annotate(left=Count("pk"))
        .order_by("decision_id")
    )
    return [
        DeskItem(
            "Chờ cấp giấy", "wait", f"{written(group['left'])} giấy chứng nhận chưa cấp",
            f"Quyết định {group['decision__number']} đã ban hành. Cấp giấy là vào sổ và có mã kiểm tra ngay.",
            "Cấp giấy", bench.address("recognition:decision", group["decision_id"]),
        )
        for group in lines
    ]  # fmt: skip


def to_sign(bench: Bench) -> list[DeskItem]:
    waiting = Decision.objects.filter(programme__locality=bench.locality, state=Decision.State.CHECKED)
    return [
        DeskItem(
            "Chờ ký", "info", f"Quyết định {decision.get_kind_display()}: {written(decision.counted)} tên",
            "Xem danh sách và từng con số trước khi ký.", "Xem", bench.address("recognition:decision", decision.pk),
            kind="quyết định chờ ký", all_url=bench.address("recognition:decisions"),
        )
        for decision in waiting.annotate(counted=Count("lines")).order_by("pk")
    ]  # fmt: skip
