"""The steps of a conference and of a speech."""

from kheo.foundation.workflow import State, Transition, Workflow

PREPARING, OPEN, CLOSED = "preparing", "open", "closed"
CALLED, RECEIVED, CHOSEN, PRINTED, DELIVERED = "called", "received", "chosen", "printed", "delivered"
UNFROZEN = (PREPARING, OPEN)

CONFERENCE = Workflow(
    states=(
        State(PREPARING, "đang chuẩn bị"),
        State(OPEN, "đang họp"),
        State(CLOSED, "đã bế mạc"),
    ),
    transitions=(
        Transition("conference.edit", UNFROZEN, "", "sửa hội nghị"),
        Transition("conference.discard", (PREPARING,), PREPARING, "xoá hội nghị"),
        Transition("conference.open", (PREPARING,), OPEN, "khai mạc"),
        Transition("ceremony.prepare", UNFROZEN, "", "sửa lễ trao tặng"),
        Transition("ceremony.call", (OPEN,), OPEN, "gọi tên lên nhận"),
        Transition("conclusion.edit", UNFROZEN, "", "sửa các điểm kết luận"),
        Transition("conference.close", (OPEN,), CLOSED, "bế mạc, khoá hồ sơ"),
        Transition("notice.issue", (CLOSED,), CLOSED, "ghi số thông báo kết luận"),
    ),
    called="hội nghị",
)

SPEECH = Workflow(
    states=(
        State(CALLED, "đã đề nghị, chờ bài"),
        State(RECEIVED, "đã nhận bài"),
        State(CHOSEN, "trình bày tại hội nghị"),
        State(PRINTED, "in trong tập tài liệu"),
        State(DELIVERED, "đã trình bày"),
    ),
    transitions=(
        Transition("speech.write", (CALLED,), CALLED, "viết bài"),
        Transition("speech.send", (CALLED,), RECEIVED, "gửi bài"),
        Transition("speech.revise", (RECEIVED, CHOSEN, PRINTED), "", "sửa bài đã nhận"),
        Transition("speech.send_back", (RECEIVED, CHOSEN, PRINTED), CALLED, "trả bài để sửa"),
        Transition("speech.choose", (RECEIVED, CHOSEN, PRINTED), CHOSEN, "chọn trình bày"),
        Transition("speech.print", (RECEIVED, CHOSEN), PRINTED, "chỉ in tài liệu"),
        Transition("speech.deliver", (CHOSEN,), DELIVERED, "ghi đã trình bày"),
        Transition("speech.drop", (CALLED,), CALLED, "thôi đề nghị"),
    ),
    called="bài",
)
