"""What read-later services gave their users to take along, recognised by content."""

from storage.intake.exports.item import Export, Item, Mark
from storage.intake.exports.read import read_export

__all__ = ["Export", "Item", "Mark", "read_export"]
