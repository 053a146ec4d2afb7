// The bar in the corner: that the page can be edited, what there is to do, and the way back.
import { openKnown } from "./editor-form.js";
import { article, own, store, subscribe } from "./editor-store.js";
import { make, makeButton, root } from "./editor-page.js";
import { openSuggestions } from "./editor-suggestions.js";
import { undo } from "./editor-toast.js";

/** `name` and `sort` are those of the record that the page is about; empty where there is none. */
export function addBar({ name, sort }) {
  const suggestions = makeButton("Suggestions", openSuggestions);
  const button = makeButton("Undo", () => undo(store.undo?.change));
  const back = make("span", { hidden: true }, "· ", button);
  const { kind = "", id = "" } = own ?? {};
  const edit = name && makeButton(`Edit this ${sort}`, () => openKnown(kind, id), { title: name });
  const parts = [article && suggestions, edit].filter(Boolean).map((one) => make("span", {}, "· ", one));
  root.append(make("div", { className: "bar" }, "Editing ", parts, back));
  const show = () => {
    const { suggestions: all, undo: last } = store;
    suggestions.textContent = all ? `Suggestions (${all.length})` : "Suggestions";
    back.hidden = !last;
    button.title = last?.label ?? "";
  };
  subscribe(show);
  show();
}

/** Where editing cannot begin: why. */
export function addNotice(words) {
  root.append(make("div", { className: "bar" }, `Not editing: ${words}`));
}
