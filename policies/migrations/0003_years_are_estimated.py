from django.db import migrations

# Without it the planner expects as many years as documents, and sorts on disk what it could count in memory.
YEARS = (
    "CREATE STATISTICS policies_document_year"
    " ON (EXTRACT(YEAR FROM published_at AT TIME ZONE 'Asia/Shanghai')) FROM policies_document"
)


class Migration(migrations.Migration):
    dependencies = [("policies", "0002_planned_releases_on_the_list")]

    operations = [migrations.RunSQL(YEARS, "DROP STATISTICS policies_document_year")]
