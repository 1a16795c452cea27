import django.db.models.deletion
from django.db import migrations, models

from kheo.foundation.new_tables import together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('foundation', '0001_initial'),
        ('movement', '0001_initial'),
        ('organisation', '0001_initial'),
    ]

    operations = together([
        migrations.CreateModel(
            name='CertificateRegister',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('last_number', models.PositiveIntegerField(default=0)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
                ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.locality')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('locality', 'body', 'year'), name='one_register_a_year')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('recognition', 'công nhận'), ('outstanding', 'chọn tiêu biểu'), ('proposal', 'đề nghị khen thưởng'), ('commendation', 'khen thưởng'), ('medal', 'tặng kỷ niệm chương')], max_length=12)),
                ('title', models.CharField(help_text='trích yếu', max_length=300)),
                ('signer_authority', models.CharField(help_text='«T/M BAN CHỈ ĐẠO», «CHỦ TỊCH»', max_length=120)),
                ('signer_position', models.CharField(blank=True, max_length=120)),
                ('signer_name', models.CharField(blank=True, max_length=120)),
                ('place_name', models.CharField(help_text='địa danh trước ngày tháng: «Duy Tiên»', max_length=80)),
                ('state', models.CharField(choices=[('draft', 'dự thảo'), ('checked', 'đã kiểm tra, chờ ký'), ('issued', 'đã ban hành')], default='draft', max_length=8)),
                ('number', models.CharField(blank=True, help_text='như in trên văn bản: «12-QĐ/BCĐ»', max_length=60)),
                ('number_order', models.PositiveIntegerField(blank=True, editable=False, help_text='phần số, để xét thứ tự', null=True)),
                ('number_key', models.CharField(blank=True, editable=False, help_text='số và ký hiệu, bỏ khác biệt cách gõ', max_length=80)),
                ('number_year', models.PositiveSmallIntegerField(blank=True, editable=False, null=True)),
                ('date', models.DateField(blank=True, help_text='ngày dự kiến khi còn dự thảo; ngày ký khi đã ban hành', null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('drafted_at', models.DateTimeField(auto_now_add=True)),
                ('issued_at', models.DateTimeField(blank=True, null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='organisation.body')),
                ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='organisation.locality')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='movement.programme')),
                ('signed_file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.storedfile')),
            ],
            options={
                'ordering': ['programme', 'date', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'issued'), _negated=True), models.Q(models.Q(('number', ''), _negated=True), ('date__isnull', False), ('issued_at__isnull', False)), _connector='OR'), name='issued_decision_has_number_and_date'), models.CheckConstraint(condition=models.Q(('state', 'issued'), ('number', ''), _connector='OR'), name='number_only_after_signing'), models.UniqueConstraint(condition=models.Q(('state', 'issued')), fields=('locality', 'body', 'number_year', 'number_key'), name='number_once_a_year')],
            },
        ),
        migrations.CreateModel(
            name='DecisionLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField()),
                ('subject', models.CharField(choices=[('collective', 'tập thể'), ('individual', 'cá nhân'), ('household', 'hộ gia đình')], max_length=10)),
                ('recipient', models.CharField(help_text='tên như in trên giấy', max_length=200)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='recognition.decision')),
                ('registration', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decision_lines', to='movement.registration')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'ordering': ['decision', 'order'],
                'constraints': [models.UniqueConstraint(fields=('decision', 'order'), name='decision_line_order'), models.UniqueConstraint(fields=('decision', 'registration'), name='nobody_twice_in_a_decision')],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('code', models.CharField(help_text='16 ký tự, 80 bit ngẫu nhiên, in thành nhóm bốn', max_length=20, unique=True)),
                ('content', models.JSONField(help_text='đúng những chữ đã in')),
                ('issued_at', models.DateTimeField()),
                ('issued_by', models.BigIntegerField(null=True)),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='recognition.certificate')),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='recognition.certificateregister')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='recognition.decisionline')),
            ],
            options={
                'ordering': ['register', 'number'],
                'constraints': [models.UniqueConstraint(fields=('register', 'number'), name='certificate_number_once'), models.UniqueConstraint(condition=models.Q(('replaces', None)), fields=('line',), name='one_first_certificate_a_line')],
            },
        ),
        migrations.CreateModel(
            name='CertificateNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('corrected', 'đã đính chính, cấp lại'), ('revoked', 'đã thu hồi')], max_length=10)),
                ('reason', models.CharField(max_length=300)),
                ('paper', models.CharField(help_text='văn bản làm căn cứ: số, ngày, cơ quan', max_length=120)),
                ('on', models.DateField()),
                ('added_by', models.BigIntegerField(null=True)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('certificate', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='notice', to='recognition.certificate')),
            ],
            options={
                'abstract': False,
            },
        ),
    ])
