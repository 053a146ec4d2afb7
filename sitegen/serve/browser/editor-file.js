// A picture of the archive: chosen by its path, or brought in by dropping it here.
import { problemsOf, upload } from "./editor-api.js";
import { Chooser } from "./editor-chooser.js";
import { announce, make, makeButton, makeProblems } from "./editor-page.js";
import { store } from "./editor-store.js";

const SIDE = 160; // px of the picture as it is shown in the form

export class FileControl {
  constructor({ about: { label }, known, input }, value) {
    const given = value?.chosen ? value : { chosen: [value].filter(Boolean) };
    this.chooser = new Chooser({ input, label, known, isMany: false, isFree: false }, given);
    this.picker = make("input", { type: "file", accept: "image/*", hidden: true, tabIndex: -1, ariaLabel: "A picture of yours" });
    this.canvas = make("canvas", { hidden: true, role: "img", ariaLabel: "The picture" });
    this.problems = make("div", { role: "status" });
    this.taken = "";
    const choose = makeButton("Bring in a picture…", () => this.picker.click());
    const hint = make("p", { className: "hint" }, choose, " or drop it here");
    this.element = make("div", { className: "drop" }, this.chooser.element, hint, this.picker, this.canvas, this.problems);
    this.picker.onchange = () => this.take(this.picker.files?.[0]);
    this.element.addEventListener("dragover", (event) => this.hover(event, true));
    this.element.addEventListener("dragleave", (event) => this.hover(event, false));
    this.element.addEventListener("drop", (event) => {
      this.hover(event, false);
      this.take(event.dataTransfer?.files[0]);
    });
    this.chooser.input.addEventListener("chosen", () => this.showPublished());
    this.showPublished();
  }

  get input() {
    return this.chooser.input;
  }

  read() {
    return this.chooser.read()[0] ?? "";
  }

  snapshot() {
    return this.chooser.snapshot();
  }

  hover(event, isOver) {
    event.preventDefault();
    this.element.classList.toggle("over", isOver);
  }

  /** Put a file into the archive, and choose it. */
  async take(file) {
    if (!file) return;
    this.problems.replaceChildren(make("p", {}, "Bringing it in…"));
    try {
      const { path, undo, problems } = await upload(file);
      store.undo = undo;
      if (!this.chooser.known.some((one) => one.id === path)) this.chooser.known.push({ id: path, name: path });
      this.problems.replaceChildren(make("p", {}, `It is content/media/${path}`), ...makeProblems(problems));
      announce(`The picture is content/media/${path}`);
      this.taken = path;
      this.element.dispatchEvent(new CustomEvent("brought", { bubbles: true, detail: path }));
      this.chooser.choose(path);
      await this.draw(file);
    } catch (error) {
      this.problems.replaceChildren(...makeProblems(problemsOf(error)));
    }
  }

  /** Show what is chosen, if the site has it. */
  async showPublished() {
    this.canvas.hidden = true;
    const path = this.read();
    if (!path || path === this.taken) return; // what was brought in now no build has published
    const address = `/media/${path.split("/").map(encodeURIComponent).join("/")}`;
    const found = await fetch(new URL(address, location.href)).catch(() => null);
    if (found?.ok && this.read() === path) await this.draw(await found.blob());
  }

  /** @param {Blob} file */
  async draw(file) {
    const picture = await createImageBitmap(file).catch(() => null); // a drawing, or what this browser does not know
    if (!picture) return;
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    this.canvas.width = Math.max(1, Math.round(picture.width * scale));
    this.canvas.height = Math.max(1, Math.round(picture.height * scale));
    this.canvas.getContext("2d")?.drawImage(picture, 0, 0, this.canvas.width, this.canvas.height);
    this.canvas.hidden = false;
  }
}
