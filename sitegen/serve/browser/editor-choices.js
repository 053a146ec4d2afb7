// Two records say something else of one thing: for each such field both values side by side, and which is right.
import { make } from "./editor-page.js";
import { store } from "./editor-store.js";

/** The choices that a merge leaves. */
export class MergeChoices {
  /** @param {string} kind that of both records */
  constructor(kind) {
    this.kind = kind;
    this.element = make("div", { className: "choices" });
    /** What is shown now, so that what was chosen stays. */
    this.shown = "";
  }

  /** Ask for nothing any more: it is about others now. */
  clear() {
    this.shown = "";
    this.element.replaceChildren();
  }

  /** Ask for these. @param {MergeChoice[]} choices @param {{from: string, into: string}} names of the two records */
  show(choices, names) {
    const shown = JSON.stringify([choices.map((one) => ({ ...one, side: "" })), names]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.element.replaceChildren(...choices.map((one) => this.makeChoice(one, names)));
  }

  /** By key the side that was chosen. */
  read() {
    /** @type {NodeListOf<HTMLInputElement>} */
    const checked = this.element.querySelectorAll(":checked");
    return Object.fromEntries([...checked].map((one) => [one.dataset.key, one.value]));
  }

  /** @param {MergeChoice} choice */
  makeChoice({ key, from, into, isList, side }, names) {
    const label = store.forms[this.kind]?.find((one) => one.name === key)?.label ?? key;
    const radio = (value, words) => {
      const input = make("input", { type: "radio", name: `prefer-${key}`, value, checked: side === value, "data-key": key });
      return make("span", { className: "label" }, input, words);
    };
    const makeSide = (value, words, lines) => {
      const said = lines.map((line) => make("span", { className: "value", dir: "auto" }, line));
      return make("label", {}, radio(value, words), said);
    };
    const sides = [makeSide("into", names.into, into), makeSide("from", names.from, from)];
    const both = isList && make("label", {}, radio("both", "Both"));
    const legend = make("legend", {}, label, side || isList ? "" : " (needed)");
    return make("fieldset", {}, legend, make("div", { className: "sides" }, sides), both);
  }
}
