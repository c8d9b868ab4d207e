"""A Wagtail site with the same documents, built the way its manual builds one: what we compare ourselves with.

Runs in a virtual environment of its own (`benchmarks.reading.wagtail`), never beside the portal.
"""
