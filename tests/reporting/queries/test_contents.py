from datetime import date

import pytest

from kheo.figures.queries.record import Scope
from kheo.organisation.models import Body
from kheo.reporting.models import Report
from kheo.reporting.queries.contents import head_of
from kheo.reporting.queries.reports import usual_issuer
from kheo.reporting.queries.source import Source
from tests import factories


@pytest.mark.parametrize(
    ("superior", "written"),
    [
        ("TỈNH ỦY HÀ NAM", "Tỉnh ủy Hà Nam (để báo cáo)"),
        ("ỦY BAN MTTQ VIỆT NAM TỈNH HÀ NAM", "Ủy ban MTTQ Việt Nam tỉnh Hà Nam (để báo cáo)"),
        ("ĐẢNG BỘ THỊ XÃ DUY TIÊN", "Đảng bộ thị xã Duy Tiên (để báo cáo)"),
        ("Uỷ ban nhân dân tỉnh Hà Nam", "Uỷ ban nhân dân tỉnh Hà Nam (để báo cáo)"),
    ],
)
def test_who_stands_above_is_written_as_running_text(scene, superior, written):
    issuer = scene.body()
    issuer.superior = superior
    report = Report(locality=scene.locality, issuer=issuer, year=2024)
    assert head_of(report).recipients == (
        written,
        "Ban Chỉ đạo phong trào thi đua “Dân vận khéo” Duy Tiên",
        "Các cơ quan, đơn vị, địa phương liên quan",
        "Lưu Cấp uỷ Duy Tiên",
    )


def test_without_programme_recipients_are_those_that_always_are(db):
    town = factories.make_locality()
    report = Report(locality=town, issuer=factories.body_of(town, "thi-uy"), year=2024)
    assert head_of(report).recipients == ("Các cơ quan, đơn vị, địa phương liên quan", "Lưu Cấp uỷ Duy Tiên")


def test_usual_issuer_leads_the_programme_else_is_of_the_party(scene):
    assert usual_issuer(scene.locality, 2024).code == "gso2024-349/bcd-dvk"
    assert usual_issuer(scene.locality, 2023).code == "gso2024-349/thi-uy"
    Body.objects.filter(code="gso2024-349/thi-uy").update(kind="agency")
    assert usual_issuer(scene.locality, 2023) is None


def test_figures_that_are_none_are_not_asked_for(scene):
    source = Source(Scope(scene.locality, 2024), date(2026, 11, 25))
    assert source.figure("khong.co") is None
    assert source.figure("medals", kind="mo_hinh") is None
    with pytest.raises(LookupError, match=r"Không có số liệu «khong\.co»"):
        source.by_unit("khong.co")
