"""Addresses of pages elsewhere that records give: whether they still lead there, and where copies of them are kept.

The only part of sitegen that asks the network, and only where somebody calls it.
"""

from sitegen.editor.web_links.address_check import AddressCheck, AddressChecker, AddressState
from sitegen.editor.web_links.archived_copies import ArchivedCopy, CopyFinder, plan_copies
from sitegen.editor.web_links.cited_addresses import CitedAddress, cited_addresses

__all__ = [
    "AddressCheck",
    "AddressChecker",
    "AddressState",
    "ArchivedCopy",
    "CitedAddress",
    "CopyFinder",
    "cited_addresses",
    "plan_copies",
]
