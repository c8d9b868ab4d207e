"""The affairs of proactive disclosure."""
