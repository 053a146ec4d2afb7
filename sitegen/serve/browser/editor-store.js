// What the editor knows of the article and of the archive, as of the last change.
import { call } from "./editor-api.js";
import { awaitBuild } from "./editor-build.js";

/** The article's id, from the page's address; empty on other pages. */
export const article = decodeURIComponent(location.pathname.match(/\/articles\/([^/]+)\/(?:index\.html)?$/)?.[1] ?? "");

/** As `overview` answers, and `suggestions`; null as long as they are not known. @type {Store} */
export const store = { forms: {}, known: {}, records: [], undo: null, suggestions: null };

/** @type {(() => void)[]} */
const listeners = [];

/** Have a function called after every change of the store. */
export function subscribe(listener) {
  listeners.push(listener);
}

/** Ask for it anew; the suggestions come when they come. */
export async function refresh() {
  Object.assign(store, await call("overview", { article }));
  notify();
  refreshSuggestions();
}

/** Change the archive; the answer says what was done. The store follows. @returns {Promise<SaveResult>} */
export async function change(name, body) {
  const saved = await call(name, body);
  store.undo = saved.undo;
  awaitBuild();
  notify();
  refresh().catch(() => {}); // the next call will say so
  return saved;
}

/** The name of what has an id, as in `claim:x` or by itself; the id where nothing is known. */
export function nameOf(of, id) {
  return store.known[of]?.find((one) => one.id === id)?.name ?? id;
}

/** Ask for the suggestions anew; no listener is called where they are the same. */
export async function refreshSuggestions() {
  const before = JSON.stringify(store.suggestions);
  store.suggestions = await call("suggestions", { article }).then((answer) => answer.suggestions, () => null);
  if (JSON.stringify(store.suggestions) !== before) notify();
}

function notify() {
  for (const listener of listeners) listener();
}
