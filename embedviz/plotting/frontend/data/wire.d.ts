// The wire: what Python sends to the plot, and what it hears back. tests/plotting/test_wire.py holds
// what Python really sends against this file, so it keeps to plain interfaces.

/** Rows of numbers, one after the other. */
export type Rows<Numbers> = Numbers & { shape: number[] };
/** A bundle as decode.js reads it. */
export type Part<Header, Arrays> = Header & { id: string; arrays: Arrays };

export type Items = Part<ItemsHeader, ItemsArrays>;
export type Graph = Part<GraphHeader, GraphArrays>;
export type Places = Part<PlacesHeader, PlacesArrays>;
export type Color = Part<GroupsHeader, GroupsArrays> | Part<NumbersHeader, NumbersArrays> | Part<SameHeader, SameArrays>;
export type Parts = [Items, Graph, Places, Color];
export type Vectors = Part<VectorsHeader, VectorsArrays>;

export interface ItemsHeader {
  kind: "items";
  item: string;
  items: string;
  labels: string[];
  facts: Fact[];
  texts: WholeText[];
  named: boolean;
  placed: boolean;
  sizes: Sizes;
  themes: Record<string, Ground>;
}

export interface ItemsArrays {
  images?: Rows<Uint8Array>;
  [fact: `fact${number}`]: Float64Array | Uint8Array | Uint16Array | Uint32Array;
}

/** Of type, in pixels on a laptop: labels of items in question, names of others; letters of the longest. */
export interface Sizes {
  label: number;
  name: number;
  longest: number;
}

/** How a column is written: numbers with their unit (`one` where they are 1), or codes of texts. */
export interface Fact {
  title: string;
  unit: string;
  one: string;
  texts: string[] | null;
}

/** A column of texts in full, for whoever takes items away; none where they would be too heavy. */
export interface WholeText {
  title: string;
  cells: string[];
}

/** The colours of everything that is not data. */
export interface Ground {
  name: "light" | "dark";
  ink: string;
  muted: string;
  grid: string;
  card: string;
  halo: string;
  accent: string;
  neighbor: string;
  other: string;
}

export interface GraphHeader {
  kind: "graph";
  unit: string;
  metric: string;
}

export interface GraphArrays {
  indices: Rows<Int32Array>;
  distances: Rows<Float32Array>;
}

/** The vectors themselves, where they are short: of which column (`features`, by title) each dimension is. */
export interface VectorsHeader {
  kind: "vectors";
  metric: string;
  features: string[];
}

export interface VectorsArrays {
  vectors: Rows<Float32Array>;
  columns: Uint8Array;
}

export interface PlacesHeader {
  kind: "places";
  method: string;
  from: number;
  axes: Axis[];
  hasUnits: boolean;
  stretch: number[];
  explained: boolean;
  kept: number | null;
  k: number | null;
  why: string;
  near: number;
  camera: Camera | null;
}

/** From where a scene is looked at. */
export interface Camera {
  eye: Point;
  center: Point;
  up: Point;
}

export interface Point {
  x: number;
  y: number;
  z: number;
}

export interface PlacesArrays {
  coordinates: Rows<Float32Array>;
  overlap?: Uint8Array;
  /** Under a map: longitudes and latitudes of the rings of land, NaN after each. */
  coast?: Rows<Float32Array>;
}

export interface Axis {
  title: string;
  log: boolean;
  unit: string;
}

/** A colour for each group on a light ground and on a dark one, null: the ground's own, for what is in
 *  none; how many items are in each; whether groups are `named` on the plot. */
export interface GroupsHeader {
  kind: "groups";
  named: boolean;
  title: string;
  names: string[];
  colors: (string | null)[];
  dark: (string | null)[];
  counts: number[];
  /** The names of the groups' parts, for who looks closely, and the group that each is `within`. */
  parts?: string[];
  within?: number[];
}

export interface GroupsArrays {
  codes: Uint8Array;
  /** The part of each item, 65535 for none. */
  parts?: Uint16Array;
}

