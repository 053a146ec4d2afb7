"""Characters as readers see them, and what scripts do with them."""
