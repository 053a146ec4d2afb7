// Selected words and where they stand, without offsets: the words, and what is read before and after them.
// Pure: it looks at the document and changes nothing.

const PARTS = ".article h1, .article .text";
const NO_TEXT = ".cards, .card, .marker, .footnote, .back, button, script, style, template, [hidden]";
const BLOCKS = new Set(
  ("ARTICLE ASIDE BLOCKQUOTE CAPTION DD DIV DL DT FIGCAPTION FIGURE H1 H2 H3 H4 H5 H6 HR LI OL P PRE SECTION " +
    "TABLE TBODY TD TFOOT TH THEAD TR UL").split(" "),
);
const AROUND = 100; // characters: enough to tell equal words apart, few enough to send at every look

/**
 * @typedef {{node: Text, at: number}} Piece
 * @typedef {{parts: string[], length: number, pieces: Piece[], gap: string, held: Text[]}} Reading
 */

/** The words of an article as they are read, and the text nodes they are in: `{text, pieces: [{node, at}]}`. */
export function readText(page = document) {
  /** @type {Reading} */
  const reading = { parts: [], length: 0, pieces: [], gap: "", held: [] };
  for (const part of page.querySelectorAll(PARTS)) {
    if (!part.parentElement?.closest(`${NO_TEXT}, .text`)) readElement(part, reading);
  }
  return { text: reading.parts.join(""), pieces: reading.pieces };
}

/** The words of a range, `{words, before, after}`; null if it holds none of the article's words. */
export function selectionOf(range, page = document) {
  const { text, pieces } = readText(page);
  let [start, end] = [-1, -1];
  for (const { node, at } of pieces) {
    if (!range.intersectsNode(node)) continue;
    const from = node === range.startContainer ? range.startOffset : 0;
    if (start < 0) start = at + from;
    end = at + (node === range.endContainer ? range.endOffset : node.length);
  }
  if (start < 0) return null;
  // A triple click ends before the first letter of the next block.
  start += text.slice(start, end).search(/\S|$/);
  end = start + text.slice(start, end).trimEnd().length;
  if (isInPair(text, start)) start -= 1;
  if (isInPair(text, end)) end += 1;
  return start < end ? cut(text, start, end) : null;
}

/** Where such words stand now: of several places the one with the likest surroundings; null if there is none. */
export function rangeOf({ words, before, after }, page = document) {
  const { text, pieces } = readText(page);
  let [best, most] = [-1, -1];
  for (let at = text.indexOf(words); words && at >= 0; at = text.indexOf(words, at + 1)) {
    const [left, right] = [text.slice(Math.max(0, at - AROUND), at), text.slice(at + words.length)];
    const like = common([...left].reverse(), [...before].reverse()) + common(right, after);
    if (like > most) [best, most] = [at, like];
  }
  return best < 0 ? null : makeRange(pieces, best, best + words.length);
}

function readElement(element, reading) {
  if (element.tagName === "BR") {
    reading.gap ||= "\n";
    return;
  }
  const isBlock = BLOCKS.has(element.tagName);
  if (isBlock) endBlock(reading);
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) readNode(node, reading);
    else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(NO_TEXT)) readElement(node, reading);
  }
  if (isBlock) endBlock(reading);
}

function endBlock(reading) {
  reading.held = [];
  if (!reading.length) return;
  reading.gap = "\n\n";
  // Spaces that stand between the last word and an arrow or a button, which are no words.
  const last = reading.parts.pop();
  reading.length -= last.length;
  say(last.replace(/ +$/, ""), reading);
}

function say(words, reading) {
  reading.parts.push(words);
  reading.length += words.length;
}

/** White space alone is text only between words: where a block begins or ends, nobody sees it. */
function readNode(node, reading) {
  if (!node.data.trim()) {
    if (reading.length && reading.gap !== "\n\n") reading.held.push(node);
    return;
  }
  for (const piece of [...reading.held, node]) {
    // The line end that is written after <br> is the one that <br> stands for.
    if (reading.gap !== "\n" || !piece.data.startsWith("\n")) say(reading.gap, reading);
    reading.gap = "";
    reading.pieces.push({ node: piece, at: reading.length });
    say(piece.data, reading);
  }
  reading.held = [];
}

function cut(text, start, end) {
  let [first, last] = [Math.max(0, start - AROUND), Math.min(text.length, end + AROUND)];
  if (isInPair(text, first)) first += 1;
  if (isInPair(text, last)) last -= 1;
  return { words: text.slice(start, end), before: text.slice(first, start), after: text.slice(end, last) };
}

/** Whether an offset is in the middle of one character, such as an emoji. */
function isInPair(text, at) {
  return at > 0 && text.codePointAt(at - 1) > 0xffff;
}

/** How many characters at the beginning are the same. */
function common(one, other) {
  let count = 0;
  while (count < other.length && one[count] === other[count]) count += 1;
  return count;
}

/** @param {Piece[]} pieces @param {number} start @param {number} end */
function makeRange(pieces, start, end) {
  const first = pieces.findLast(({ at }) => at <= start) ?? pieces[0];
  const last = pieces.findLast(({ at }) => at < end) ?? pieces[0];
  const range = document.createRange();
  range.setStart(first.node, Math.min(start - first.at, first.node.length));
  range.setEnd(last.node, Math.min(end - last.at, last.node.length));
  return range;
}
