from django.db import migrations, models


class Migration(migrations.Migration):
    """How often the reading of a file was begun: what ends the worker each time is given up."""

    dependencies = [("attachments", "0002_read_pdf_pages_again")]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="text_tries",
            field=models.PositiveSmallIntegerField(
                db_default=0, default=0, editable=False, verbose_name="文字提取次数"
            ),
        ),
    ]
