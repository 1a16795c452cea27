"""Writing a programme's list for other programs: read by those who may, and every taking-away is on the trail."""

from django.utils import timezone

from kheo.foundation.numbers import written
from kheo.movement.models import Programme, Registration
from kheo.movement.queries.exporting import listed_registrations, listed_results
from kheo.movement.queries.importing import own_fields, own_items
from kheo.movement.writing import initiatives_xlsx
from kheo.organisation.authority import Actor, find_grant, require
from kheo.organisation.trail import record


def export_initiatives(actor: Actor, programme: Programme, state: str = "") -> bytes:
    """Return the list as .xlsx: all registrations, or those in *state*. The same file comes back in by the import, unchanged."""
    grant = require(actor, "initiatives.export", programme.locality)
    with_scores = find_grant(actor, "assessment.read", programme.locality) is not None
    listed = listed_registrations(programme, state, with_scores=with_scores)
    chosen = f"bước «{Registration.State(state).label}»" if state else "không lọc, đủ mọi hồ sơ"
    notes = (
        ("Nguồn", f"Khéo, {programme.title}"),
        ("Chương trình", f"{programme.code}, năm {programme.year}"),
        ("Địa phương", programme.locality.name),
        ("Xuất lúc", f"{timezone.localtime():%H:%M %d/%m/%Y}"),
        ("Lọc", chosen),
        ("Số hồ sơ", written(len(listed))),
        ("Kết quả", "Trang «Danh sách» ghi số mới nhất của từng thước đo; trang «Kết quả từng lần» ghi mọi lần báo."),
        ("Nhập lại", "Tệp này nhập lại được vào Khéo; hồ sơ đã có thì giữ nguyên. Cột «Bước», điểm và xếp loại không nhập."),
        ("Dữ liệu cá nhân", "Cột người thực hiện có thể có tên người: chỉ gửi cho người có việc, không đăng công khai."),
    )
    made = initiatives_xlsx(
        [row for _, row in listed],
        listed_results(programme, listed),
        notes,
        fields=own_fields(programme),
        items=own_items(programme),
    )
    details = {"programme": programme.code, "rows": len(listed), "state": state}
    record(actor, grant, "initiatives.export", programme, programme.locality, details)
    return made
