"""The pages that people read, a module for each noun. Each has a ``router``; ``app.PAGES`` lists them."""
