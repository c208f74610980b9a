"""Readers behind one door: the built-in one, language models, and those of others, by name."""
