// The words that a form is about, shown in the article: a selection is lost when the focus goes to a field.
import { rangeOf } from "./editor-selection.js";

const NAME = "sitegen-words";

/** Show where they stand; null = show none. */
export function highlightWords(selection) {
  CSS.highlights?.delete(NAME);
  const range = selection && rangeOf(selection);
  if (range && CSS.highlights) CSS.highlights.set(NAME, new Highlight(range));
}

/** Bring them into sight beside the panel. */
export function scrollToWords(selection) {
  const range = selection && rangeOf(selection);
  if (!range) return;
  const { top, bottom } = range.getBoundingClientRect();
  const isBeside = matchMedia("(min-width: 62.5em)").matches;
  const room = isBeside ? innerHeight : innerHeight * 0.3; // what the sheet leaves free
  if (top < 0 || bottom > room) scrollBy(0, top - Math.max(16, (room - (bottom - top)) / 2));
}
