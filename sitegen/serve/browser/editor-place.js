// Where a bar stands beside words of the page.
import { panel } from "./editor-panel.js";

const GAP = 8; // px between words and bar
const HANDLES = 28; // px that a touch screen's own handles take below the words

/**
 * Above the words, or below them where there is no room, or where the fingers are.
 * @param {HTMLElement} bar @param {DOMRectList} boxes those of the words
 */
export function placeBeside(bar, boxes) {
  const { clientWidth, clientHeight } = document.documentElement;
  const side = matchMedia("(min-width: 62.5em)").matches ? (panel()?.offsetWidth ?? 0) : 0; // the panel stays free
  const [first, last] = [boxes[0], boxes[boxes.length - 1]];
  if (!first) return;
  const isTouched = matchMedia("(pointer: coarse)").matches;
  const above = first.top - GAP - bar.offsetHeight;
  const below = last.bottom + (isTouched ? HANDLES : GAP);
  const top = isTouched || above < 0 ? below : above;
  bar.style.top = `${Math.max(0, Math.min(top, clientHeight - bar.offsetHeight))}px`;
  bar.style.left = `${Math.max(0, Math.min(first.left, clientWidth - side - bar.offsetWidth - 4))}px`;
}
