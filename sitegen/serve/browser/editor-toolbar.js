// The small toolbar beside selected words, and the key that does without it.
import { form, openNew } from "./editor-form.js";
import { announce, make, makeButton, root } from "./editor-page.js";
import { openNameOf } from "./editor-names.js";
import { placeBeside } from "./editor-place.js";
import { selectionOf } from "./editor-selection.js";
import { TABS } from "./editor-tabs.js";

const PAUSE = 200; // ms: a selection that grows letter by letter is not followed at each
const TYPING = "input, textarea, select, [contenteditable]";

const bar = make("div", { className: "toolbar", role: "group", hidden: true });
/** The words that the toolbar is for. @type {Range | null} */
let range = null;
let isPressed = false;
let timer;

export function addToolbar() {
  bar.addEventListener("mousedown", (event) => event.preventDefault()); // focus and selection stay
  root.append(bar);
  document.addEventListener("selectionchange", later);
  addEventListener("pointerdown", press, true);
  for (const type of ["pointerup", "pointercancel"]) {
    addEventListener(type, release, true);
  }
  addEventListener("scroll", place, { passive: true });
  addEventListener("resize", place);
  addEventListener("keydown", key, true);
}

function press(event) {
  isPressed = true;
  if (!event.composedPath().includes(bar)) bar.hidden = true;
}

function release(event) {
  isPressed = false;
  if (!event.composedPath().includes(bar)) later();
}

/** The range that is selected in the page, if it holds words of the article. */
function selected() {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const one = selection.getRangeAt(0);
  return selectionOf(one) ? one : null;
}

function later() {
  clearTimeout(timer);
  if (!isPressed) timer = setTimeout(show, getSelection()?.isCollapsed ? 0 : PAUSE);
}

function show() {
  range = selected();
  bar.hidden = !range || form()?.takesWords === false;
  if (bar.hidden) return;
  bar.ariaLabel = form() ? "The selected words" : "Annotate the selected words";
  const annotate = Object.entries(TABS).map(([tab, words]) => makeButton(words, () => act(tab)));
  bar.replaceChildren(...(form() ? [makeButton("Use these words", () => act())] : annotate));
  const [first] = bar.querySelectorAll("button");
  first.title = "Key: a";
  announce(`${bar.ariaLabel}: key a`);
  first.setAttribute("aria-keyshortcuts", "a");
  place();
}

/** An open form is given the words; else one is opened for them. */
function act(tab = "claim") {
  const selection = range && selectionOf(range);
  bar.hidden = true;
  const opened = form();
  if (!selection || opened?.takesWords === false) return;
  if (opened) opened.useSelection(selection);
  else openNew(tab, selection);
}

function place() {
  if (!bar.hidden && range) placeBeside(bar, range.getClientRects());
}

/** @param {KeyboardEvent} event */
function key(event) {
  const target = event.target instanceof Element ? event.target : null;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (target?.closest(TYPING) || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") bar.hidden = true;
  // The switch of the site's own keys holds for this one, too.
  if (event.key !== "a" || target?.shadowRoot || document.documentElement.dataset.keys) return;
  range = selected();
  const isName = !range && target && openNameOf(target);
  if (!range && !isName) return;
  event.preventDefault();
  event.stopPropagation();
  if (range) act();
}
