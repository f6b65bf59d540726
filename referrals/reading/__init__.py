"""Reading other people's lists: a file to lines, a line to what it tells. Nothing is written."""
