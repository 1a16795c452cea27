from django.db import migrations


# The ten items of rules/form_items.py as they stood when this was written: key, label, help, in the short form, required.
ITEMS = (
    ('name', 'Tên mô hình', 'Ngắn, dễ nhớ, nghe là biết làm việc gì.', True, True),
    ('situation', 'Tình hình và lý do', 'Đang vướng việc gì, vì sao chọn việc này; nêu con số nếu có.', False, False),
    ('goals', 'Mục tiêu, chỉ tiêu', 'Làm xong thì được gì, đo bằng số nào, đến bao giờ.', False, False),
    ('content', 'Nội dung, cách làm', 'Mỗi bước một dòng: làm gì, ai làm, làm thế nào.', True, True),
    ('place_people', 'Nơi làm và người được hưởng', 'Ở đâu, bao nhiêu hộ, bao nhiêu người được hưởng.', True, True),
    ('forces', 'Lực lượng', 'Ai chủ trì, ai phối hợp, ai tham gia, mỗi bên làm phần gì. Ghi tên tổ chức, không ghi tên cá nhân.', True, True),
    ('resources', 'Nguồn lực', 'Kinh phí, vật tư, người làm, ngày công, phần đóng góp của dân.', False, False),
    ('time', 'Thời gian', 'Bắt đầu khi nào, tiến độ ra sao, khi nào đánh giá.', True, True),
    ('output', 'Kết quả kiểm chứng được', 'Thứ nhìn thấy, đếm được, có giấy tờ hoặc ảnh chứng minh.', False, False),
    ('upkeep', 'Duy trì, nhân rộng', 'Giữ việc này thế nào, nơi khác làm theo được không.', False, False),
)


def give_items(apps, schema_editor):
    """Every programme that has no form yet gets the usual ten items."""
    item = apps.get_model("movement", "FormItem")
    without = apps.get_model("movement", "Programme").objects.filter(items=None)
    item.objects.bulk_create(
        item(programme=programme, key=key, label=label, help=help, is_short=is_short, is_required=is_required, order=order)
        for programme in without
        for order, (key, label, help, is_short, is_required) in enumerate(ITEMS, start=1)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('movement', '0002_the_year'),
    ]

    operations = [
        migrations.RunPython(give_items, migrations.RunPython.noop),
    ]
