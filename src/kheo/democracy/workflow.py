"""Steps of a matter and of one asking, as Luật 10/2022/QH15 Điều 16–22 order them."""

from kheo.foundation.workflow import State, Transition, Workflow

INSPECTION = Workflow(
    called="cuộc kiểm tra, giám sát",
    states=(
        State("planned", "Theo kế hoạch"),
        State("sent", "Đã báo trước"),
        State("held", "Đã tiến hành, chờ xác nhận"),
        State("confirmed", "Biên bản đã xác nhận", "Đã tiến hành"),
        State("cancelled", "Đã thôi"),
    ),
    transitions=(
        Transition("send_plan", ("planned",), "sent", "ghi ngày gửi kế hoạch"),
        Transition("hold_inspection", ("planned", "sent"), "held", "ghi kết quả"),
        Transition("add_sighting", ("held",), "", "ghi thêm phát hiện"),
        Transition("correct_sighting", ("held", "confirmed"), "", "ghi lại phát hiện"),
        Transition("recommend", ("held", "confirmed"), "", "kiến nghị"),
        Transition("confirm_minutes", ("held",), "confirmed", "xác nhận biên bản"),
        Transition("cancel_inspection", ("planned", "sent"), "cancelled", "cho thôi"),
    ),
)

RECOMMENDATION = Workflow(
    called="kiến nghị",
    states=(
        State("draft", "Chờ Mặt trận xác nhận"),
        State("confirmed", "Đã xác nhận, chờ gửi"),
        State("sent", "Đã gửi, chờ trả lời", "Chờ trả lời"),
        State("answered", "Đã trả lời"),
        State("done", "Đã thực hiện"),
        State("not_done", "Chưa thực hiện"),
        State("withdrawn", "Đã rút"),
    ),
    transitions=(
        Transition("confirm_recommendation", ("draft",), "confirmed", "xác nhận"),
        Transition("send_recommendation", ("confirmed",), "sent", "ghi ngày nơi nhận nhận được"),
        Transition("reply", ("sent",), "answered", "trả lời"),
        Transition("correct_reply", ("answered", "done", "not_done"), "", "trả lời lại"),
        Transition("see_done", ("answered", "not_done"), "done", "ghi đã thực hiện"),
        Transition("see_not_done", ("answered", "not_done", "done"), "not_done", "ghi chưa thực hiện"),
        Transition("withdraw_recommendation", ("draft", "confirmed"), "withdrawn", "rút"),
    ),
)

PROJECT = Workflow(
    called="chương trình, dự án",
    states=(
        State("planned", "Chuẩn bị"),
        State("running", "Đang làm"),
        State("done", "Đã hoàn thành"),
        State("stopped", "Đã dừng"),
    ),
    transitions=(
        Transition("edit_project", ("planned", "running"), "", "sửa"),
        Transition("report_progress", ("planned", "running"), "running", "ghi tiến độ"),
        Transition("correct_progress", ("planned", "running", "done", "stopped"), "", "ghi lại"),
        Transition("contribute", ("planned", "running", "done"), "", "ghi đóng góp"),
        Transition("finish_project", ("running",), "done", "ghi hoàn thành"),
        Transition("stop_project", ("planned", "running"), "stopped", "dừng"),
    ),
)

MATTER = Workflow(
    called="việc đưa ra dân bàn",
    states=(
        State("proposed", "Mới đề xuất", "Sắp đưa ra bàn"),
        State("deciding", "Đang bàn, quyết định", "Đang bàn, quyết định"),
        State("passed", "Đã thông qua", "Đã được thông qua"),
        State("not_passed", "Không được thông qua", "Không được thông qua"),
        State("sent", "Đã gửi xã, Mặt trận", "Đã được thông qua, chờ công nhận"),
        State("in_force", "Có hiệu lực", "Đang có hiệu lực"),
        State("refused", "Không công nhận", "Không được công nhận"),
        State("carried_out", "Đã thực hiện, báo cáo lại", "Đã thực hiện"),
        State("amended", "Đã sửa đổi", "Đã được thay bằng quyết định khác"),
        State("annulled", "Đã bãi bỏ", "Đã bãi bỏ"),
        State("withdrawn", "Đã rút", "Đã rút"),
    ),
    transitions=(
        Transition("open", ("proposed", "deciding"), "deciding", "đưa ra bàn"),
        Transition("pass", ("deciding",), "passed", "ghi kết quả thông qua"),
        Transition("fail", ("deciding",), "not_passed", "ghi kết quả không thông qua"),
        Transition("send", ("passed",), "sent", "gửi quyết định"),
        Transition("take_effect", ("passed", "sent"), "in_force", "ghi ngày có hiệu lực"),
        Transition("refuse", ("sent",), "refused", "không công nhận"),
        Transition("report", ("in_force",), "carried_out", "báo cáo kết quả thực hiện"),
        Transition("amend", ("passed", "sent", "in_force", "carried_out"), "amended", "sửa đổi, bổ sung"),
        Transition("annul", ("passed", "sent", "in_force", "carried_out"), "annulled", "bãi bỏ"),
        Transition("withdraw", ("proposed",), "withdrawn", "rút đề xuất"),
    ),
)

