"""The steps of a report."""

from kheo.foundation.workflow import State, Transition, Workflow

DRAFT, ISSUED = "draft", "issued"

REPORT = Workflow(
    states=(
        State(DRAFT, "đang soạn"),
        State(ISSUED, "đã ban hành", "đã ban hành"),
    ),
    transitions=(
        Transition("report.write", (DRAFT,), DRAFT, "sửa báo cáo"),
        Transition("report.discard", (DRAFT,), DRAFT, "xoá bản đang soạn"),
        Transition("report.issue", (DRAFT,), ISSUED, "ghi số, ngày"),
        Transition("report.attach", (ISSUED,), ISSUED, "lưu bản đã ký"),
    ),
)
