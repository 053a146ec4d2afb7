// What must survive when the page is loaded anew, as it is after every build: an open form, the last message.

const NAME = `sitegen-editor:${location.pathname}`;

export function kept(part) {
  return read()[part] ?? null;
}

/** Keep something under a name; null lets go of it. */
export function keep(part, value) {
  try {
    sessionStorage.setItem(NAME, JSON.stringify({ ...read(), [part]: value }));
  } catch {} // where nothing may be kept, a form holds until the page is left
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(NAME)) ?? {};
  } catch {
    return {};
  }
}
