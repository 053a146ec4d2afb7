// How the search of the website orders what it finds: by Sphinx's own numbers, but the guide first, and why something was
// decided after what it is.
var Scorer = {
  score: ([docname, , , , score]) =>
    docname === "docs/authoring" ? score + 5 : /^(docs\/decisions\/|CHANGELOG$)/.test(docname) ? score - 100 : score,
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
