"""Pages of proactive disclosure."""
