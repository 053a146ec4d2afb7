"""YAML text with one record put in, changed or taken out; all else stays as its author wrote it.

What `append`, `change`, `remove`, `new_list` and `new_mapping` promise:

- A text is given back only after it was read again (`verification`): the record says exactly what was asked for, and
  everything else exactly what it said before. Where that cannot be had the answer is None, and the author edits the
  file.
- Not a character outside of the record is another: comments, blank lines, indentation, line ends and a byte order mark
  stay. Within the record only those keys, items and lines are written anew that differ, in the style of what they
  replace.
- Values that anchors, aliases or tags are part of are never changed.

All positions are indexes of code points in the text behind the byte order mark; spans are half-open; lines and columns
count from 0.

The modules, from the inside out: `nodes` (where everything stands), `scalars` and `serializer` (values → text),
`plain_values` (which values say the same), `text_edits` (changes of the text, gathered), `comments` and `entries` (the
keys of a mapping, the items of a list), `value_diff` (one value into another), `record_edits` (the functions above),
`text_rewrites` (single texts, each where it stands), `key_lines` (a key as it stands in another record).
"""