ROUND = Workflow(
    called="lần lấy quyết định",
    states=(
        State("planned", "Đang chuẩn bị", "Sắp tổ chức"),
        State("open", "Đang diễn ra", "Đang diễn ra"),
        State("closed", "Đã có kết quả", "Đã có kết quả"),
        State("failed", "Không đủ hộ", "Không đủ hộ tham dự"),
        State("cancelled", "Đã huỷ", "Đã huỷ"),
    ),
    transitions=(
        Transition("open_round", ("planned",), "open", "mở"),
        Transition("close_round", ("open",), "closed", "ghi kết quả"),
        Transition("fail_round", ("open",), "failed", "ghi không đủ hộ tham dự"),
        Transition("cancel_round", ("planned", "open"), "cancelled", "huỷ"),
    ),
)

PUBLISHING_PLAN = Workflow(
    called="kế hoạch công khai",
    states=(
        State("draft", "Đang soạn", "Đang soạn"),
        State("approved", "Đã thông qua", "Đã thông qua"),
    ),
    transitions=(
        Transition("plan_edit", ("draft",), "draft", "sửa kế hoạch"),
        Transition("plan_approve", ("draft",), "approved", "ghi kế hoạch đã thông qua"),
        Transition("plan_reopen", ("approved",), "draft", "mở lại kế hoạch để điều chỉnh"),
    ),
)

CONSULTATION = Workflow(
    called="đợt lấy ý kiến",
    states=(
        State("planned", "Đang lập kế hoạch", "Sắp lấy ý kiến"),
        State("sent", "Đã gửi kế hoạch", "Sắp lấy ý kiến"),
        State("open", "Đang lấy ý kiến", "Đang lấy ý kiến"),
        State("closed", "Đang tổng hợp, trả lời", "Đang tổng hợp ý kiến"),
        State("answered", "Đã công khai kết quả", "Đã trả lời, chờ quyết định"),
        State("decided", "Đã quyết định", "Đã quyết định"),
        State("reported", "Đã báo cáo Hội đồng nhân dân", "Đã quyết định"),
        State("withdrawn", "Đã thôi", "Đã thôi lấy ý kiến"),
    ),
    transitions=(
        Transition("consultation.edit", ("planned",), "", "sửa kế hoạch"),
        Transition("consultation.send", ("planned",), "sent", "ghi ngày gửi kế hoạch"),
        Transition("consultation.open", ("sent",), "open", "mở lấy ý kiến"),
        Transition("consultation.extend", ("open",), "", "kéo dài thời hạn"),
        Transition("comment.send", ("open",), "", "gửi ý kiến"),
        Transition("comment.enter", ("open",), "", "nhập ý kiến"),
        Transition("comment.read", ("open", "closed"), "", "đọc, xếp ý kiến"),
        Transition("topic.edit", ("open", "closed"), "", "sửa nhóm ý kiến"),
        Transition("topic.answer", ("closed",), "", "trả lời"),
        Transition("consultation.close", ("open",), "closed", "kết thúc nhận ý kiến"),
        Transition("consultation.publish", ("closed",), "answered", "công khai kết quả"),
        Transition("consultation.decide", ("answered",), "decided", "ghi quyết định"),
        Transition("consultation.correct", ("decided", "reported"), "", "ghi lại quyết định"),
        Transition("consultation.report", ("decided",), "reported", "ghi báo cáo Hội đồng nhân dân"),
        Transition("consultation.withdraw", ("planned", "sent", "open"), "withdrawn", "thôi lấy ý kiến"),
    ),
)

DIALOGUE = Workflow(
    called="cuộc đối thoại",
    states=(
        State("planned", "Đang chuẩn bị", "Sắp đối thoại"),
        State("invited", "Đã mời", "Sắp đối thoại"),
        State("held", "Đã họp, đang trả lời", "Đang trả lời"),
        State("closed", "Đã xong", "Đã trả lời"),
        State("withdrawn", "Đã thôi", "Đã thôi"),
    ),
    transitions=(
        Transition("dialogue.edit", ("planned", "invited"), "", "sửa cuộc đối thoại"),
        Transition("dialogue.invite", ("planned",), "invited", "ghi đã mời"),
        Transition("dialogue.hold", ("invited",), "held", "ghi đã họp"),
        Transition("dialogue.ask", ("invited", "held"), "", "ghi ý kiến"),
        Transition("dialogue.answer", ("held",), "", "trả lời"),
        Transition("dialogue.conclude", ("held",), "", "ghi kết luận"),
        Transition("dialogue.close", ("held",), "closed", "kết thúc cuộc đối thoại"),
        Transition("dialogue.withdraw", ("planned", "invited"), "withdrawn", "thôi cuộc đối thoại"),
    ),
)
