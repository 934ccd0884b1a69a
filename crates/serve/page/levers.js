// The levers, from the registry.
import { el, fill, plain } from "./dom.js";
import { start, state, value, values } from "./state.js";
import { language, say, word } from "./words.js";

const alike = (three) => three.every((one) => one === three[0]);

/** Draws all levers into `into`; `moved` is called when one was. */
export function drawLevers(into, moved) {
  const { levers, from } = state.about;
  const opened = new Set([...into.querySelectorAll("details.group[open]")].map((of) => of.dataset.group));
  const handful = first();
  const groups = new Map();
  for (const of of levers) {
    const name = of.group.en;
    if (!groups.has(name)) groups.set(name, { name: of.group, levers: [] });
    groups.get(name).levers.push(of);
  }
  const starts = el("select", { id: "start", onchange: (event) => {
    state.start = event.target.value; state.set = {}; drawLevers(into, moved); moved(true);
  } }, from.starts.map((of) => el("option", { value: of.name, ".selected": of.name === state.start }, `${say(of.title)}${of.own ? " ●" : ""}`)));
  const places = el("select", { id: "place", onchange: (event) => {
    state.place = event.target.value || null; state.whole = false; moved(true);
  } }, el("option", { value: "" }, word("own_place")),
  from.places.map((name) => el("option", { value: name, ".selected": name === state.place }, name)));
  fill(into, 
    el("div", { class: "from" },
      el("label", { for: "start" }, word("start")), starts,
      el("p", { class: "about" }, say(start().summary)),
      el("label", { for: "place" }, word("place")), places),
    el("h2", {}, word("levers"), " ", el("button", { type: "button", class: "quiet", onclick: () => {
      state.set = {}; drawLevers(into, moved); moved(true);
    } }, word("reset"))),
    el("div", { class: "handful" }, handful.map((of) => row(of, moved))),
    el("h3", {}, word("all_levers")),
    [...groups.values()].map(({ name, levers: own }) => el("details", { class: "group", "data-group": name.en, ".open": opened.has(name.en) },
      el("summary", {}, say(name), " ", el("small", {}, own.length)),
      own.filter((of) => !handful.includes(of)).map((of) => row(of, moved)),
      own.some((of) => handful.includes(of)) ? el("p", { class: "about" }, "↑ ", own.filter((of) => handful.includes(of)).map((of) => say(of.name)).join(language === "zh" ? "、" : ", ")) : null)));
}

/** The handful: what the start sets, then what the proposals are about. */
function first() {
  const { levers } = state.about;
  const sets = levers.filter((of) => of.id in start().policy);
  const usual = levers.filter((of) => of.first !== null).sort((a, b) => a.first - b.first);
  return [...new Set([...sets, ...usual])].slice(0, Math.max(8, sets.length));
}

function shown(of, three) {
  const one = (at) => {
    if (of.kind === "words") return say(of.said[at]);
    if (of.kind === "flag") return word(at >= 0.5 ? "yes" : "no");
    return plain(at);
  };
  return alike(three) ? one(three[0]) : three.map(one).join(" / ");
}

function row(of, moved) {
  const id = `lever-${of.id}`;
  const output = el("output", { for: id });
  const reset = el("button", { type: "button", class: "quiet back", title: word("reset_one"), "aria-label": `${say(of.name)}: ${word("reset_one")}` }, "↺");
  const holder = el("div", { class: "lever", "data-lever": of.id });
  const fault = el("p", { class: "fault", role: "alert" });
  const paint = () => {
    const now = values(of.id);
    output.textContent = `${shown(of, now)}${say(of.unit) && of.kind !== "flag" && of.kind !== "words" ? ` ${say(of.unit)}` : ""}`;
    const moves = of.id in state.set;
    holder.classList.toggle("moved", moves);
    reset.hidden = !moves;
  };
  const put = (number, settled) => {
    state.set[of.id] = value(of.id, number);
    fault.textContent = "";
    paint();
    moved(settled);
  };
  const control = controlOf(of, id, put);
  reset.addEventListener("click", () => {
    delete state.set[of.id];
    holder.replaceWith(row(of, moved));
    moved(true);
  });
  const today = start().today[of.id];
  holder.append(
    el("div", { class: "lever-head" }, el("label", { for: id }, say(of.name)), output, reset),
    control,
    of.by_zone ? zonesOf(of, () => { fault.textContent = ""; paint(); moved(true); }) : "",
    el("p", { class: "was" }, `${word("today")}: ${shown(of, today)}`),
    fault,
    el("details", { class: "lever-about" }, el("summary", { "aria-label": `${say(of.name)}: ?` }, "?"), about(of)));
  paint();
  return holder;
}

