"""The preview: the site while it is being written. Every change in the sources is built, and shown in the open pages.

`server` is the way in: it listens (`address`), watches (`watch`), builds (`build_runner`) and tells open pages
(`notifications`). Each answer passes `guard`.
"""

from sitegen.serve.address import ServerAddress
from sitegen.serve.build_runner import BuildReport, DeferredWork
from sitegen.serve.guard import is_loopback
from sitegen.serve.server import PreviewExtension, ServerOptions, serve

__all__ = ["BuildReport", "DeferredWork", "PreviewExtension", "ServerAddress", "ServerOptions", "is_loopback", "serve"]
