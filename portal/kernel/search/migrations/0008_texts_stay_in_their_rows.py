"""A text that fits on a page of the table stays there: fetching it from beside the table cost more than reading it.

Rows that exist are moved by `rebuild_search --beside`.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0007_sample")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE search_searchtext SET (toast_tuple_target = 8160)",
            "ALTER TABLE search_searchtext RESET (toast_tuple_target)",
        )
    ]
