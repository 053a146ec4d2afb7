// The editor's own corner of a page: one element, in whose shadow the site's style sheets and ours do not meet.

/**
 * An element; names with a hyphen are attributes, others properties. What is empty is left out of its contents.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, any>} properties
 * @param {any[]} contents
 */
export function make(name, properties = {}, ...contents) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-")) element.setAttribute(key, value);
    else /** @type {any} */ (element)[key] = value;
  }
  element.append(...contents.flat().filter(Boolean));
  return element;
}

export function makeButton(words, onclick, properties = {}) {
  return make("button", { type: "button", onclick, ...properties }, words);
}

export const SAVE_KEYS = "Control+Enter Meta+Enter";
export const KEYS_SHOWN = navigator.platform.startsWith("Mac") ? "⌘ Enter" : "Ctrl Enter";

export const host = document.createElement("sitegen-editor");
const shadow = host.attachShadow({ mode: "open" });
export const root = make("aside", { className: "sitegen-editor", ariaLabel: "Editor", lang: "en", dir: "ltr" });
const status = make("p", { role: "status", className: "unseen" });

/** Put the corner into the page, once its style sheet is there. */
export async function addHost() {
  const sheet = make("link", { rel: "stylesheet", href: new URL("editor.css", import.meta.url).href });
  const loaded = new Promise((resolve) => (sheet.onload = sheet.onerror = resolve));
  // What is typed here is no key of the site's.
  for (const type of ["keydown", "keypress", "keyup"]) host.addEventListener(type, (event) => event.stopPropagation());
  root.append(status);
  shadow.append(sheet, root);
  document.body.append(host);
  await loaded;
}

/** The element with the focus, in the corner or elsewhere. */
export function focused() {
  return shadow.activeElement ?? document.activeElement;
}

/** Say it to those who do not see it. */
export function announce(words) {
  status.textContent = words;
}

/** Ask in a dialog; whether it was agreed to. */
export function ask(title, contents, agree, refuse = "Cancel") {
  return new Promise((resolve) => {
    const cancel = makeButton(refuse, () => dialog.close(), { autofocus: true });
    const buttons = make("p", { className: "buttons" }, makeButton(agree, () => dialog.close("yes")), cancel);
    const told = make("div", { className: "told", role: "region", ariaLabel: "What it is about", tabIndex: 0 }, contents);
    const dialog = make("dialog", { ariaLabel: title }, make("h2", {}, title), told, buttons);
    dialog.onclose = () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    };
    root.append(dialog);
    dialog.showModal();
  });
}

/** A record as it stands in its file; long ones scroll, for the keyboard, too. */
export function makeYaml(text, label) {
  return make("pre", { tabIndex: 0, role: "region", ariaLabel: label, dir: "auto" }, text);
}

export function makeCopyButton(words, text) {
  const button = makeButton(words, async () => {
    const copied = navigator.clipboard?.writeText(text) ?? Promise.reject();
    button.textContent = await copied.then(() => "Copied", () => "Not allowed to copy");
    announce(button.textContent);
  });
  return button;
}

/** Put the focus on a control, with what it is in unfolded, and its label and problems in sight. @param {HTMLElement} control */
export function reveal(control) {
  for (let fold = control.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  control.focus({ preventScroll: true });
  (control.closest(".field") ?? control).scrollIntoView({ block: "nearest" });
}

const titles = { error: "Error", warning: "Warning", note: "Note" };

/** Problems as a list: what is wrong, and what to do. */
export function makeProblems(problems) {
  return problems.map(({ severity, code = "", message, hint, file, line }, at) => {
    const place = file && line ? `${file}:${line}: ` : "";
    const word = make("b", {}, titles[severity]);
    const element = make("p", { className: `problem ${severity}` }, word);
    element.append(` ${place}${message} `, make("small", {}, code));
    // Of one hint for several the last one has it.
    if (hint && hint !== problems[at + 1]?.hint) element.append(make("span", { className: "hint" }, hint));
    return element;
  });
}
