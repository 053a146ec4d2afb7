// What a form asks for, of each kind. A view: element, focus, snapshot, showProblems, and what to call to save it.
import { store } from "./editor-store.js";
import { Field } from "./editor-fields.js";
import { make, makeProblems } from "./editor-page.js";

/** A form for a record: its fields, those that few need below a disclosure. */
export class RecordView {
  /** `values` by field, as a record has them or as `snapshot` gave them; `fixed` are values that are not asked for. */
  constructor(kind, values, fixed = {}) {
    this.kind = kind;
    this.fixed = fixed;
    this.isTried = false;
    this.touched = new Set();
    const asked = store.forms[kind].filter((about) => !(about.name in fixed));
    this.fields = asked.map((about) => new Field(about, values[about.name], store.known));
    this.given = new Set(this.fields.filter((field) => field.read() !== undefined).map((field) => field.name));
    this.more = make("details", { className: "more" }, make("summary", {}, "More fields"));
    this.top = make("div", { role: "status" });
    this.element = make("div", {}, this.top);
    // What is given is seen.
    const isFolded = (about, at) => about.more && this.fields[at].read() === undefined;
    const [folded, shown] = [true, false].map((is) => this.fields.filter((_, at) => isFolded(asked[at], at) === is));
    this.element.append(...shown.map((field) => field.element));
    this.more.append(...folded.map((field) => field.element));
    if (folded.length) this.element.append(this.more);
    for (const field of this.fields) {
      for (const type of ["input", "chosen"]) field.element.addEventListener(type, () => this.touched.add(field.name));
    }
  }

  focus() {
    this.fields[0].focus();
  }

  snapshot() {
    return Object.fromEntries(this.fields.map((field) => [field.name, field.snapshot()]));
  }

  /** What the fields say. One that was given and is empty now is sent as it is: so a value is taken out of a record. */
  read() {
    const sent = (field) => field.read() ?? (this.given.has(field.name) ? field.control.read() : undefined);
    return { ...Object.fromEntries(this.fields.map((field) => [field.name, sent(field)])), ...this.fixed };
  }

  /** What `check` and `save` are called with, apart from the article and its words. */
  request() {
    return { name: "save", body: { kind: this.kind, fields: this.read() } };
  }

  /** Show problems where they belong. That a field is empty which nobody has come to yet is said only after a try. */
  showProblems(problems) {
    const rest = new Set(problems);
    for (const field of this.fields) {
      const own = problems.filter((one) => field.owns(one));
      own.forEach((one) => rest.delete(one));
      const isEarly = !this.isTried && !this.touched.has(field.name) && !field.read();
      field.showProblems(isEarly ? [] : own);
      if (own.length && !isEarly && this.more.contains(field.element)) this.more.open = true;
    }
    this.top.replaceChildren(...makeProblems([...rest]));
  }

  /** The problems with a try to save it, the first of them with the focus. */
  showRefusal(problems) {
    this.isTried = true;
    this.showProblems(problems);
    const wrong = this.fields.find((field) => problems.some((one) => field.owns(one)));
    if (wrong) wrong.focus();
    else this.top.scrollIntoView({ block: "nearest" });
  }
}
