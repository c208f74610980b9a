"""Screening at the desk: the lists in force made ready, the form and its answer, and what other programs ask."""
