// The table of claims: its headings sort it, menus above it filter it by verdict, speaker, topic and year.
// What is chosen is kept in the page's address, so that it can be sent to somebody else.

const FILTERS = { verdict: "Verdict", speaker: "Speaker", topic: "Topic", year: "Year" };

const table = document.querySelector("table.sortable");
const headings = [...table.tHead.rows[0].cells];
const rows = [...table.tBodies[0].rows].map(factsOf);
const scale = valuesOf("verdict");
const form = element("form", { className: "filters" });
const menus = Object.keys(FILTERS).map(menuOf).filter(Boolean);
const all = element("button", { type: "button", textContent: "Show all" });
const status = element("p", { role: "status" });
let sorting = { field: "", isDown: false };

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

/** What a row says, by field; a field has any number of values. */
function factsOf(row, place) {
  /** @type {any} */
  const facts = { row, place, year: [] };
  headings.forEach(({ dataset: { field } }, index) => {
    const cell = row.cells[index];
    const time = cell.querySelector("time, [data-date]");
    const nodes = field === "claim" || !cell.querySelector("a") ? [cell] : [...cell.querySelectorAll("a")];
    if (time) facts.year = [time.dataset.year ?? time.dateTime.slice(0, 4)];
    facts[field] = time ? [time.dateTime ?? time.dataset.date] : nodes.map((node) => node.textContent.trim()).filter(Boolean);
  });
  return facts;
}

/** Year, month and day of a date, as numbers. */
function numbers(date) {
  return /^(-?\d+)-?(\d*)-?(\d*)/.exec(date)?.slice(1).map(Number) ?? [];
}

/** The order of two dates, by the calendar. */
function inTime(one, other) {
  const others = numbers(other);
  return numbers(one).map((number, place) => number - others[place]).find(Boolean) ?? one.localeCompare(other);
}

/** The number of a year in words, to sort by: `45 BC` comes before `1960s`. */
function yearNumber(words) {
  const [digits = ""] = /[\d,]+/.exec(words) ?? [];
  return Number(digits.replaceAll(",", "")) * (words.endsWith(" BC") ? -1 : 1);
}

/** Every value of a field once, in the order in which readers look for it; verdicts keep that of their scale. */
function valuesOf(field) {
  const values = [...new Set(rows.flatMap((facts) => facts[field] ?? []))];
  if (field === "year") return values.sort((a, b) => yearNumber(b) - yearNumber(a) || b.localeCompare(a));
  return field === "verdict" ? values : values.sort((a, b) => a.localeCompare(b));
}

/** A menu of a field's values, in the form; null where there is nothing to choose. */
function menuOf(field) {
  const values = valuesOf(field);
  if (values.length < 2) return null;
  const menu = element("select", { name: field });
  menu.append(new Option("All", ""), ...values.map((value) => new Option(value, value)));
  const label = form.appendChild(element("label"));
  label.append(FILTERS[field], menu);
  return menu;
}

function isShown(facts) {
  return menus.every((menu) => !menu.value || facts[menu.name].includes(menu.value));
}

/** The order of two rows; one that says nothing in the field comes last either way. */
function compare(a, b) {
  const { field, isDown } = sorting;
  const [one, other] = [a, b].map((facts) => (facts[field] ?? []).join());
  const inScale = field === "verdict" && scale.indexOf(one) - scale.indexOf(other);
  const order = inScale || (field === "date" ? inTime(one, other) : one.localeCompare(other));
  return (one && other ? (isDown ? -order : order) : Number(!one) - Number(!other)) || a.place - b.place;
}

/** Up, down, and back to the order in which the page came. */
function turn(field) {
  if (sorting.field !== field) sorting = { field, isDown: false };
  else sorting = sorting.isDown ? { field: "", isDown: false } : { field, isDown: true };
  show();
}

function show() {
  for (const facts of rows) facts.row.hidden = !isShown(facts);
  table.tBodies[0].append(...[...rows].sort(compare).map((facts) => facts.row));
  for (const heading of headings) {
    heading.removeAttribute("aria-sort");
    if (heading.dataset.field === sorting.field) heading.ariaSort = sorting.isDown ? "descending" : "ascending";
  }
  all.hidden = menus.every((menu) => !menu.value);
  const where = "part" in table.dataset ? " on this page" : "";
  const shown = rows.filter(({ row }) => !row.hidden).length;
  status.textContent = `${shown} of ${rows.length} claims${where}`;
  remember();
}

function remember() {
  const chosen = new URLSearchParams(menus.filter((menu) => menu.value).map((menu) => [menu.name, menu.value]));
  if (sorting.field) chosen.set("sort", (sorting.isDown ? "-" : "") + sorting.field);
  history.replaceState(history.state, "", (`${chosen}` ? `?${chosen}` : location.pathname) + location.hash);
}

function recall() {
  const chosen = new URLSearchParams(location.search);
  for (const menu of menus) {
    menu.value = chosen.get(menu.name) ?? "";
    if (menu.selectedIndex < 0) menu.value = "";
  }
  const [, down, field] = /^(-?)(.*)$/.exec(chosen.get("sort") ?? "") ?? [];
  if (headings.some((heading) => heading.dataset.field === field)) sorting = { field, isDown: down === "-" };
}

function start() {
  for (const heading of headings) {
    const button = element("button", { type: "button", onclick: () => turn(heading.dataset.field) });
    button.append(...heading.childNodes);
    heading.append(button);
  }
  form.append(all, status);
  form.addEventListener("change", show);
  all.addEventListener("click", () => {
    for (const menu of menus) menu.value = "";
    show();
    menus[0].focus();
  });
  table.before(form);
  recall();
  show();
}

if (rows.length > 1) start();
