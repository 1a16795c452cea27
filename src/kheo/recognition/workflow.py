"""The steps of a decision. The signing itself happens on paper, outside; Khéo learns of it by number and date."""

from kheo.foundation.workflow import State, Transition, Workflow

DRAFT, CHECKED, ISSUED = "draft", "checked", "issued"

DECISION = Workflow(
    states=(
        State(DRAFT, "dự thảo"),
        State(CHECKED, "đã kiểm tra, chờ ký"),
        State(ISSUED, "đã ban hành", "đã ban hành"),
    ),
    transitions=(
        Transition("decision.edit", (DRAFT,), DRAFT, "sửa danh sách"),
        Transition("decision.check", (DRAFT,), CHECKED, "kiểm tra, trình ký"),
        Transition("decision.reopen", (CHECKED,), DRAFT, "mở lại dự thảo"),
        Transition("decision.give_out", (CHECKED, ISSUED), "", "đưa tệp ra để ký"),
        Transition("decision.issue", (CHECKED,), ISSUED, "ghi số, ngày"),
        Transition("decision.attach", (ISSUED,), ISSUED, "lưu bản đã ký"),
        Transition("certificate.issue", (ISSUED,), ISSUED, "cấp giấy chứng nhận"),
    ),
)
