// Letters that work as keys on an article, and the dialog that lists them.
import { make, makeButton } from "./page.js";

const MEANINGS = { n: "next annotation", p: "previous annotation", "?": "these keys", Esc: "close, or let go" };
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";
const { dataset } = document.documentElement;
let dialog;

export function showKeys() {
  (dialog ??= makeDialog()).showModal();
}

/** Bind keys, `{n: act}`: not while a reader types, with a modifier, or switched off. */
export function addKeys(acts) {
  addEventListener("keydown", (event) => {
    const { key } = event;
    const target = /** @type {any} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (dialog?.open || target.closest?.(TYPING) || (dataset.keys && key !== "Escape")) return;
    acts[key]?.();
  });
}

function makeDialog() {
  const rows = Object.entries(MEANINGS).map(([key, meaning]) => make("p", {}, make("kbd", {}, key), meaning));
  const box = make("input", { type: "checkbox", checked: !dataset.keys });
  box.onchange = () => remember("keys", box.checked ? "" : "off");
  const choice = make("label", {}, box, " Letters work as keys");
  const close = makeButton("Close", () => made.close());
  const made = make("dialog", { ariaLabel: "Keys" }, make("h2", {}, "Keys"), ...rows, close, choice);
  document.body.append(made);
  return made;
}
