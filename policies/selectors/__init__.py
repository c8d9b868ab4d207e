"""Whole questions about policies."""

from policies.selectors.counts import InterpretationCount, interpretation_count
from policies.selectors.entries import document_entry, faq_entry, interpretation_entry
from policies.selectors.facets import (
    Facet,
    Option,
    department_options,
    normative_counts,
    term_options,
    validity_options,
    year_options,
)
from policies.selectors.lines import Line, findable, newest, page_of_lines
from policies.selectors.listing import (
    ORDER,
    Companions,
    documents,
    faqs,
    interpretations,
    signed_companions,
    tombstone,
    without_interpretation,
)
from policies.selectors.page import (
    DocumentPage,
    Related,
    document_of,
    interpretation_of,
    page_of,
    pictures_of,
    relations_of,
    services_of,
    siblings_of,
    visible_document,
)

__all__ = [
    "ORDER",
    "Companions",
    "DocumentPage",
    "Facet",
    "InterpretationCount",
    "Line",
    "Option",
    "Related",
    "department_options",
    "document_entry",
    "document_of",
    "documents",
    "faq_entry",
    "faqs",
    "findable",
    "interpretation_count",
    "interpretation_entry",
    "interpretation_of",
    "interpretations",
    "newest",
    "normative_counts",
    "page_of",
    "page_of_lines",
    "pictures_of",
    "relations_of",
    "services_of",
    "siblings_of",
    "signed_companions",
    "term_options",
    "tombstone",
    "validity_options",
    "visible_document",
    "without_interpretation",
    "year_options",
]
