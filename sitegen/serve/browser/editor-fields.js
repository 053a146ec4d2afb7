// One control for each kind of field that a form can have.
import { Chooser } from "./editor-chooser.js";
import { FileControl } from "./editor-file.js";
import { make, makeProblems } from "./editor-page.js";
import { Parts, Rows } from "./editor-rows.js";

const DAY = "YYYY-MM-DD";
const GROUPS = ["group", "rows"];
const list = (value) => [].concat(value ?? []);
let count = 0;

/** A field of a form: its label, its control, and the problems with it. */
export class Field {
  /**
   * `value`: as a record has it, or as `snapshot` gave it; `known`: by their names; `path`: its name in the form.
   * @param {FieldSpec} about @param {any} value @param {Record<string, KnownRecord[]>} known
   */
  constructor(about, value, known, path = about.name) {
    const { label, hint, required, more, kind } = about;
    const id = `field-${(count += 1)}`;
    this.name = path;
    this.problems = make("div", { id: `${id}-problems` });
    // A part is needed where any other of its mapping is given, which the preview tells.
    const isNeeded = required && path === about.name;
    const input = { id, name: path, required: isNeeded, "aria-describedby": `${id}-hint ${id}-problems` };
    this.control = makeControl({ about, input, known }, value);
    const isGroup = GROUPS.includes(kind);
    const words = isGroup ? { id: `${id}-label` } : { htmlFor: id };
    // What the main fields ask for their labels say; a hint at each would make the form long.
    const help = make("p", { id: `${id}-hint`, className: more && path === about.name ? "hint" : "unseen" }, hint);
    const heading = make(isGroup ? "span" : "label", { className: "label", ...words }, label, isNeeded && " (needed)");
    this.element = make("div", { className: `field ${kind}` }, heading, help, this.control.element, this.problems);
    if (!isGroup) return;
    this.control.element.setAttribute("aria-labelledby", `${id}-label`);
    this.control.element.setAttribute("aria-describedby", `${id}-hint ${id}-problems`);
  }

  /** As it is sent; undefined where nothing is given. */
  read() {
    const value = this.control.read();
    return (Array.isArray(value) || typeof value === "string" ? value : Object.keys(value)).length ? value : undefined;
  }

  /** As it is to be given to another field after the page was loaded anew. */
  snapshot() {
    return this.control.snapshot?.() ?? this.control.read();
  }

  focus() {
    this.control.input.focus();
  }

  /** Whether a problem is about it, or about a part of it. @param {Problem} problem */
  owns({ field = "" }) {
    return field === this.name || field.startsWith(`${this.name}.`);
  }

  /** The control that the first of some problems is about; undefined where none is about it. @param {Problem[]} problems */
  wrongInput(problems) {
    const own = problems.filter((one) => this.owns(one));
    return own.length ? (this.control.wrongInput?.(own) ?? this.control.input) : undefined;
  }

  /** Show its own problems, each at its part. @param {Problem[]} problems */
  showProblems(problems) {
    const rest = this.control.showProblems?.(problems) ?? problems;
    this.problems.replaceChildren(...makeProblems(rest));
    const isWrong = rest.some((one) => one.severity === "error");
    this.control.input.ariaInvalid = isWrong ? "true" : null;
  }
}

/** @returns {Control} */
function makeControl(setting, value) {
  const { about, input, known } = setting;
  const { kind, of } = about;
  const make = (part, given, path) => new Field(part, given, known, path);
  if (kind === "rows") return new Rows(about, list(value), { path: input.name, make });
  if (kind === "group") return new Parts(about, value ?? {}, { path: input.name, make });
  const names = { ...setting, known: known[of] ?? [] };
  if (kind === "file") return new FileControl(names, value);
  if (kind === "choice") return makeChoice(setting, about.options, value);
  // So few that they can all be seen, and one letter chooses.
  if (kind === "one" && of === "verdicts") return makeChoice(setting, names.known, value);
  if (["one", "many", "words"].includes(kind)) return makeSeveral(names, value);
  if (kind === "date") return makeText("input", setting, value, { placeholder: DAY, spellcheck: false });
  return makeText("textarea", setting, value, { rows: kind === "text" ? 3 : 1, dir: "auto" }, kind === "line");
}

function makeText(name, { input }, value, properties, isOneLine = false) {
  const element = make(name, { ...input, ...properties, autocomplete: "off" });
  element.value = value ?? "";
  if (isOneLine) {
    // A long statement is seen as a whole, and still a line.
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) event.preventDefault();
    });
    element.addEventListener("input", () => {
      if (/[\r\n]/.test(element.value)) element.value = element.value.replace(/\s*[\r\n]\s*/g, " ");
    });
  }
  return { element, input: element, read: () => element.value.trim() };
}

function makeChoice({ input }, options, value = "") {
  const isOdd = value && !options.some((one) => one.id === value);
  const all = [{ id: "", name: "Not given" }, ...options, ...(isOdd ? [{ id: value, name: value }] : [])];
  const element = make("select", input, ...all.map(({ id, name }) => new Option(name, id, false, id === value)));
  return { element, input: element, read: () => element.value };
}

function makeSeveral({ about: { kind, label, of }, known, input }, value) {
  const given = value?.chosen ? value : { chosen: list(value).filter(Boolean) };
  const isFree = kind === "words" || of === "topics";
  const chooser = new Chooser({ input, label, known, isFree, isMany: kind !== "one" }, given);
  const read = kind === "one" ? () => chooser.read()[0] ?? "" : () => chooser.read();
  return { element: chooser.element, input: chooser.input, read, snapshot: () => chooser.snapshot() };
}
