"""Dossiers: a report on a pair or a transfer that can be sent as it is, as Markdown, HTML, DOCX or PDF.

``material`` reads a ledger; ``dossier_of`` makes one tree of it, purely; each of the renderers writes that tree.
"""

from weighbridge.dossier.building import dossier_of
from weighbridge.dossier.markdown import markdown_of
from weighbridge.dossier.material import DossierError, Material, material
from weighbridge.dossier.page import page_of
from weighbridge.dossier.pdf import pdf_of
from weighbridge.dossier.tree import Dossier
from weighbridge.dossier.word import docx_of

__all__ = [
    "Dossier",
    "DossierError",
    "Material",
    "docx_of",
    "dossier_of",
    "markdown_of",
    "material",
    "page_of",
    "pdf_of",
]
