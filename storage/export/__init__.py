"""An article and everything a person did with it, out as Markdown or JSON."""

from storage.export.dossier import Dossier, Shelf, gather
from storage.export.files import file_name, write
from storage.export.json_ import lossless
from storage.export.markdown import collection, document
from storage.export.record import record

__all__ = [
    "Dossier",
    "Shelf",
    "collection",
    "document",
    "file_name",
    "gather",
    "lossless",
    "record",
    "write",
]
