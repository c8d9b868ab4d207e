"""The law of disclosure on request 「依申请公开」: words, lifecycle, clock, remedies, gates."""
