"""What the fictitious bureau's policies are about: twenty themes, each with its own clauses, questions and service."""

from portal.front.demo.theme import Theme
from portal.front.demo.themes_ownership import OWNERSHIP
from portal.front.demo.themes_renewal import RENEWAL

THEMES: tuple[Theme, ...] = (*OWNERSHIP, *RENEWAL)
