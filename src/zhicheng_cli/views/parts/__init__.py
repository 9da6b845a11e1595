"""Pieces that several answers, exports and mails share: wording, phones, parts of documents."""
