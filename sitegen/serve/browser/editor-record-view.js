// What a form asks for, of each kind. A view: element, focus, snapshot, showProblems, and what to call to save it.
import { store } from "./editor-store.js";
import { Field } from "./editor-fields.js";
import { make, makeProblems, reveal } from "./editor-page.js";
import { VerdictChange } from "./editor-verdict.js";

/** A form for a record: its fields, those that few need below a disclosure. */
export class RecordView {
  /**
   * `values` by field, as a record has them or as `snapshot` gave them; `fixed` are values that are not asked for;
   * `record` is the one that is changed.
   * @param {string} kind @param {Record<string, any>} values @param {Record<string, any>} fixed
   * @param {ListedRecord | null} record
   */
  constructor(kind, values, fixed = {}, record = null) {
    this.kind = kind;
    this.fixed = fixed;
    this.isTried = false;
    this.touched = new Set();
    // The id of a record is an address: another one is given by the way that `editor-acts` has.
    const asked = store.forms[kind].filter(({ name }) => !(name in fixed) && !(record && name === "id"));
    this.fields = asked.map((about) => new Field(about, values[about.name], store.known));
    // What an article has without its record saying so is seen.
    const title = kind === "article" && this.fields.find((field) => field.name === "title");
    if (title && record) title.control.input.setAttribute("placeholder", record.name);
    this.given = new Set(this.fields.filter((field) => field.read() !== undefined).map((field) => field.name));
    this.more = make("details", { className: "more" }, make("summary", {}, "More fields"));
    this.top = make("div", { role: "status", tabIndex: -1 });
    this.element = make("div", {}, this.top);
    // What is given is seen.
    const isFolded = (about, at) => about.more && this.fields[at].read() === undefined;
    const [folded, shown] = [true, false].map((is) => this.fields.filter((_, at) => isFolded(asked[at], at) === is));
    this.element.append(...shown.map((field) => field.element));
    this.more.append(...folded.map((field) => field.element));
    if (folded.length) this.element.append(this.more);
    /** @type {VerdictChange | null} */
    this.change = null;
    if (record) this.askWhy(record, values[CHANGE]);
    for (const field of this.all) {
      for (const type of ["input", "chosen"]) field.element.addEventListener(type, () => this.touched.add(field.name));
    }
  }

  /** Ask why a verdict changes that the record has. @param {ListedRecord} record */
  askWhy({ fields }, saved) {
    const history = store.forms[this.kind].find((one) => one.name === "history");
    const verdict = this.fields.find((one) => one.name === "verdict");
    if (!history || !verdict || !fields.verdict) return;
    const change = new VerdictChange(history, fields, saved);
    const show = () => change.show(verdict.read());
    verdict.element.after(change.element);
    verdict.element.addEventListener("input", show);
    this.change = change;
    show();
  }

  get all() {
    return [...this.fields, ...(this.change?.fields ?? [])];
  }

  focus() {
    this.fields[0].focus();
  }

  snapshot() {
    const values = Object.fromEntries(this.fields.map((field) => [field.name, field.snapshot()]));
    return { ...values, ...(this.change && { [CHANGE]: this.change.snapshot() }) };
  }

  /** What the fields say. One that was given and is empty now is sent as it is: so a value is taken out of a record. */
  read() {
    const sent = (field) => field.read() ?? (this.given.has(field.name) ? field.control.read() : undefined);
    const values = { ...Object.fromEntries(this.fields.map((field) => [field.name, sent(field)])), ...this.fixed };
    return this.change?.isAsked ? { ...values, history: this.change.added(values.history ?? []) } : values;
  }

  /** What `check` and `save` are called with, apart from the article and its words. */
  request() {
    return { name: "save", body: { kind: this.kind, fields: this.read() } };
  }

  /** Show problems where they belong. That a field is empty which nobody has come to yet is said only after a try. */
  showProblems(told) {
    const problems = this.change?.own(told) ?? told;
    const rest = new Set(problems);
    for (const field of this.all) {
      const own = problems.filter((one) => field.owns(one));
      own.forEach((one) => rest.delete(one));
      const isEarly = !this.isTried && !this.touched.has(field.name) && !field.read();
      field.showProblems(isEarly ? [] : own);
      if (own.length && !isEarly && this.more.contains(field.element)) this.more.open = true;
    }
    this.top.replaceChildren(...makeProblems([...rest]));
  }

  /** The problems with a try to save it; the focus goes to the first control that is wrong. */
  showRefusal(told) {
    this.isTried = true;
    this.showProblems(told);
    const problems = (this.change?.own(told) ?? told).filter((one) => one.severity === "error");
    const inputs = this.all.map((field) => field.wrongInput(problems)).filter((one) => one !== undefined);
    reveal(first(inputs) ?? this.top);
  }
}

/** What the entry of the history is kept under, beside the fields: no key is called so. */
const CHANGE = "change of the verdict";

/** The one that stands before all others. @param {HTMLElement[]} elements */
function first(elements) {
  return elements.find((one) => !elements.some((other) => other !== one && one.compareDocumentPosition(other) & PRECEDING));
}

const PRECEDING = Node.DOCUMENT_POSITION_PRECEDING;
