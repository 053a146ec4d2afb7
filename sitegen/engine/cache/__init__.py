"""What the last build leaves for the next one, in `.sitegen/`: safe to delete, safe to lose, never wrong.

Everything is packed as plain records with a checksum. What is damaged, is from another program, or was put there by
somebody else is as good as absent.
"""

from sitegen.engine.cache.blob_store import AnyPile, Heap, Pile, Place, Shelf
from sitegen.engine.cache.cache_folder import LAST, NAME, Cache, caches
from sitegen.engine.cache.serialization import DamagedError, check, pack, unpack

__all__ = [
    "LAST",
    "NAME",
    "AnyPile",
    "Cache",
    "DamagedError",
    "Heap",
    "Pile",
    "Place",
    "Shelf",
    "caches",
    "check",
    "pack",
    "unpack",
]
