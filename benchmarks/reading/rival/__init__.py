"""A Wagtail site with the same documents, columns, filters and marks, built the way its manual builds one.

Runs in a virtual environment of its own (`benchmarks.reading.wagtail`), never beside the portal.
"""
