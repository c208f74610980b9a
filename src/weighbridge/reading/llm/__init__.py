"""The reader ``llm``: a language model behind an endpoint, held to the text."""
