"""An article and everything a person did with it, out in the form that is asked for."""

from storage.dossier import Dossier
from storage.export.csv_ import table
from storage.export.dossier import Shelf, gather, gather_whole, gathering
from storage.export.files import file_name, write
from storage.export.html_ import page
from storage.export.json_ import lossless, lossless_pieces
from storage.export.jsonld import annotation_collection, collection_pieces
from storage.export.markdown import collection, document
from storage.export.merging import update
from storage.export.record import record

__all__ = [
    "Dossier",
    "Shelf",
    "annotation_collection",
    "collection",
    "collection_pieces",
    "document",
    "file_name",
    "gather",
    "gather_whole",
    "gathering",
    "lossless",
    "lossless_pieces",
    "page",
    "record",
    "table",
    "update",
    "write",
]
