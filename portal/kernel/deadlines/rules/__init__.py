"""The reminder ladder, the lights, and the shape of a yearly arrangement."""
