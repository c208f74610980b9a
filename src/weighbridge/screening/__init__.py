"""Screening of orders against lists, controls of goods, red flags and the ledger: an answer with its reasons."""
