"""From statements to transfers that can be trusted: pure functions, which know of no storage and no screen."""