function controlOf(of, id, put) {
  const now = values(of.id);
  if (of.kind === "flag") {
    return el("input", { type: "checkbox", id, ".checked": now[0] >= 0.5, onchange: (event) => put(event.target.checked ? 1 : 0, true) });
  }
  if (of.kind === "words") {
    return el("select", { id, onchange: (event) => put(Number(event.target.value), true) },
      of.said.map((name, at) => el("option", { value: at, ".selected": at === now[0] }, say(name))));
  }
  const [least, most] = of.range;
  const today = start().today[of.id].filter((one) => one !== null);
  // The slider spans what is usual, and whatever is so today or set.
  const usual = of.usual ?? of.range;
  const ends = [Math.min(usual[0], ...today, ...now.filter((one) => one !== null)), Math.max(usual[1], ...today, ...now.filter((one) => one !== null))];
  const width = ends[1] - ends[0];
  const step = of.kind === "whole" ? 1 : niceStep(width);
  const at = now[0] ?? ends[0];
  const range = el("input", { type: "range", id, min: ends[0], max: ends[1], step, ".value": String(at) });
  const exact = el("input", { type: "number", class: "exact", min: least, max: most, step: "any", "aria-label": say(of.name), ".value": plain(at) });
  const mark = el("div", { class: "slide" }, range);
  if (today.length && alike(today)) {
    const share = width > 0 ? (today[0] - ends[0]) / width : 0;
    mark.style.setProperty("--today", share);
    mark.classList.add("has-today");
  }
  range.addEventListener("input", () => { exact.value = range.value; put(Number(range.value), false); });
  exact.addEventListener("change", () => {
    const number = Number(exact.value);
    if (exact.value === "" || !Number.isFinite(number)) return;
    range.value = String(number);
    put(number, true);
  });
  return el("div", { class: "dials" }, mark, exact);
}

const ZONES = ["urban", "rural", "pastoral"];

/** A value for each zone, for who wants them to differ. */
function zonesOf(of, heard) {
  const [least, most] = of.range;
  const now = values(of.id);
  const inputs = ZONES.map((zone, at) => el("input", { type: "number", class: "exact", id: `lever-${of.id}-${zone}`, min: least, max: most, step: "any", ".value": now[at] === null ? "" : plain(now[at]),
    onchange: () => {
      const all = inputs.map((input) => (input.value === "" ? NaN : Number(input.value)));
      const given = ZONES.map((name, which) => [name, all[which]]).filter(([, number]) => Number.isFinite(number));
      if (!given.length) return;
      state.set[of.id] = Object.fromEntries(given);
      heard();
    } }));
  return el("details", { class: "zones", ".open": !alike(now) }, el("summary", { "aria-label": `${say(of.name)}: ${word("zones")}` }, word("zones")),
    ZONES.map((zone, at) => el("label", { for: `lever-${of.id}-${zone}` }, word(zone), " ", inputs[at])));
}

function niceStep(width) {
  const rough = width / 100;
  const ten = 10 ** Math.floor(Math.log10(rough || 1));
  return Number(([1, 2, 5, 10].map((times) => times * ten).find((step) => step >= rough * 0.999) ?? ten).toPrecision(1));
}

/** What is to be known of a setting. */
export function about(of) {
  const [low, high] = of.range;
  const span = (ends) => `${plain(ends[0])} – ${plain(ends[1])}${say(of.unit) ? ` ${say(of.unit)}` : ""}`;
  const facts = [
    of.decides && ["decided_by", say(of.decides)],
    of.kind === "real" || of.kind === "whole" ? ["legal", span([low, high])] : null,
    of.usual && ["usual", span(of.usual)],
    ["default", shown(of, of.default)],
    ["read", say(of.read)],
    of.decides && ["costs", word(of.costs ? "costs_yes" : "costs_no")],
    ["ground", `${say(of.ground)}${of.source === "assumed" ? "" : ` (${of.source})`}`],
    ["file_key", of.id],
  ].filter(Boolean);
  return el("div", {}, el("p", {}, say(of.meaning)),
    of.together ? el("p", {}, `${of.together.with.filter((id) => id !== of.id).join(", ")}: ${say(of.together.rule)}`) : null,
    el("dl", {}, facts.flatMap(([name, text]) => [el("dt", {}, word(name)), el("dd", {}, text)])));
}

/** Tells a fault at the lever that it names, else at the top. */
export function tellFault(into, told) {
  for (const of of into.querySelectorAll(".fault")) of.textContent = "";
  const left = [];
  for (const fault of told.faults ?? [{ message: told.message, help: { en: [], zh: [] } }]) {
    const text = [say(fault.message), ...(fault.help?.[language] ?? [])].join(" ");
    const named = [...into.querySelectorAll(".lever")].find((of) => text.includes(of.dataset.lever));
    if (named) named.querySelector(".fault").textContent = text;
    else left.push(text);
  }
  return left;
}
