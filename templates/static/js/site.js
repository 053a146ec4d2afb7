// The one entry: loads what this page needs.
import "./previews.js";
import { working } from "./page.js";

if (document.querySelector(".article")) {
  working("article", true);
  import("./article.js").finally(() => working("article", false));
}
