from django.db import migrations

from portal.kernel.deadlines.services import calendar


def seed(apps, schema_editor):
    calendar.seed(using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    """The published arrangements, every day of every year; later ones come by import or `load_calendar`."""

    dependencies = [("deadlines", "0001_initial")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop, elidable=True)]
