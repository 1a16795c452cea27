import django.db.models.deletion
from django.db import migrations, models

from kheo.foundation.new_tables import together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('assessment', '0001_initial'),
        ('foundation', '0001_initial'),
        ('organisation', '0001_initial'),
    ]

    operations = together([
        migrations.CreateModel(
            name='Initiative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300)),
                ('folded', models.CharField(editable=False, max_length=300)),
                ('kind', models.CharField(choices=[('mo_hinh', 'mô hình'), ('dien_hinh', 'điển hình')], max_length=10)),
                ('subject', models.CharField(choices=[('collective', 'tập thể'), ('individual', 'cá nhân'), ('household', 'hộ gia đình')], max_length=10)),
                ('holder', models.CharField(blank=True, help_text='tập thể, cá nhân thực hiện; tên cá nhân chỉ công khai khi có quyết định hoặc đồng ý', max_length=200)),
                ('summary', models.TextField(blank=True)),
                ('situation', models.TextField(blank=True)),
                ('way', models.TextField(blank=True, help_text='cách làm, mỗi bước một dòng')),
                ('outcome', models.TextField(blank=True)),
                ('lesson', models.TextField(blank=True)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('body', models.ForeignKey(blank=True, help_text='cơ quan, đơn vị đăng ký, nếu không phải xã, phường', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='initiatives', to='organisation.body')),
                ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='initiatives', to='organisation.locality')),
                ('unit', models.ForeignKey(help_text='địa bàn', on_delete=django.db.models.deletion.PROTECT, related_name='initiatives', to='organisation.unit')),
            ],
            options={
                'ordering': ['title'],
                'indexes': [models.Index(fields=['locality', 'folded'], name='movement_in_localit_de7bf2_idx')],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('year', models.PositiveSmallIntegerField()),
                ('registration_opens', models.DateField(blank=True, null=True)),
                ('registration_closes', models.DateField(blank=True, null=True)),
                ('assessment_due', models.DateField(blank=True, null=True)),
                ('conference_on', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('open', 'đang mở'), ('closed', 'đã đóng')], default='open', max_length=8)),
                ('broadcaster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
                ('commending_body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
                ('criteria_set', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessment.criteriaset')),
                ('leading_body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
                ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='organisation.locality')),
                ('recognising_body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
                ('standing_body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
            ],
            options={
                'ordering': ['-year', 'code'],
                'constraints': [models.UniqueConstraint(fields=('locality', 'year'), name='one_programme_a_year')],
            },
        ),
        migrations.CreateModel(
            name='ImportedSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('created', models.PositiveIntegerField()),
                ('unchanged', models.PositiveIntegerField()),
                ('confirmed_at', models.DateTimeField(auto_now_add=True)),
                ('confirmed_by', models.BigIntegerField(null=True)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imported_sheets', to='movement.programme')),
            ],
            options={
                'ordering': ['-confirmed_at'],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=40)),
                ('label', models.CharField(max_length=80)),
                ('order', models.PositiveSmallIntegerField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fields', to='movement.programme')),
            ],
            options={
                'ordering': ['programme', 'order'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'key'), name='programme_field_once')],
            },
        ),
        migrations.CreateModel(
            name='WaitingSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added_by', models.BigIntegerField(null=True)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.storedfile')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='waiting_sheets', to='movement.programme')),
            ],
            options={
                'ordering': ['-added_at'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'file'), name='sheet_waits_once')],
            },
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leading_body', models.CharField(blank=True, help_text='chủ trì: chi bộ, Mặt trận, đoàn thể, tổ tự quản…', max_length=200)),
                ('state', models.CharField(choices=[('registered', 'đã đăng ký'), ('running', 'đang thực hiện'), ('in_assessment', 'đang thẩm định'), ('recognised', 'đã công nhận'), ('not_recognised', 'không công nhận'), ('stopped', 'đã dừng')], default='registered', max_length=15)),
                ('registered_on', models.DateField()),
                ('stopped_reason', models.CharField(blank=True, max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('allocated_unit', models.ForeignKey(blank=True, help_text='đơn vị hôm nay nhận kết quả này, khi đơn vị cũ bị chia; do cơ quan thường trực chọn', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('field', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='movement.programmefield')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='movement.initiative')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='movement.programme')),
            ],
            options={
                'ordering': ['programme', 'initiative__title'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'initiative'), name='initiative_registered_once_a_year')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('caption', models.CharField(max_length=200)),
                ('is_public', models.BooleanField(default=False, help_text='cho hiện ở trang công khai')),
                ('added_by', models.BigIntegerField(null=True)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.storedfile')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='movement.registration')),
            ],
            options={
                'ordering': ['registration', 'added_at'],
                'constraints': [models.UniqueConstraint(fields=('registration', 'file'), name='evidence_once')],
            },
        ),
        migrations.CreateModel(
            name='RegistrationAssessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assessment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='registration_link', to='assessment.assessment')),
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='assessment_link', to='movement.registration')),
            ],
        ),
        migrations.CreateModel(
            name='Result',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(choices=[('households', 'hộ'), ('people', 'người'), ('dong', 'đồng'), ('working_days', 'ngày công'), ('land_m2', 'm²')], max_length=14)),
                ('value', models.DecimalField(decimal_places=2, max_digits=16)),
                ('as_of', models.DateField()),
                ('note', models.CharField(blank=True, max_length=200)),
                ('added_by', models.BigIntegerField(null=True)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='movement.registration')),
            ],
            options={
                'ordering': ['registration', 'measure', '-as_of', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='result_not_negative')],
            },
        ),
    ])
