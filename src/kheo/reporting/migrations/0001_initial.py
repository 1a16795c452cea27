import django.db.models.deletion
from django.db import migrations, models

from kheo.foundation.new_tables import together


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('conference', '0001_initial'),
        ('foundation', '0001_initial'),
        ('organisation', '0002_account_email_notice'),
    ]

    operations = together([
        migrations.CreateModel(
            name='NewsItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(help_text='năm của số liệu trong tin')),
                ('slug', models.SlugField(max_length=120)),
                ('title', models.CharField(max_length=200)),
                ('lead', models.CharField(help_text='sa-pô: ai, việc gì, khi nào, ở đâu', max_length=600)),
                ('text', models.TextField(help_text='mỗi đoạn một dòng trống', max_length=40000)),
                ('author_line', models.CharField(help_text='tên tác giả, bút danh, bộ phận như sẽ đăng', max_length=160)),
                ('state', models.CharField(choices=[('draft', 'đang soạn'), ('published', 'đã đăng'), ('withdrawn', 'đã gỡ')], default='draft', max_length=10)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('modified_at', models.DateTimeField(blank=True, help_text='lần đính chính gần nhất', null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('conference', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='news', to='conference.conference')),
                ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='news', to='organisation.locality')),
                ('publisher', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.body')),
            ],
            options={
                'verbose_name_plural': 'news',
                'ordering': ['-published_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('locality', 'slug'), name='news_address_once'), models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('published_at__isnull', False)), _connector='OR'), name='published_news_has_its_time')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('place_name', models.CharField(blank=True, max_length=80)),
                ('signer_authority', models.CharField(blank=True, max_length=120)),
                ('signer_position', models.CharField(blank=True, max_length=120)),
                ('signer_name', models.CharField(blank=True, max_length=120)),
                ('state', models.CharField(choices=[('draft', 'đang soạn'), ('issued', 'đã ban hành')], default='draft', max_length=8)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('date', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='organisation.body')),
                ('locality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='organisation.locality')),
                ('signed_file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.storedfile')),
            ],
            options={
                'ordering': ['-year', 'issuer'],
                'constraints': [models.UniqueConstraint(fields=('issuer', 'year'), name='one_annual_report_a_year'), models.CheckConstraint(condition=models.Q(models.Q(('date__isnull', False), ('state', 'issued'), models.Q(('number', ''), _negated=True)), models.Q(('number', ''), ('state', 'draft')), _connector='OR'), name='issued_report_has_number_and_date')],
            },
        ),
        migrations.CreateModel(
            name='NewsCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.JSONField(help_text='tiêu đề, sa-pô, nội dung trước khi đính chính')),
                ('note', models.CharField(help_text='lời đính chính cho người đọc', max_length=300)),
                ('added_by', models.BigIntegerField(null=True)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='reporting.newsitem')),
            ],
            options={
                'ordering': ['item', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='FigureReason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quote', models.CharField(help_text='đoạn chữ nêu con số', max_length=300)),
                ('key', models.CharField(max_length=60)),
                ('stated', models.CharField(max_length=40)),
                ('recorded', models.CharField(blank=True, max_length=40)),
                ('reason', models.CharField(max_length=300)),
                ('added_by', models.BigIntegerField(null=True)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reasons', to='reporting.newsitem')),
            ],
            options={
                'ordering': ['item', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='NewsPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('caption', models.CharField(max_length=300)),
                ('alternative', models.CharField(help_text='tả ảnh cho người không nhìn thấy', max_length=300)),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.storedfile')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='reporting.newsitem')),
            ],
            options={
                'ordering': ['item', 'order'],
                'constraints': [models.UniqueConstraint(fields=('item', 'order'), name='news_picture_order'), models.UniqueConstraint(fields=('item', 'file'), name='news_picture_once')],
            },
        ),
        migrations.CreateModel(
            name='IssuedReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('issued_by', models.BigIntegerField(null=True)),
                ('issued_at', models.DateTimeField(auto_now_add=True)),
                ('report', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='issued', to='reporting.report')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReportText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=40)),
                ('text', models.TextField(max_length=20000)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='reporting.report')),
            ],
            options={
                'ordering': ['report', 'key'],
                'constraints': [models.UniqueConstraint(fields=('report', 'key'), name='report_text_once')],
            },
        ),
    ])
