"""What an applicant may send along; the house takes larger files from its own staff."""

MAX_FILES = 5
MAX_FILE_MEGABYTES = 10
MAX_FILE_BYTES = MAX_FILE_MEGABYTES * 1024 * 1024
