"""The mail: one letter as an e-mail message, with its words, its page and its calendar."""
