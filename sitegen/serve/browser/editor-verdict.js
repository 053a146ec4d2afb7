// A claim is judged otherwise than it was: why and since when is asked for, and becomes an entry of its history.
import { Field } from "./editor-fields.js";
import { make } from "./editor-page.js";
import { nameOf } from "./editor-store.js";

const NAME = "change";
const ASKED = { why: "Why it changed", date: "When" };

export class VerdictChange {
  /**
   * `history` is the field of the form; `before` what the record says, `saved` what `snapshot` gave.
   * @param {FieldSpec} history @param {Record<string, any>} before @param {any} saved
   */
  constructor(history, before, saved = {}) {
    this.before = before;
    /** The place of the entry in the history, as it was sent last. */
    this.at = 0;
    const given = { date: today(), ...saved };
    const parts = Object.keys(ASKED).map((name) => history.parts.find((one) => one.name === name)).filter((one) => one !== undefined);
    const asked = parts.map((one) => ({ ...one, name: `${NAME}.${one.name}`, label: ASKED[one.name], more: false }));
    this.fields = asked.map((about, at) => new Field(about, given[parts[at].name], {}));
    this.names = parts.map((one) => one.name);
    this.legend = make("legend");
    this.box = make("input", { type: "checkbox", name: `${NAME}.none`, checked: Boolean(given.isNone), oninput: () => this.fold() });
    const none = make("label", {}, this.box, "Leave it out of the history, as only a slip is put right");
    this.inner = make("div", {}, this.fields.map((field) => field.element));
    this.element = make("fieldset", { className: "changed", hidden: true }, this.legend, this.inner, none);
    this.fold();
  }

  /** Whether there is an entry to make. */
  get isAsked() {
    return !this.element.hidden && !this.box.checked;
  }

  fold() {
    this.inner.hidden = this.box.checked;
  }

  /** Ask where this verdict is another one than the record has. */
  show(verdict) {
    this.verdict = verdict;
    this.element.hidden = !verdict || verdict === this.before.verdict;
    const [was, is] = [this.before.verdict, verdict].map((one) => nameOf("verdicts", one));
    this.legend.textContent = `It was “${was}”, and is “${is}” from now on`;
  }

  /** A history with the entry, the oldest first or the newest, as it is. @param {any[]} history */
  added(history) {
    const given = this.fields.map((field, at) => [this.names[at], field.read()]).filter(([, value]) => value !== undefined);
    const { date, why } = Object.fromEntries(given);
    const [first, last] = [history[0], history.at(-1)];
    const isNewestFirst = history.length > 1 && first.date > last.date;
    const known = (isNewestFirst ? history : [...history].reverse()).find((one) => one.verdict)?.verdict;
    const { verdict } = this.before;
    const entry = { ...(date && { date }), ...(known !== verdict && { was: verdict }), verdict: this.verdict, ...(why && { why }) };
    this.at = isNewestFirst ? 0 : history.length;
    return isNewestFirst ? [entry, ...history] : [...history, entry];
  }

  /** Problems with the entry, as those of its fields here. @param {Problem[]} problems */
  own(problems) {
    const path = `history.${this.at}.`;
    return this.isAsked
      ? problems.map((one) => (one.field?.startsWith(path) ? { ...one, field: `${NAME}.${one.field.slice(path.length)}` } : one))
      : problems;
  }

  snapshot() {
    return { ...Object.fromEntries(this.fields.map((field, at) => [this.names[at], field.snapshot()])), isNone: this.box.checked };
  }
}

/** Today where the browser is, as a date is written. */
function today() {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}
