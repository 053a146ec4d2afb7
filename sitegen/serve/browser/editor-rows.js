// Fields that are made of fields: a mapping, and a list of mappings as rows.
import { make, makeButton } from "./editor-page.js";

/** @typedef {import("./editor-fields.js").Field} Field */
/** @typedef {{path: string, make: (about: FieldSpec, value: any, path: string) => Field}} Setting */

/** One field for each key of a mapping. What it has besides is kept. */
export class Parts {
  /** @param {FieldSpec} about @param {any} value @param {Setting} setting */
  constructor({ parts, shorthand }, value, { path, make: makeField }) {
    const given = typeof value === "string" && shorthand ? { [shorthand]: value } : value;
    this.others = Object.entries(given).filter(([key]) => !parts.some((part) => part.name === key));
    this.fields = parts.map((part) => makeField(part, given[part.name], `${path}.${part.name}`));
    const isShown = (part, at) => !part.more || this.fields[at].read() !== undefined;
    const elements = this.fields.map((field) => field.element);
    const more = elements.filter((_, at) => !isShown(parts[at], at));
    const folded = more.length ? make("details", {}, make("summary", {}, "More"), more) : null;
    const shown = elements.filter((_, at) => isShown(parts[at], at));
    this.element = make("div", { role: "group", className: "parts" }, shown, folded);
    this.names = parts.map((part) => part.name);
  }

  get input() {
    return this.fields[0].control.input;
  }

  read() {
    const given = this.fields.map((field, at) => [this.names[at], field.read()]).filter(([, value]) => value !== undefined);
    return given.length ? Object.fromEntries([...this.others, ...given]) : {};
  }

  snapshot() {
    const given = this.fields.map((field, at) => [this.names[at], field.snapshot()]);
    return Object.fromEntries([...this.others, ...given]);
  }

  /** The control of the first part that a problem is about. @param {Problem[]} problems */
  wrongInput(problems) {
    return this.fields.map((field) => field.wrongInput(problems)).find((input) => input !== undefined);
  }

  /** Show each problem at its part; those that are of none. @param {Problem[]} problems */
  showProblems(problems) {
    for (const field of this.fields) field.showProblems(problems.filter((one) => field.owns(one)));
    return problems.filter((one) => !this.fields.some((field) => field.owns(one)));
  }
}

export class Rows {
  /** @param {FieldSpec} about @param {any[]} given @param {Setting} setting */
  constructor(about, given, setting) {
    this.about = about;
    this.setting = setting;
    this.one = about.label.endsWith("s") ? about.label.slice(0, -1) : `${about.label},`;
    /** @type {Parts[]} */
    this.parts = [];
    this.rows = make("div");
    const words = about.label.endsWith("s") ? `Add a ${this.one.toLowerCase()}` : "Add one";
    this.add = makeButton(words, () => this.addRow({}).focus());
    this.element = make("div", { className: "rows", role: "group" }, this.rows, this.add);
    // The first is there from the start where one is usual, so that it takes no click.
    for (const one of given.length || about.more ? given : [{}]) this.addRow(one);
  }

  get input() {
    return this.parts[0]?.input ?? this.add;
  }

  /** Rows in which something is given. */
  read() {
    return this.parts.map((row) => row.read()).filter((one) => Object.keys(one).length);
  }

  snapshot() {
    return this.parts.map((row) => row.snapshot());
  }

  addRow(value) {
    const number = this.parts.length;
    const row = new Parts(this.about, value, { ...this.setting, path: `${this.setting.path}.${number}` });
    row.element.ariaLabel = `${this.one} ${number + 1}`;
    const label = `Remove ${this.one.toLowerCase()} ${number + 1}`;
    row.element.append(makeButton("Remove", () => this.removeRow(number), { ariaLabel: label, className: "remove" }));
    this.parts.push(row);
    this.rows.append(row.element);
    return row.input;
  }

  removeRow(number) {
    const rest = this.snapshot().filter((_, at) => at !== number);
    this.parts = []; // the rows are counted
    this.rows.replaceChildren();
    for (const value of rest) this.addRow(value);
    this.add.focus();
    this.element.dispatchEvent(new Event("chosen", { bubbles: true }));
  }

  /** @param {Problem[]} problems */
  wrongInput(problems) {
    return this.parts.map((row) => row.wrongInput(problems)).find((input) => input !== undefined);
  }

  /** @param {Problem[]} problems */
  showProblems(problems) {
    return this.parts.reduce((rest, row) => row.showProblems(rest), problems);
  }
}
