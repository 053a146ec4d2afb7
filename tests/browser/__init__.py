"""What readers can do with a built site, in a real browser, under a strict policy and a sub-path."""
