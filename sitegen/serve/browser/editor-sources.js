// Sources as rows. The first is there from the start, so that a source takes no click.
import { make, makeButton } from "./editor-page.js";

const PARTS = {
  title: { label: "Title", dir: "auto" },
  url: { label: "Address", inputMode: "url", placeholder: "https://" },
  publisher: { label: "Publisher", dir: "auto" },
  date: { label: "Date", placeholder: "YYYY-MM-DD" },
};

export class SourceRows {
  constructor(name, given) {
    this.name = name;
    this.rows = make("div");
    this.add = makeButton("Add a source", () => this.addRow({}).focus());
    this.element = make("div", { className: "sources", role: "group" }, this.rows, this.add);
    for (const source of given.length ? given : [{}]) this.addRow(source);
  }

  get input() {
    return this.rows.querySelector("input") ?? this.add;
  }

  /** Rows in which something is given; with what the form does not ask for, such as when it was seen. */
  read() {
    return [...this.rows.children].map((row) => this.readRow(row)).filter((one) => Object.keys(one).length);
  }

  readRow(row) {
    const given = [...row.querySelectorAll("input")].map((input) => [input.dataset.part, input.value.trim()]);
    if (given.every(([, value]) => !value)) return {};
    return Object.fromEntries([...Object.entries(row.source), ...given].filter(([, value]) => value));
  }

  addRow(source) {
    const number = this.rows.children.length;
    const inputs = Object.entries(PARTS).map(([part, { label, ...properties }]) => {
      const name = `${this.name}.${number}.${part}`;
      const input = make("input", { ...properties, name, autocomplete: "off", "data-part": part });
      input.value = source[part] ?? "";
      return make("label", { className: part }, label, input);
    });
    const remove = makeButton("Remove", () => this.removeRow(row), { ariaLabel: `Remove source ${number + 1}` });
    const row = make("div", { role: "group", ariaLabel: `Source ${number + 1}`, source }, inputs, remove);
    this.rows.append(row);
    return row.querySelector("input");
  }

  removeRow(row) {
    const rest = [...this.rows.children].filter((one) => one !== row).map((one) => this.readRow(one));
    this.rows.replaceChildren(); // the rows are counted
    for (const source of rest) this.addRow(source);
    this.add.focus();
    this.element.dispatchEvent(new Event("chosen", { bubbles: true }));
  }
}
