// Elements with these properties and contents.
export function make(name, properties = {}, ...contents) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...contents);
  return element;
}

export function makeButton(words, onclick, properties = {}) {
  return make("button", { type: "button", onclick, ...properties }, words);
}
