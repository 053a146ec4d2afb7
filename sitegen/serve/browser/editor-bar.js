// The bar in the corner: that the page can be edited, what there is to do, and the way back.
import { store, subscribe } from "./editor-store.js";
import { make, makeButton, root } from "./editor-page.js";
import { openSuggestions } from "./editor-suggestions.js";
import { undo } from "./editor-toast.js";

export function addBar() {
  const suggestions = makeButton("Suggestions", openSuggestions);
  const button = makeButton("Undo", undo);
  const back = make("span", { hidden: true }, "· ", button);
  root.append(make("div", { className: "bar" }, "Editing ", make("span", {}, "· ", suggestions), back));
  subscribe(() => {
    const { suggestions: all, undo: last } = store;
    suggestions.textContent = all ? `Suggestions (${all.length})` : "Suggestions";
    back.hidden = !last;
    button.title = last?.label ?? "";
  });
}

/** Where editing cannot begin: why. */
export function addNotice(words) {
  root.append(make("div", { className: "bar" }, `Not editing: ${words}`));
}
