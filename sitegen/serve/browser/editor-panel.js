// The panel at the side, or on small screens at the bottom. The page beside it can be read and selected in as ever.
import { focused, make, makeButton, root } from "./editor-page.js";

/**
 * @typedef {{title: string, contents: any, tabs?: HTMLElement | false | null,
 *   confirmClose?: () => boolean | Promise<boolean>, onClose?: () => void}} PanelSpec
 */

/** @type {{element: HTMLElement, before: ReturnType<typeof focusAndRange>} & Pick<PanelSpec, "confirmClose" | "onClose"> | null} */
let opened = null;

/**
 * Show something in the panel, in place of what it shows; false if that is not to be onClose.
 * `confirmClose` is asked before it is closed; `onClose` is called when it is.
 * @param {PanelSpec} spec
 */
export async function openPanel({ title, tabs, contents, confirmClose, onClose }) {
  if (!(await closePanel())) return false;
  const close = makeButton("Close", () => closePanel(), { className: "close" });
  const header = make("header", {}, make("h2", {}, title), close, tabs);
  const element = make("section", { role: "dialog", ariaLabel: title, className: "panel" }, header, contents);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    closePanel();
  });
  opened = { element, confirmClose, onClose, before: focusAndRange() };
  root.append(element);
  return true;
}

export function panel() {
  return opened?.element ?? null;
}

/**
 * Close the panel, and put focus and selection back to where they were; false if it is not to be onClose.
 * Where its work is done nobody is asked, and nothing is selected any more.
 */
export async function closePanel(isDone = false) {
  if (!opened) return true;
  const { element, confirmClose, onClose, before } = opened;
  if (!isDone && confirmClose && !(await confirmClose())) return false;
  if (opened?.element !== element) return !opened;
  opened = null;
  element.remove();
  onClose?.();
  restore(before, isDone);
  return true;
}

function focusAndRange() {
  const selection = getSelection();
  const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0).cloneRange() : null;
  return { element: focused(), range };
}

function restore({ element, range }, isDone) {
  if (element?.isConnected && element !== document.body) element.focus({ preventScroll: true });
  if (!range || isDone) return;
  getSelection()?.removeAllRanges();
  getSelection()?.addRange(range);
}
