// A field for one or several records of those that are known: a combobox as the ARIA practices describe it.
import { announce, make, makeButton } from "./editor-page.js";
import { findExact, findRecords } from "./editor-lookup.js";

/** Values are ids. Every choice dispatches an event `chosen`, since it is no input of the browser's. */
export class Chooser {
  /**
   * `input`: properties of the input; `known`: what can be chosen; `isFree`: words that nobody knows are offered, too.
   * `chosen` and `text`: what was chosen and typed before.
   * @param {{input: {id: string}, label: string, known: KnownRecord[], isMany: boolean, isFree: boolean}} setting
   * @param {{chosen: string[], text?: string}} given
   */
  constructor({ input, label, known, isMany, isFree }, { chosen, text = "" }) {
    this.known = known;
    this.isMany = isMany;
    this.isFree = isFree;
    this.chosen = [...chosen];
    /** @type {KnownRecord[]} */
    this.offered = [];
    /** The row that the arrows went to; -1 = none. */
    this.place = -1;
    /** Whether Enter takes the first row while no arrow was pressed. */
    this.hasBest = false;
    this.list = make("ul", { role: "listbox", id: `${input.id}-list`, ariaLabel: label, hidden: true });
    const combobox = known.length
      ? { role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false", "aria-controls": this.list.id }
      : {};
    this.input = make("input", { ...input, ...combobox, autocomplete: "off", dir: "auto", value: text });
    if (!isMany && this.chosen.length) this.input.value = this.name(this.chosen[0]);
    this.chips = make("ul", { className: "chips", ariaLabel: `${label}: chosen` });
    this.element = make("div", { className: "chooser" }, this.chips, this.input, this.list);
    this.showChips();
    this.listen();
  }

  /** The ids; what was typed and not chosen counts, too, so that nothing is lost. */
  read() {
    const text = this.input.value.trim();
    if (!this.isMany && this.chosen.length) return this.chosen;
    return text ? [...this.chosen, findExact(this.known, text)?.id ?? text] : this.chosen;
  }

  snapshot() {
    return { chosen: this.chosen, text: this.isMany || !this.chosen.length ? this.input.value : "" };
  }

  name(id) {
    return this.known.find((one) => one.id === id)?.name ?? id;
  }

  listen() {
    this.input.addEventListener("input", () => {
      if (!this.isMany) this.chosen = [];
      this.offer(Boolean(this.input.value.trim()));
    });
    this.input.addEventListener("click", () => this.list.hidden && this.offer(false));
    this.input.addEventListener("blur", () => this.close());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the input keeps the focus
    this.list.addEventListener("click", ({ target }) => {
      const place = [...this.list.children].findIndex((option) => option.contains(/** @type {Node} */ (target)));
      if (place >= 0) this.choose(this.offered[place].id);
    });
  }

  key(event) {
    // What is offered is taken before the form is saved: else the list would lie over what is said of it.
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) return this.settle();
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const { down, up, enter, tab, escape, back } = this;
    const act = { ArrowDown: down, ArrowUp: up, Enter: enter, Tab: tab, Escape: escape, Backspace: back }[event.key];
    if (act?.call(this)) event.preventDefault(); // so that Escape closes one thing at a press
  }

  down() {
    if (this.list.hidden) this.offer(false);
    if (this.offered.length) this.highlight((this.place + 1) % this.offered.length);
    return true;
  }

  up() {
    if (this.list.hidden) return false;
    this.highlight((this.place < 0 ? this.offered.length : this.place + this.offered.length) - 1);
    return true;
  }

  /** The row that Enter, Tab or saving takes: the one that the arrows went to, else the first for what was typed. */
  get taken() {
    if (this.list.hidden) return undefined;
    return this.offered[this.place < 0 && this.hasBest ? 0 : this.place]?.id;
  }

  enter() {
    const text = this.input.value.trim();
    if (this.taken !== undefined) this.choose(this.taken);
    else if (text && this.isMany) this.choose(findExact(this.known, text)?.id ?? text);
    return true;
  }

  tab() {
    this.settle();
    return false; // and the focus goes on
  }

  settle() {
    if (this.taken !== undefined) this.choose(this.taken);
    else this.close();
  }

  escape() {
    if (this.list.hidden) return false;
    this.close();
    return true;
  }

  back() {
    if (!this.isMany || this.input.value || !this.chosen.length) return false;
    this.remove(this.chosen.at(-1));
    return true;
  }

  choose(id) {
    if (this.isMany) {
      if (!this.chosen.includes(id)) this.chosen.push(id);
      this.input.value = "";
      this.showChips();
    } else {
      this.chosen = [id];
      this.input.value = this.name(id);
    }
    this.close();
    announce(`${this.name(id)}: chosen`);
    this.dispatch();
  }

  remove(id) {
    this.chosen = this.chosen.filter((one) => one !== id);
    this.showChips();
    this.input.focus();
    this.dispatch();
  }

  /** Show what fits the words typed so far; `hasBest`: the first is taken by Enter without any arrow. */
  offer(hasBest) {
    const text = this.input.value.trim();
    const rest = this.isMany ? this.known.filter((one) => !this.chosen.includes(one.id)) : this.known;
    this.offered = this.known.length ? findRecords(rest, text) : [];
    const isNew = this.isFree && text && !findExact(this.known, text);
    if (isNew) this.offered.push({ id: text, name: `New: ${text}` });
    this.list.replaceChildren(...this.offered.map((one, at) => this.makeOption(one, at)));
    this.list.hidden = !this.offered.length;
    if (this.input.ariaExpanded) this.input.ariaExpanded = String(!this.list.hidden);
    this.hasBest = hasBest;
    this.highlight(-1);
    if (!this.list.hidden) this.list.scrollIntoView({ block: "nearest" });
  }

  makeOption({ id, name }, at) {
    const small = name !== id && !name.endsWith(`: ${id}`) && make("small", {}, ` ${id}`);
    return make("li", { role: "option", id: `${this.list.id}-${at}`, ariaSelected: "false" }, name, small);
  }

  highlight(place) {
    this.place = place;
    this.list.classList.toggle("best", place < 0 && this.hasBest);
    [...this.list.children].forEach((option, at) => (option.ariaSelected = String(at === place)));
    const option = this.list.children[place];
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    this.list.hidden = true;
    if (this.input.ariaExpanded) this.input.ariaExpanded = "false";
    this.highlight(-1);
  }

  showChips() {
    const chips = this.isMany ? this.chosen : [];
    this.chips.hidden = !chips.length;
    const remove = (id) => makeButton("×", () => this.remove(id), { ariaLabel: `Remove ${this.name(id)}` });
    this.chips.replaceChildren(...chips.map((id) => make("li", {}, make("span", {}, this.name(id)), remove(id))));
  }

  dispatch() {
    this.input.dispatchEvent(new Event("chosen", { bubbles: true }));
  }
}
