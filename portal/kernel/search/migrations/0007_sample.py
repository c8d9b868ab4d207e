"""One entry in sixteen has a copy that is counted by; the present entries bear the marks of the samples already."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import portal.kernel.search.fields

_COPY = """
INSERT INTO search_searchsample (entry_id, facets, tsv)
SELECT id, facets, tsv FROM search_searchentry WHERE tsv @@ '''%16'''::tsquery
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0006_what_is_withdrawn_meanwhile")]

    operations = [
        # Nobody writes an entry between its copy and the end of this; copying takes as long as it takes.
        migrations.RunSQL(
            "SET LOCAL statement_timeout = 0; LOCK TABLE search_searchentry IN SHARE ROW EXCLUSIVE MODE",
            migrations.RunSQL.noop,
        ),
        migrations.CreateModel(
            name="SearchSample",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="sample",
                        serialize=False,
                        to="search.searchentry",
                    ),
                ),
                (
                    "facets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, size=None, verbose_name="分面"
                    ),
                ),
                ("tsv", portal.kernel.search.fields.LexemesField(verbose_name="词位")),
            ],
            options={"verbose_name": "检索样本", "verbose_name_plural": "检索样本"},
        ),
        migrations.RunSQL(
            "ALTER TABLE search_searchsample ALTER COLUMN tsv SET STORAGE EXTERNAL", migrations.RunSQL.noop
        ),
        migrations.RunSQL(_COPY, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="searchsample",
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["tsv"], name="search_sample_tsv"),
        ),
        migrations.RunSQL(
            "ALTER TABLE search_searchsample ADD CONSTRAINT search_sample_of_entry FOREIGN KEY (entry_id)"
            " REFERENCES search_searchentry (id) ON DELETE CASCADE",
            migrations.RunSQL.noop,
        ),
    ]
