// The page: levers at the left, what follows of them at the right, today always beside it.
import { drawPackages, drawStatus, inShort, isOpen } from "./answer.js";
import { el, fill, fromServer } from "./dom.js";
import { drawDoubt } from "./doubt.js";
import { drawLevers, tellFault } from "./levers.js";
import { drawLine } from "./line.js";
import { drawLoop } from "./loop.js";
import { drawMap } from "./map.js";
import { ask, get, post } from "./server.js";
import { fromLink, start, state, toLink } from "./state.js";
import { beginLanguage, onLanguage, say, word } from "./words.js";

const levers = document.getElementById("levers");
const into = document.getElementById("answer");
const connection = document.getElementById("connection");
let told = null, answer = null, refused = null, timer = null, tab = null;
// A lever has moved and the server has not heard of it: what still comes answers the question before.
let unheard = false;

const to = {
  line: (name) => { connection.textContent = name ? word(name) : ""; },
  asked: (found) => {
    unheard = false;
    told = found;
    refused = null;
    tellFault(levers, { faults: [] });
    if (answer && answer.key !== found.key) into.classList.add("stale");
    history.replaceState(null, "", toLink());
    if (!answer) draw();
  },
  // The lever is back where it was: what is shown answers it.
  same: () => {
    unheard = false;
    if (answer && answer.key === told?.key) into.classList.remove("stale");
  },
  answer: (found) => {
    if (unheard || (told && found.key !== told.key)) return;
    const isNew = answer?.key !== found.key;
    answer = found;
    into.classList.remove("stale");
    draw(isNew);
  },
  refused: (found) => {
    if (found.code === "serve::join_first") { door(); return; }
    unheard = false;
    refused = tellFault(levers, found);
    draw();
  },
};

// The first move is asked at once; while a lever is dragged, what comes after waits until the finger rests.
let last = -Infinity;
function moved(settled) {
  clearTimeout(timer);
  unheard = true;
  into.classList.add("stale");
  const now = performance.now();
  const waits = settled || now - last > 400 ? 0 : 100;
  last = now;
  if (waits === 0) ask(to); else timer = setTimeout(() => ask(to), waits);
}

const parts = {};
function frame() {
  if (parts.head?.isConnected) return;
  for (const name of ["notes", "head", "packages", "actions", "line", "tabs", "part", "keep"]) {
    parts[name] = el(name === "part" ? "div" : "section", { class: name, id: `at-${name}` });
  }
  parts.said = el("p", { class: "unseen", "aria-live": "polite" });
  fill(into, ...Object.values(parts));
}

function draw(isNew) {
  frame();
  fill(parts.notes, ...state.notes.map(([name, gaps]) => el("p", { class: "warning" }, word(name, gaps))),
    ...(refused ?? []).map((text) => el("p", { class: "warning", role: "alert" }, text)));
  const head = el("h1", {}, word("question"));
  const place = `${say(start().title)}${state.place ? ` · ${state.place}` : ""}`;
  fill(parts.head, head, el("p", { class: "about" }, place),
    answer ? drawStatus(answer) : el("p", { class: "about" }, word("working")),
    answer?.sample ? el("p", { class: "note" }, say(answer.sample)) : "");
  if (!answer) return;
  fill(parts.packages, ...drawPackages(answer, told, takeUp, unpin));
  fill(parts.actions, ...actions());
  drawLine(parts.line, answer, () => drawTabs(true));
  drawTabs(isNew);
  drawKeep();
  if (isNew || !isOpen(answer)) parts.said.textContent = answer.packages[0].same ? say(answer.packages[0].same) : inShort(answer.packages[0].rows);
}

function actions() {
  const more = el("button", { type: "button", id: "more", onclick: () => post(`/explore/${answer.key}/more`, { seeds: Math.min(400, answer.target * 4) }).then(({ target }) => { answer.target = target; draw(); }) }, word("more"));
  more.disabled = answer.target >= 400;
  const whole = answer.sample || state.whole ? el("button", { type: "button", id: "whole", onclick: () => { state.whole = !state.whole; moved(true); } }, word(state.whole ? "sampled" : "whole")) : "";
  const pin = el("button", { type: "button", id: "pin", onclick: () => {
    state.pins = [...state.pins, { title: word("package", { n: state.pins.length + 1 }), set: { ...state.set } }].slice(-3);
    moved(true);
  } }, word("pin"));
  pin.disabled = state.pins.length >= 3 || Object.keys(state.set).length === 0;
  return [pin, more, whole,
    el("p", { class: "note" }, say(answer.certainty), answer.adjusted ? ` ${say(answer.adjusted)}` : "", " ", answer.worlds_meant ? say(answer.worlds_meant) : word("worlds_wait"))];
}

