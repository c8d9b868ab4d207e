"""The shape of what applicants and clerks fill in."""
