// The panel at the side, or on small screens at the bottom. The page beside it can be read and selected in as ever.
import { focused, make, makeButton, root } from "./editor-page.js";

let opened = null;

/**
 * Show something in the panel, in place of what it shows; false if that is not to be left.
 * `mayLeave` is asked before it is closed; `left` is told when it is.
 */
export async function openPanel({ title, tabs, contents, mayLeave, left }) {
  if (!(await closePanel())) return false;
  const close = makeButton("Close", () => closePanel(), { className: "close" });
  const header = make("header", {}, make("h2", {}, title), close, tabs);
  const element = make("section", { role: "dialog", ariaLabel: title, className: "panel" }, header, contents);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    closePanel();
  });
  opened = { element, mayLeave, left, before: place() };
  root.append(element);
  return true;
}

export function panel() {
  return opened?.element ?? null;
}

/**
 * Close the panel, and put focus and selection back to where they were; false if it is not to be left.
 * Where its work is done nobody is asked, and nothing is selected any more.
 */
export async function closePanel(isDone = false) {
  if (!opened) return true;
  const { element, mayLeave, left, before } = opened;
  if (!isDone && mayLeave && !(await mayLeave())) return false;
  if (opened?.element !== element) return !opened;
  opened = null;
  element.remove();
  left?.();
  restore(before, isDone);
  return true;
}

function place() {
  const selection = getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0).cloneRange() : null;
  return { element: focused(), range };
}

function restore({ element, range }, isDone) {
  if (element?.isConnected && element !== document.body) element.focus({ preventScroll: true });
  if (!range || isDone) return;
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}