function takeUp(at) {
  state.set = { ...state.pins[at].set };
  drawLevers(levers, moved);
  moved(true);
}

function unpin(at) {
  state.pins = state.pins.filter((_, index) => index !== at);
  moved(true);
}

const TABS = ["communities", "why", "doubt", "people", "money", "outcomes", "futures"];
const shown = {};
const OWN = {
  communities: () => drawMap(parts.part, answer),
  why: () => drawLoop(parts.part, answer, true),
  doubt: async () => { if (!parts.part.querySelector("input:active")) drawDoubt(parts.part, answer, moved); },
};
function drawTabs(isNew) {
  const tabs = TABS.filter((name) => name !== "futures" || answer.worlds > 0);
  fill(parts.tabs, el("div", { class: "tablist" }, tabs.map((name) => el("button", {
    type: "button", "aria-expanded": String(tab === name), "aria-controls": "at-part", "data-tab": name,
    onclick: () => { tab = tab === name ? null : name; shown.at = null; drawTabs(); },
  }, word(name)))));
  if (!tab) { fill(parts.part); shown.at = null; return; }
  const now = `${answer.key} ${tab} ${answer.seeds} ${answer.worlds} ${answer.why} ${state.metric}`;
  const own = OWN[tab];
  if (own) {
    if (shown.at === now) return;
    shown.at = now;
    own().catch(() => { shown.at = null; });
    return;
  }
  // What is being read is not torn away: it is drawn anew for another question, or at the end.
  if (shown.at === now || (!isNew && shown.at && isOpen(answer))) return;
  shown.at = now;
  get(`/explore/${answer.key}/part/${tab}`).then(({ html }) => {
    if (shown.at === now) fill(parts.part, fromServer(html, "div"));
  }).catch(() => { shown.at = null; });
}

function drawKeep() {
  const file = (name, text) => el("li", {}, el("a", { href: `/explore/${answer.key}/file/${name}`, download: name }, name), ` — ${word(text)}`);
  const link = el("input", { type: "text", id: "link", readonly: true, ".value": location.href, "aria-label": word("link") });
  const packages = answer.packages.map((of) => `${of.name}.toml`);
  const copy = el("button", { type: "button", onclick: async () => {
    try { await navigator.clipboard.writeText(location.href); } catch { link.select(); document.execCommand("copy"); }
    copy.textContent = word("copied");
  } }, word("copy"));
  const table = start().table || state.place;
  fill(parts.keep, el("h2", {}, word("keep")),
    el("ul", {}, packages.map((name) => file(name, "file_mine")), file("today.toml", "file_today"), table ? file("place.csv", "file_place") : null),
    el("p", { class: "about" }, word("same_numbers")),
    el("p", {}, el("code", { id: "command" }, `cogov compare today.toml ${packages.join(" ")} --seeds ${answer.target}`)),
    el("p", { class: "link" }, el("label", { for: "link" }, word("link")), " ", link, " ", copy));
}

function door() {
  fill(into, el("form", { action: "/join", method: "get" }, el("p", {}, word("join")),
    el("input", { name: "code", autocomplete: "off", autocapitalize: "characters", "aria-label": word("join") }), " ",
    el("button", {}, word("enter"))));
}

beginLanguage();
connection.textContent = word("connecting");
try {
  state.about = await get("/explore/about");
  state.place = state.about.from.place;
  fromLink(location.hash, (name, gaps) => state.notes.push([name, gaps]));
  drawLevers(levers, moved);
  onLanguage(() => { drawLevers(levers, moved); shown.at = null; fill(into); draw(true); });
  addEventListener("hashchange", () => location.reload());
  await ask(to);
} catch (error) {
  if (error.told?.code === "serve::join_first") { connection.textContent = ""; door(); }
  else { connection.textContent = word("lost"); setTimeout(() => location.reload(), 2000); }
}
