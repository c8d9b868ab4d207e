from django.db import migrations


class Migration(migrations.Migration):
    """Texts of PDF files read before pages were told apart are read again by the worker."""

    dependencies = [("attachments", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "UPDATE attachments_attachment SET text_state = 'pending'"
            " WHERE text_state = 'done' AND name ILIKE '%%.pdf'",
            migrations.RunSQL.noop,
        )
    ]
