import json
from datetime import date

import pytest
from click.testing import CliRunner

from kheo.recognition.reward_commands import rewards
from tests import factories
from tests.recognition.rewards_scene import commended
from tests.recognition.scene import make_scene

pytestmark = pytest.mark.django_db


def run(*arguments):
    return CliRunner().invoke(rewards, [str(one) for one in arguments])


def test_the_money_is_told_line_by_line_with_its_sources():
    decision = commended(make_scene(factories.WARD, year=2026))
    done = run("--decision", decision.pk)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "  1. =Người nhận 00: 0,3 × 2.530.000 = 759.000 đồng",
        "  2. =Người nhận 01: 0,6 × 2.530.000 = 1.518.000 đồng",
        "Cộng 2.277.000 đồng (không làm tròn).",
        "  điểm e khoản 1 Điều 54 Nghị định 152/2025/NĐ-CP",
        "  Nghị định 161/2026/NĐ-CP (chưa đối chiếu văn bản)",
        "  Điều 54 Nghị định 152/2025/NĐ-CP (chưa đối chiếu văn bản)",
    ]
    told = json.loads(run("--decision", decision.pk, "--json").stdout)
    assert (told["exact"], told["total"], told["missing"], told["is_verified"]) == (2277000, 2277000, 0, False)
    assert told["lines"][0] == {
        "order": 1,
        "recipient": "=Người nhận 00",
        "subject": "individual",
        "times": "0.3",
        "exact": 759000,
        "is_local": False,
        "paid": 759000,
    }


def test_without_a_coefficient_there_is_no_total(scene):
    decision = commended(scene, date(2024, 12, 31), scene.lines(scene.registrations[0]))
    assert run("--decision", decision.pk).stdout.splitlines()[:2] == [
        "  1. Tập thể 01: chưa có căn cứ",
        (
            "Không có tổng. Chưa có hệ số: dòng 1, Tập thể 01 (tập thể). Ghi hệ số kèm văn bản ở trang «Hệ số của địa phương», "
            "rồi lập lại danh sách."
        ),
    ]
    told = json.loads(run("--decision", decision.pk, "--json").stdout)
    assert (told["total"], told["exact"], told["missing"], told["lines"][0]["paid"]) == (None, None, 1, None)


def test_a_medal_is_told_at_most_and_other_papers_have_no_money(scene):
    medal = scene.draft("medal", [scene.person()], "central", date(2024, 12, 30))
    assert "Cộng nhiều nhất 1.404.000 đồng" in run("--decision", medal.pk).stdout
    for pk in (scene.draft().pk, 999_999):
        done = run("--decision", pk)
        assert done.exit_code != 0
        assert f"không có quyết định khen thưởng, kỷ niệm chương {pk}" in done.output
