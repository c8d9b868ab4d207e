"""A small application that stands for any app writing letters; loaded by the tests and by the worker processes."""
