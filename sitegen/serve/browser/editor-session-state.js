// What must survive when the page is loaded anew, as it is after every build: an open form, the last message.

const NAME = `sitegen-editor:${location.pathname}`;

export function readState(part) {
  return readAll()[part] ?? null;
}

/** Keep something under a name; null removes it. */
export function writeState(part, value) {
  try {
    sessionStorage.setItem(NAME, JSON.stringify({ ...readAll(), [part]: value }));
  } catch {} // where nothing may be kept, a form holds until the page is left
}

function readAll() {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? "{}");
  } catch {
    return {};
  }
}
