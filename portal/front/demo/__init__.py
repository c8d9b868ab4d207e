"""A fictitious bureau with a year of history, for the trial. Every name, number and place in it is invented."""
