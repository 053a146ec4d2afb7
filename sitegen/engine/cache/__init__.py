"""What the last build leaves for the next one, in `.sitegen/`: safe to delete, safe to lose, never wrong.

Everything is packed as plain records with a checksum. What is damaged, is from another program, or was put there by
somebody else is as good as absent.
"""

from sitegen.engine.cache.blob_store import BlobFile, BlobRef, BlobStore, MemoryStore, ObjectStore
from sitegen.engine.cache.cache_folder import CACHE_NAME, SAVED_LAST, CacheFolder, cache_folders, new_token
from sitegen.engine.cache.serialization import DamagedError, check_blob, pack, unpack

__all__ = [
    "CACHE_NAME",
    "SAVED_LAST",
    "BlobFile",
    "BlobRef",
    "BlobStore",
    "CacheFolder",
    "DamagedError",
    "MemoryStore",
    "ObjectStore",
    "cache_folders",
    "check_blob",
    "new_token",
    "pack",
    "unpack",
]
