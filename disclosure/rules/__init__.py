"""The law of proactive disclosure in pure functions."""
