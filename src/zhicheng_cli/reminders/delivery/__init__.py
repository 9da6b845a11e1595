"""Handing mails over: to a server, or to a program for each."""
