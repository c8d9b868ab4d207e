"""The office's affairs: intake, receipt, assignment, correction, consultation, extension, reply, closing."""
