"""Fine-tuning of the encoder that ``weighbridge.reading.encoder`` evaluates (``make encoder``)."""
