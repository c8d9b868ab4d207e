"""How much an applicant may send; the house takes larger files from its own staff."""

MAX_FILES = 5
MAX_FILE_MEGABYTES = 10
MAX_FILE_BYTES = MAX_FILE_MEGABYTES * 1024 * 1024
# Longer than any field allows, so that what is too long can still be shortened; a draft is no store for anything else.
LONGEST_ANSWER = 10_000
