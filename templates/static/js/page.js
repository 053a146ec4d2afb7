// Elements with these properties and contents.
export function make(name, properties = {}, ...contents) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...contents);
  return element;
}

/** Tell that a script is at work, or that it has done what it began; a frame of one's own may lack `theme.js`. */
export function working(what, isAtWork) {
  window.working?.(what, isAtWork);
}

export function makeButton(words, onclick, properties = {}) {
  return make("button", { type: "button", onclick, ...properties }, words);
}
