"""Short lexemes do not compress: trying costs time at every writing and saves nothing."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0004_insight_checks_and_saved_searches")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE search_searchentry ALTER COLUMN tsv SET STORAGE EXTERNAL",
            "ALTER TABLE search_searchentry ALTER COLUMN tsv SET STORAGE EXTENDED",
        )
    ]
