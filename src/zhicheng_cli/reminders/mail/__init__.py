"""The mail: one letter as an e-mail message, with its words, its page and its calendar."""

from .composing import compose
from .headers import message_id

__all__ = ["compose", "message_id"]
