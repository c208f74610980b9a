"""The desk: the ledger in a browser. Pages made on the server, and the same as JSON under ``/api``."""
