// What must survive when the page is loaded anew, as it is after every build: an open form, the last message. Where its
// record is moved, what is kept from then on is found at both addresses.

const PREFIX = "sitegen-editor:";
const here = location.pathname;

export function readState(part) {
  return readAll(here)[part] ?? null;
}

/** Keep something under a name; null removes it. */
export function writeState(part, value) {
  const { goes } = readAll(here);
  for (const path of goes ? [here, goes] : [here]) write(path, part, value);
}

/** Let all that is kept from now on be kept for this path, too, where the browser is about to go. */
export function keepFor(path) {
  write(path, "goes", null);
  write(here, "goes", path);
}

/** Nobody is led here any more: we are there. */
export function arrive() {
  try {
    for (const key of Object.keys(sessionStorage)) {
      const path = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : here;
      if (path !== here && readAll(path).goes === here) write(path, "goes", null);
    }
  } catch {} // nothing may be kept, so nothing was
}

function write(path, part, value) {
  try {
    sessionStorage.setItem(PREFIX + path, JSON.stringify({ ...readAll(path), [part]: value }));
  } catch {} // where nothing may be kept, a form holds until the page is left
}

function readAll(path) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + path) ?? "{}");
  } catch {
    return {};
  }
}
