"""Laws that hold whatever an author writes, and what looks for the input that breaks one.

`tests/unit/test_fuzz.py` tries each law on some inputs, `tools/fuzz` for as long as it is let.
"""
