"""Matching of party names: is whom an exporter deals with one of those on a list?

Knows names and what stands beside them; knows nothing of list formats, orders, storage or screens.
"""
