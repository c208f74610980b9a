"""What a model says of a document, held to that document: proved from its text, repaired, or dropped."""
