"""The steps of a report, and of a news item: published, corrected, withdrawn when it should never have stood there."""

from kheo.foundation.workflow import State, Transition, Workflow

DRAFT, ISSUED = "draft", "issued"
PUBLISHED, WITHDRAWN = "published", "withdrawn"

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
    called="báo cáo",
)

NEWS = Workflow(
    states=(
        State(DRAFT, "đang soạn"),
        State(PUBLISHED, "đã đăng"),
        State(WITHDRAWN, "đã gỡ"),
    ),
    transitions=(
        Transition("news.edit", (DRAFT,), DRAFT, "sửa bản tin"),
        Transition("news.publish", (DRAFT,), PUBLISHED, "đăng"),
        Transition("news.correct", (PUBLISHED,), PUBLISHED, "đính chính"),
        Transition("news.withdraw", (PUBLISHED,), WITHDRAWN, "gỡ"),
    ),
    called="bản tin",
)
