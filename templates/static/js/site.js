// The one entry: loads what this page needs.
import "./previews.js";

if (document.querySelector(".article")) import("./article.js");
