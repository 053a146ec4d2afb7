"""What the last build leaves for the next one, in `.sitegen/`: safe to delete, safe to lose, never wrong.

Everything is packed as plain records with a checksum. What is damaged, is from another program, or was put there by
somebody else is as good as absent.
"""

from sitegen.cache.folder import LAST, NAME, Cache, caches
from sitegen.cache.packing import DamagedError, check, pack, unpack
from sitegen.cache.piles import AnyPile, Heap, Pile, Place, Shelf

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
