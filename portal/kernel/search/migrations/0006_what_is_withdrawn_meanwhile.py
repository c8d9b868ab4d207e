"""What is withdrawn while an index is in the making is noted, also when it was in no living one."""

from django.db import migrations

# The lock keeps the order of everybody who writes: first the entries, then the notes. When the exchange has taken place
# meanwhile there is nothing to note in, and the entry is deleted from the table that is living now.
_NOTE = """
CREATE FUNCTION search_note_withdrawn(withdrawn_kind text, withdrawn_key bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF to_regclass('search_next_change') IS NOT NULL THEN
        LOCK TABLE search_searchentry IN ROW EXCLUSIVE MODE;
        INSERT INTO search_next_change (kind, object_id) VALUES (withdrawn_kind, withdrawn_key);
    END IF;
EXCEPTION WHEN undefined_table THEN
    NULL;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0005_vectors_kept_as_they_are")]

    operations = [migrations.RunSQL(_NOTE, "DROP FUNCTION search_note_withdrawn(text, bigint)")]
