"""A reader for each format. Each takes where a file is and gives its entries, one at a time, in the file's order."""
