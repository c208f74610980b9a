"""Training of the reader's small models; needs the development dependencies."""
