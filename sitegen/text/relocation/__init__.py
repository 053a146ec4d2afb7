"""Where the words of a lost quote went in a changed text, and whether they still say the same."""
