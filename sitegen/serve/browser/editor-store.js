// What the editor knows of the article and of the archive, as of the last change.
import { call } from "./editor-api.js";
import { awaitBuild } from "./editor-build.js";
import { follow } from "./editor-moves.js";

const SECTIONS = {
  people: "actor", organizations: "actor", places: "actor", topics: "topic", claims: "claim", notes: "note", articles: "article",
};
const PAGE = new RegExp(`/(${Object.keys(SECTIONS).join("|")})/([^/]+)/(?:index\\.html)?$`);

/** The record that an address leads to, `{kind, id}`; null for any other. @param {string | null} address */
export function idOf(address) {
  const [, section, id] = address === null ? [] : (new URL(address, document.baseURI).pathname.match(PAGE) ?? []);
  return section ? { kind: SECTIONS[section], id: decodeURIComponent(id) } : null;
}

/** The record that this page is about; null on other pages. */
export const own = idOf(location.href);
/** The article's id, from the page's address; empty on other pages. */
export const article = own?.kind === "article" ? own.id : "";

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
  if (article) refreshSuggestions();
}

/** All that a form needs, asked for once: pages that are only read need none of it. */
export async function loaded() {
  if (!Object.keys(store.forms).length) await refresh();
}

/** What every page needs: the name of the record it is about, empty where there is none, and what can be undone. */
export async function begin() {
  if (article) await refresh();
  const { undo, name, sort } = await call("state", own ?? {});
  store.undo = undo;
  notify();
  return { name, sort };
}

/** Change the archive; the answer says what was done. The store follows. @returns {Promise<SaveResult>} */
export async function change(name, body) {
  const saved = await call(name, body);
  store.undo = saved.undo;
  follow(saved.moved);
  if (saved.files.length) awaitBuild();
  notify();
  if (Object.keys(store.forms).length) refresh().catch(() => {}); // the next call will say so
  return saved;
}

/** What a record is for people: of an actor its kind. @param {{kind: string, fields: Record<string, any>}} record */
export function sortOf({ kind, fields }) {
  return kind === "actor" ? fields.kind || "person" : kind;
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
