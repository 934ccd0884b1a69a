// What the page is about now, and the link that carries it.

export const state = {
  about: null,
  start: "baseline",
  place: null,
  whole: false,
  set: {},
  assume: {},
  pins: [],
  metric: "participation_yearly",
  notes: [],
};

export const start = () => state.about.from.starts.find((of) => of.name === state.start);
export const lever = (id) => state.about.levers.find((of) => of.id === id);
export const assumption = (id) => state.about.assumptions.find((of) => of.id === id);

/** The lever's values by zone: set here, else by the start's policy, else today's. */
export function values(id) {
  const own = state.set[id];
  const from = startValues(id);
  if (own === undefined) return from;
  if (own !== null && typeof own === "object") return ["urban", "rural", "pastoral"].map((zone, at) => own[zone] ?? from[at]);
  return [own, own, own].map((value) => number(id, value));
}

export const startValues = (id) => start().policy[id] ?? start().today[id];

/** A value as a number: words by their position. */
export function number(id, value) {
  const of = lever(id) ?? assumption(id);
  if (of.kind === "words") return of.words.indexOf(value);
  if (of.kind === "flag") return value ? 1 : 0;
  return value;
}

/** A number as a value of a file. */
export function value(id, number) {
  const of = lever(id) ?? assumption(id);
  if (of.kind === "words") return of.words[number];
  if (of.kind === "flag") return number >= 0.5;
  return number;
}

/** The question for the server. */
export const question = () => ({
  start: state.start,
  place: state.place,
  assume: state.assume,
  whole: state.whole,
  packages: [{ title: "", set: state.set }, ...state.pins.map(({ title, set }) => ({ title, set }))],
});

const version = () => `${state.about.version}.${state.about.numbers.slice(0, 8)}`;

const written = (of) => (of !== null && typeof of === "object"
  ? ["urban", "rural", "pastoral"].map((zone) => of[zone] ?? "").join("/") : String(of));

function read(id, text) {
  const of = lever(id) ?? assumption(id);
  const one = (word) => {
    if (of.kind === "words") return of.words.includes(word) ? word : undefined;
    if (of.kind === "flag") return word === "true" ? true : word === "false" ? false : undefined;
    return word !== "" && Number.isFinite(Number(word)) ? Number(word) : undefined;
  };
  if (!text.includes("/")) return one(text);
  const zones = text.split("/");
  const known = ["urban", "rural", "pastoral"].map((zone, at) => [zone, one(zones[at] ?? "")]);
  return Object.fromEntries(known.filter(([, value]) => value !== undefined));
}

/** The state as the part of an address behind `#`. */
export function toLink() {
  const link = new URLSearchParams();
  link.set("v", version());
  link.set("from", state.start);
  if (state.place) link.set("at", state.place);
  if (state.whole) link.set("whole", "1");
  for (const [id, of] of Object.entries(state.set)) link.set(id, written(of));
  for (const [id, of] of Object.entries(state.assume)) link.set(`if.${id}`, written(of));
  if (state.pins.length) link.set("pins", JSON.stringify(state.pins));
  return `#${link}`;
}

/** Takes a link up; what is not understood is told. */
export function fromLink(hash, note) {
  const link = new URLSearchParams(hash.replace(/^#/, ""));
  const odd = [];
  for (const [key, text] of link) {
    const assumed = key.startsWith("if.") ? key.slice(3) : null;
    if (key === "v") {
      if (text !== version()) note("other_version", { was: text, is: version() });
    } else if (key === "from") {
      if (state.about.from.starts.some((of) => of.name === text)) state.start = text;
      else odd.push(`from=${text}`);
    } else if (key === "at") {
      if (state.about.from.places.includes(text)) state.place = text;
      else odd.push(`at=${text}`);
    } else if (key === "whole") {
      state.whole = text === "1";
    } else if (key === "pins") {
      try {
        const pins = JSON.parse(text);
        state.pins = pins.slice(0, 3).map(({ title, set }) => ({ title: String(title).slice(0, 60), set: { ...set } }));
      } catch { odd.push("pins"); }
    } else if (assumed ? assumption(assumed) : lever(key)) {
      const found = read(assumed ?? key, text);
      if (found === undefined) odd.push(`${key}=${text}`);
      else (assumed ? state.assume : state.set)[assumed ?? key] = found;
    } else {
      odd.push(key);
    }
  }
  if (odd.length) note("bad_link", { what: odd.join(", ").slice(0, 200) });
}
