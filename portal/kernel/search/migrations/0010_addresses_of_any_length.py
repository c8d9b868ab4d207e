"""Percent-encoded names of files did not fit. Only the catalogue changes, no row is written anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0009_appended_first")]

    operations = [
        migrations.AlterField(model_name="searchtext", name="url", field=models.TextField(verbose_name="地址")),
        migrations.AlterField(
            model_name="searchtext", name="file_url", field=models.TextField(blank=True, verbose_name="文件地址")
        ),
        # A build that was interrupted is taken up again, with the tables it made.
        migrations.RunSQL(
            "ALTER TABLE IF EXISTS search_next_text ALTER COLUMN url TYPE text, ALTER COLUMN file_url TYPE text",
            migrations.RunSQL.noop,
        ),
    ]
