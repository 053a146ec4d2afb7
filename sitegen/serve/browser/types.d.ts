// What goes between the preview and its scripts, for the type checker alone: no page loads this file.
// `request_parsing.py`, `editor_handlers.py` and `notifications.py` are the other side.

/** Something wrong in the author's files, or with a form. */
interface Problem {
  severity: "error" | "warning" | "note";
  code?: string;
  message: string;
  hint?: string;
  file?: string;
  line?: number;
  column?: number;
  /** The field of the form that it is about; "" = none of them. */
  field?: string;
}

/** Words that were selected in the article, with what stands around them. */
interface SelectedWords {
  words: string;
  before: string;
  after: string;
}

/** A record that a field can refer to. */
interface KnownRecord {
  id: string;
  name: string;
  /** Other words by which it can be found. */
  also?: string[];
  /** The kind of an actor. */
  kind?: string;
  /** The tone of a verdict. */
  tone?: string;
}

/** A value of a record's field as the preview sends and takes it. */
type FieldValue = string | FieldValue[] | { [key: string]: FieldValue };

/** A field that a form asks for. */
interface FieldSpec {
  name: string;
  label: string;
  kind: "line" | "text" | "date" | "choice" | "one" | "many" | "words" | "file" | "group" | "rows";
  /** Of which records the ids are. */
  of: string;
  options: KnownRecord[];
  required: boolean;
  hint: string;
  /** Whether it stands below the disclosure. */
  more: boolean;
  /** The part of a mapping that a text alone stands for. */
  shorthand: string;
  /** The keys of a mapping. */
  parts: FieldSpec[];
}

/** A record that can be changed: of `overview` the claims and notes about the article. */
interface ListedRecord {
  kind: string;
  id: string;
  name: string;
  file: string;
  line: number;
  version: string;
  fields: Record<string, FieldValue>;
  words: string[];
  isDraft: boolean;
}

/** The page of a record before and after a change: from the site's root, empty where there is none. */
interface MovedPage {
  before: string;
  after: string;
}

/** A field of which two records say something else, each value as lines. */
interface MergeChoice {
  key: string;
  from: string[];
  into: string[];
  /** Whether it can be both. */
  isList: boolean;
  /** `from`, `into`, `both`; empty = not decided. */
  side: string;
}

/** Answer of `save`, `remove`, `mention`, `undo`, `accept` and `discard`. */
interface SaveResult {
  label: string;
  kind: string;
  id: string;
  file: string;
  line: number;
  yaml: string;
  /** All files that changed. */
  files: string[];
  moved: MovedPage | null;
  undo: { label: string; change: number } | null;
}

/** Answer of `rename` and `merge`: what it comes to, or came to. */
interface IdChange {
  label: string;
  /** Those that lead on, from the site's root, and where they lead. */
  addresses: string[];
  url: string;
  files: string[];
  /** The first places that name the record, and how many there are. */
  references: { file: string; line: number; key: string }[];
  count: number;
  /** Records that say now what the front matter of a seed says wrongly. */
  carried: { seed: string; file: string }[];
  undo: { label: string; change: number } | null;
  moved: MovedPage | null;
  /** Of a merge: what can be chosen, and what else keeps it from being done. Where that is so, there is nothing else. */
  choices?: MergeChoice[];
  problems?: Problem[];
  /** Of a merge: what is left out, and the record that goes. */
  told?: string[];
  /** Of a merge: what a build will tell then. */
  warnings?: string[];
  removed?: string;
  mentions?: Record<"source" | "into" | "after" | "gained" | "lost", NamedPlaces> | null;
}

/** How often somebody is named, with the first sentences. */
interface NamedPlaces {
  count: number;
  sentences: { article: string; before: string; words: string; after: string }[];
}

/** Answer of `state`. */
interface PageState {
  undo: { label: string; change: number } | null;
  /** Of the record that the page is about; empty where there is none. */
  name: string;
  /** What it is: `person`, `claim`. */
  sort: string;
}

/** Answer of `picture`. */
interface Upload {
  /** Below `content/media/`. */
  path: string;
  undo: { label: string; change: number } | null;
  problems: Problem[];
}

/** Answer of `passage`. */
interface SelectedPassage {
  words: string;
  /** As it is written into a record. */
  quote: Record<string, string>;
  /** `claim:id`, `note:id`. */
  on: string[];
  /** Ids. */
  actors: string[];
}

interface Suggestion {
  key: string;
  title: string;
  detail: string;
  words: string;
  choices: { key: string; label: string }[];
}

/** Answer of `overview`, and the suggestions. */
interface Store {
  article?: { id: string; title: string; file: string };
  forms: Record<string, FieldSpec[]>;
  known: Record<string, KnownRecord[]>;
  records: ListedRecord[];
  undo: { label: string; change: number } | null;
  suggestions: Suggestion[] | null;
}

/** A form as it is kept while the page is loaded anew. */
interface FormState {
  tab: string;
  selection: SelectedWords | null;
  /** Id of the actor whom the words name, where the form is about a name. */
  named?: string;
  /** null = a new one. */
  record: ListedRecord | null;
  version: string | null;
  /** What was typed, by tab: a view's snapshot. */
  values: Record<string, any>;
  /** Brought in for it, below `content/media/`. */
  pictures?: string[];
  isTouched: boolean;
  /** The field with the focus; undefined as long as the form was never left. */
  focus?: { name: string; start: number | null; end: number | null } | null;
  /** Somebody else changed its file, and it is not decided yet which version stays. */
  conflict?: FileConflict | null;
}

/** Two versions of a record's file, as YAML; `version` is of theirs, empty where the file is gone. */
interface FileConflict {
  file: string;
  mine: string;
  theirs: string;
  version: string;
}

interface Toast {
  words: string;
  /** YAML that is gone. */
  removed?: string;
  canUndo?: boolean;
  /** The number of the change. */
  change?: number;
}

/** What a field's control can do. */
interface Control {
  element: HTMLElement;
  /** What takes the focus. */
  input: HTMLElement;
  read(): FieldValue;
  snapshot?(): unknown;
  /** What the first of some problems is about. */
  wrongInput?(problems: Problem[]): HTMLElement | undefined;
  /** Shows problems where they belong; those that are left. */
  showProblems?(problems: Problem[]): Problem[];
}

/** What stands in a form's tab. */
interface FormView {
  element: HTMLElement;
  focus(): void;
  snapshot(): any;
  request(): { name: string; body: object };
  showProblems(problems: Problem[]): void;
  showRefusal(problems: Problem[]): void;
  /** Problems that are plain without asking the preview. */
  missing?(): Problem[];
}

/** What a socket of the preview sends after a build. */
interface BuildMessage {
  build: string;
  version: string;
  news: "" | "styles" | "pages";
  isDone: boolean;
  errors: number;
  warnings: number;
  notes: number;
  problems: (Required<Problem> & { excerpt: { line: number; before: string; words: string; after: string }[] })[];
  unlisted: number;
  fault: string;
  /** Whether the first build of this run is not over: what is shown may be of an earlier one. */
  isWaiting: boolean;
  /** The files that the editor saved and no build has shown. */
  unbuilt: string[];
}
