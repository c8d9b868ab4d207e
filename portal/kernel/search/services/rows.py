"""What is written for a document: the row it is found by, its copy if it lies in the sample, the row it is shown by."""

import hashlib
import json
from dataclasses import fields
from operator import attrgetter

from portal.kernel.search import facets, lexemes, numbers, sheets
from portal.kernel.search.models import SearchEntry, SearchSample, SearchText
from portal.kernel.search.normalise import clean, fold
from portal.kernel.search.sources import MAX_TITLE, SearchDocument

_everything_of = attrgetter(*(field.name for field in fields(SearchDocument)))


def content_hash(document: SearchDocument) -> str:
    """A fingerprint of the document and of the way lexemes are made."""
    canonical = json.dumps([lexemes.VERSION, _everything_of(document)], default=str, ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def entry_of(kind: str, pk: int, document: SearchDocument) -> SearchEntry:
    """The narrow row a document is found by."""
    vector = lexemes.document_vector(
        title=document.title,
        body=_body_of(document),
        number=_numbers_of(document),
        facets=facets.lexemes_of(kind, document),
    )
    return SearchEntry(
        kind=kind,
        object_id=pk,
        published_on=document.published_on,
        facets=facets.numbers_of(kind, document),
        tsv=vector,
    )


def sample_of(entry: SearchEntry, document: SearchDocument) -> SearchSample | None:
    """The copy of the row that is counted by, if the lot falls on it: always for the same things."""
    marks = lexemes.sample_lexemes(_lot(entry.kind, entry.object_id))
    if not marks:
        return None
    text = "\n".join([document.title, _body_of(document), _numbers_of(document)])
    vector = lexemes.sampled_vector(str(entry.tsv), text=text, marks=marks)
    return SearchSample(entry=entry, facets=entry.facets, tsv=vector)


def is_drawn(kind: str, pk: int) -> bool:
    """Whether the lot falls on a thing."""
    return bool(lexemes.sample_lexemes(_lot(kind, pk)))


def _lot(kind: str, pk: int) -> str:
    return f"{kind}:{pk}"


def _body_of(document: SearchDocument) -> str:
    return "\n".join([document.belongs_to, document.body, *document.pages])


def _numbers_of(document: SearchDocument) -> str:
    return f"{document.number}\n{document.index_number}"


def text_of(entry: SearchEntry, document: SearchDocument, digest: str) -> SearchText:
    """The row a hit is shown by."""
    title = clean(document.title)[:MAX_TITLE]
    body, starts = sheets.bound(document.pages) if document.pages else (clean(document.body), [])
    return SearchText(
        entry=entry,
        title=title,
        folded_title=fold(title),
        body=body,
        folded=fold(body),
        number=document.number,
        index_number=document.index_number,
        number_key=numbers.key_of(document.number),
        index_key=numbers.key_of(document.index_number),
        url=document.url,
        validity=document.validity,
        dated=document.dated,
        belongs_to=clean(document.belongs_to)[:MAX_TITLE],
        file_url=document.file_url,
        page_starts=starts,
        rank_boost=document.rank_boost,
        content_hash=digest,
    )
