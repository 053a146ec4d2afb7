// What the editor knows of the article and of the archive, as of the last change.
import { call } from "./editor-api.js";

/** The article's id, from the page's address; empty on other pages. */
export const article = decodeURIComponent(location.pathname.match(/\/articles\/([^/]+)\/(?:index\.html)?$/)?.[1] ?? "");

/** As `desk` answers, and `suggestions`; null as long as they are not known. */
export const desk = { forms: {}, known: {}, records: [], undo: null, suggestions: null };

const listeners = [];

/** Be told of every change of the desk. */
export function onDesk(listener) {
  listeners.push(listener);
}

/** Ask for it anew; the suggestions come when they come. */
export async function refresh() {
  Object.assign(desk, await call("desk", { article }));
  tell();
  suggest();
}

/** Change the archive; the answer says what was done. The desk follows. */
export async function change(name, body) {
  const saved = await call(name, body);
  desk.undo = saved.undo;
  tell();
  refresh().catch(() => {}); // the next call will say so
  return saved;
}

/** The name of what has an id, as in `claim:x` or by itself; the id where nothing is known. */
export function nameOf(of, id) {
  return desk.known[of]?.find((one) => one.id === id)?.name ?? id;
}

/** Ask for the suggestions anew; nobody is told where they are the same. */
export async function suggest() {
  const before = JSON.stringify(desk.suggestions);
  desk.suggestions = await call("suggestions", { article }).then((answer) => answer.suggestions, () => null);
  if (JSON.stringify(desk.suggestions) !== before) tell();
}

function tell() {
  for (const listener of listeners) listener();
}
