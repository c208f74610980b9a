"""What the pages show, as JSON: the same functions give both."""