/** A scale of colours; `ticks` where the numbers are not what is written. */
export interface NumbersHeader {
  kind: "numbers";
  title: string;
  ticks: [number[], string[]] | null;
  scale: [number, string][];
}

export interface NumbersArrays {
  values: Float32Array;
}

/** One colour for all. */
export interface SameHeader {
  kind: "same";
  title: string;
  color: string;
  dark: string;
}

export interface SameArrays {}

/** What the page says of a plot besides its bundles. */
export interface Props {
  pinned: number | null;
  k: number;
  zoom: boolean;
  height: number;
  heard?: string | null;
  link?: string | null;
  camera?: string | null;
  asks?: boolean;
  analogies?: Analogies | null;
  findable?: number;
  sought?: Sought | null;
  query?: Query | null;
  dock?: boolean;
  narrows?: boolean;
  fills?: boolean;
  said?: string[];
  vectors?: string | null;
  reasons?: Reasons | null;
  bare?: boolean;
  lit?: Lit | null;
}

/**
 * The same to the component: `fills` that the plot is as high as what is around it, `said` what the
 * page says of the picture, `link` names the address's parameter that holds a camera, `vectors` the
 * bundle that comes after the others, if one does, `reasons` what the vectors would say of the
 * selected item where they are too long to come, `findable` how many items can be looked for where
 * not all of them are drawn, `sought` what was looked for by its name just now, `lit` what becomes
 * the selection.
 */
export interface ComponentProps extends Required<Props> {
  script: string;
  plotly: string;
  parts: string[];
}

/** The same in a page of its own. */
export interface StandaloneProps extends Props {
  theme: string;
  parts: string[];
}

/** What the selected item's distances are made of, to each neighbour; without a row, of none. */
export interface Reasons {
  row: number | null;
  to: Reason[];
}

/** Shares, the largest first, and those of all others; or `words`, where no number has a name. */
export interface Reason {
  row: number;
  listed: ReasonShare[];
  rest: ReasonRest;
  words: string;
}

export interface ReasonShare {
  feature: string;
  share: number;
}

export interface ReasonRest {
  count: number;
  share: number;
}

/** Rows that the page lights, one bit an item, once for each `id`; `at` is the one to look at. */
export interface Lit {
  id: string;
  bits: string;
  count: number;
  at: number | null;
}

/** What was looked for by its name, and why it isn't there; "" if it is. */
export interface Sought {
  text: string;
  why: string;
}

/**
 * What can be asked of analogies, what is asked and its answers: `heard` is the plot's own last word
 * that the page knows, `score` says what stands beside the answers, `said` what changes, `failed` that
 * another answer was expected, `problem` what can't be.
 */
export interface Analogies {
  examples: AnalogyExample[];
  methods: AnalogyMethod[];
  asked: AnalogyAsked;
  heard: AnalogyAsked | null;
  answers: AnalogyAnswer[];
  score: string;
  said: string;
  failed: string;
  problem: string;
}

export interface AnalogyExample {
  title: string;
  a: string;
  b: string;
  c: string;
}

export interface AnalogyMethod {
  name: string;
  title: string;
  help: string;
}

/** Labels, or "" where nothing is asked yet; whether it is drawn in its own plane. */
export interface AnalogyAsked {
  a: string;
  b: string;
  c: string;
  method: string;
  plane: boolean;
}

/** The row of an answer that is drawn; how far it is, as a share of the largest too. */
export interface AnalogyAnswer {
  label: string;
  row: number | null;
  far: string;
  bar: number;
}

/** A text looked for by meaning: its place as the places bundle counts, rows near it with distances. */
export interface Query {
  text: string;
  at: number[];
  near: [number, number][];
  note: string;
}

/** What the page hears: a label, texts to find by meaning or by name, an analogy, how many neighbours
 *  and whether closely, whom the selected item is compared with, one bit an item. */
export interface Answers {
  pinned: string | null;
  query: string | null;
  wanted: string | null;
  analogy: AnalogyAsked | null;
  k: number | null;
  zoom: boolean | null;
  compared: string | null;
  selected: Selection | null;
  only: Selection | null;
}

export interface Selection {
  bits: string;
  count: number;
}
