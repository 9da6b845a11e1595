"""Telling people in time: what is due, the mail, the ledger, the delivery."""
