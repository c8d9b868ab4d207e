"""What is published is appended to the word indexes and sorted in later. Nothing is built anew for that."""

import django.contrib.postgres.indexes
from django.db import migrations

_INDEXES = (("searchentry", "search_entry_tsv"), ("searchsample", "search_sample_tsv"))


class Migration(migrations.Migration):
    dependencies = [("search", "0008_texts_stay_in_their_rows")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"ALTER INDEX {name} SET (fastupdate = on)",
                    # What was appended until then is sorted in by the next vacuum.
                    f"ALTER INDEX {name} SET (fastupdate = off)",
                )
                for _model, name in _INDEXES
            ],
            state_operations=[
                operation
                for model, name in _INDEXES
                for operation in (
                    migrations.RemoveIndex(model_name=model, name=name),
                    migrations.AddIndex(
                        model_name=model,
                        index=django.contrib.postgres.indexes.GinIndex(fastupdate=True, fields=["tsv"], name=name),
                    ),
                )
            ],
        )
    ]
