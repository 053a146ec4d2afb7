// One control for each kind of field that a form can have.
import { Chooser } from "./editor-chooser.js";
import { make, makeProblems } from "./editor-page.js";
import { SourceRows } from "./editor-sources.js";

const DAY = "YYYY-MM-DD";
const list = (value) => [].concat(value ?? []);
let count = 0;

/** A field of a form: its label, its control, and the problems with it. */
export class Field {
  /**
   * `value`: as a record has it, or as `snapshot` gave it; `known`: by their names.
   * @param {FieldSpec} about @param {any} value @param {Record<string, KnownRecord[]>} known
   */
  constructor(about, value, known) {
    const { name, label, hint, required, more } = about;
    const id = `field-${(count += 1)}`;
    this.name = name;
    this.problems = make("div", { id: `${id}-problems` });
    const input = { id, name, required, "aria-describedby": `${id}-hint ${id}-problems` };
    this.control = makeControl({ about, input, known: known[about.of] ?? [] }, value);
    const isGroup = about.kind === "sources";
    const words = isGroup ? { id: `${id}-label` } : { htmlFor: id };
    // What the main fields ask for their labels say; a hint at each would make the form long.
    const help = make("p", { id: `${id}-hint`, className: more ? "hint" : "unseen" }, hint);
    const heading = make(isGroup ? "span" : "label", { className: "label", ...words }, label, required && " (needed)");
    this.element = make("div", { className: "field" }, heading, help, this.control.element, this.problems);
    if (isGroup) this.control.element.setAttribute("aria-labelledby", `${id}-label`);
  }

  /** As it is sent; undefined where nothing is given. */
  read() {
    const value = this.control.read();
    return value.length ? value : undefined;
  }

  /** As it is to be given to another field after the page was loaded anew. */
  snapshot() {
    return this.control.snapshot?.() ?? this.control.read();
  }

  focus() {
    this.control.input.focus();
  }

  showProblems(problems) {
    this.problems.replaceChildren(...makeProblems(problems));
    const isWrong = problems.some((one) => one.severity === "error");
    this.control.input.ariaInvalid = isWrong ? "true" : null;
  }
}

/** @returns {Control} */
function makeControl(setting, value) {
  const { kind, of } = setting.about;
  if (kind === "sources") return new SourceRows(setting.input.name, list(value));
  if (kind === "choice") return makeChoice(setting, setting.about.options, value);
  // So few that they can all be seen, and one letter chooses.
  if (kind === "one" && of === "verdicts") return makeChoice(setting, setting.known, value);
  if (["one", "many", "words"].includes(kind)) return makeSeveral(setting, value);
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
