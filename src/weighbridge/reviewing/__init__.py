"""What people say of what was read: the queue of the doubtful, corrections slot by slot, and what they would change."""
