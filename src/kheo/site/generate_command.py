"""``kheo generate``: made-up provinces for tests and benches, visibly made up."""

import math
import sys
from dataclasses import asdict

import click
from django.utils import timezone

from kheo.foundation.command_line import AS_JSON, give_up, print_json
from kheo.foundation.refusal import RefusedError
from kheo.organisation.models import Locality
from kheo.site.generate.province import MOST_EACH, GenerateError, Made, make_province

MOST = 99 * MOST_EACH


@click.command("generate")
@click.option("--initiatives", "count", type=click.IntRange(1, MOST), required=True, help="Bao nhiêu mô hình, điển hình.")
@click.option("--seed", type=int, required=True, help="Cùng một số thì ra cùng một dữ liệu.")
@click.option("--year", type=click.IntRange(2001, 2099), default=None, help="Năm của chương trình; mặc định năm nay.")
@click.option("--beside-real", is_flag=True, help="Vẫn tạo khi ở đây đã có địa phương thật.")
@AS_JSON
def generate(count: int, seed: int, year: int | None, beside_real: bool, as_json: bool) -> None:
    """Tạo tỉnh minh hoạ với xã, chương trình hai năm, mô hình, kết quả, tin báo, nơi học theo; tên nào cũng ghi «Minh Hoạ»."""
    if not beside_real and Locality.objects.filter(illustrative=False).exists():
        give_up("ở đây có địa phương thật; dùng KHEO_HOME khác, hoặc thêm --beside-real nếu thật sự muốn.")
    provinces = math.ceil(count / MOST_EACH)
    each = [count // provinces + (number < count % provinces) for number in range(provinces)]
    made: list[Made] = []
    try:
        with click.progressbar(length=count, label="Tạo dữ liệu minh hoạ", file=sys.stderr) as bar:
            made = [
                make_province(number, size, seed, year or timezone.localdate().year, bar.update)
                for number, size in enumerate(each, 1)
            ]
    except (GenerateError, RefusedError) as error:
        give_up(error)
    if as_json:
        print_json({"illustrative": True, "seed": seed, "provinces": [asdict(one) for one in made]})
        return
    for one in made:
        click.echo(
            f"{one.name} ({one.code}): {one.initiatives} mô hình, {one.registrations} hồ sơ, {one.communes} xã; dữ liệu minh hoạ."
        )
        click.echo(f"  cơ quan thường trực: {one.username} {one.password}")
