// What the theme's scripts take for granted, for the type checker alone.

// `theme.js` brings both; a frame of one's own may lack them.
interface Window {
  working?(what: string, isAtWork: boolean): void;
}
declare function working(what: string, isAtWork: boolean): void;
declare function remember(name: string, value: string): void;

// Which elements a page has, and of what kind, the templates say, not the checker.
interface ParentNode {
  querySelector(selectors: string): any;
}
interface Document {
  getElementById(id: string): any;
}
