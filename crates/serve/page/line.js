// One outcome month by month: today dashed, the package full, bands of what luck does. A slider walks through the
// months; so does whoever plays it.
import { el, fill, plain } from "./dom.js";
import { get } from "./server.js";
import { state } from "./state.js";
import { say, titled, word } from "./words.js";

// A picture for a desk, and one for a phone: text is the same size on both.
const DESK = { width: 860, height: 320, right: 690 };
const PHONE = { width: 380, height: 260, right: 368 };
let size = DESK;
const LEFT = 48, TOP = 26;
const bottom = () => size.height - 36;
export const scrub = { month: null, heard: [] };
let timer = null;

export async function drawLine(into, answer, chosen) {
  let told;
  try { told = await get(`/explore/${answer.key}/months?metric=${encodeURIComponent(state.metric)}`); } catch { return; }
  const months = answer.months;
  size = into.clientWidth < 560 ? PHONE : DESK;
  scrub.month = Math.min(scrub.month ?? months, months);
  const focused = into.contains(document.activeElement) ? document.activeElement.id : null;
  const held = into.querySelector("#month:active");
  if (held) return;
  const names = answer.packages.map((of, at) => (at === 0 ? word("mine") : titled(state.pins[at - 1]?.title ?? of.name)));
  const arms = told.arms.map((arm, at) => ({ ...arm, name: at === 0 ? word("today") : names[at - 1], tone: at }));
  const svg = picture(told, arms, months, answer.metrics.find((of) => of.id === state.metric));
  const readout = el("p", { class: "readout", id: "readout" });
  const slider = el("input", { type: "range", id: "month", min: 1, max: months, step: 1, ".value": String(scrub.month), "aria-describedby": "readout" });
  const play = el("button", { type: "button", id: "play" }, word(timer ? "pause" : "play"));
  const show = () => {
    const x = at(scrub.month, months);
    const cursor = svg.querySelector(".cursor");
    cursor.setAttribute("x1", x); cursor.setAttribute("x2", x);
    fill(readout, when(scrub.month, told.burn_in), ": ", ...arms.flatMap((arm, index) => [
      index ? " · " : "", el("span", { class: `key tone-${arm.tone}` }, `${arm.name} `, el("b", {}, amount(told, arm.mean[scrub.month - 1])))]));
    slider.setAttribute("aria-valuetext", readout.textContent);
    for (const heard of scrub.heard) heard(scrub.month);
  };
  slider.addEventListener("input", () => { scrub.month = Number(slider.value); show(); });
  play.addEventListener("click", () => {
    if (timer) { clearInterval(timer); timer = null; play.textContent = word("play"); return; }
    if (scrub.month >= months) scrub.month = 1;
    play.textContent = word("pause");
    timer = setInterval(() => {
      scrub.month += 1;
      const now = document.getElementById("month");
      if (now) { now.value = String(scrub.month); now.dispatchEvent(new Event("input")); }
      if (scrub.month >= months) { clearInterval(timer); timer = null; const button = document.getElementById("play"); if (button) button.textContent = word("play"); }
    }, 60);
  });
  const chooser = el("select", { id: "metric", onchange: (event) => { state.metric = event.target.value; drawLine(into, answer, chosen); chosen?.(); } },
    answer.metrics.map((of) => el("option", { value: of.id, ".selected": of.id === state.metric }, say(of.name))));
  fill(into, 
    el("div", { class: "line-head" }, el("h2", {}, word("month_by_month")), el("label", { for: "metric" }, word("choose_outcome")), chooser),
    svg,
    el("div", { class: "scrub" }, play, el("label", { for: "month" }, word("month")), slider),
    readout);
  show();
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

const at = (month, months) => LEFT + ((month - 1) / Math.max(1, months - 1)) * (size.right - LEFT);

export function when(month, burnIn) {
  const about = month <= burnIn ? word("before", { n: burnIn - month + 1 }) : word("after", { n: month - burnIn });
  return word("month_n", { n: month, when: about });
}

function amount(told, value) {
  if (value === null || value === undefined) return "–";
  const text = (value * told.scale).toFixed(told.decimals);
  return told.scale === 100 ? `${text} %` : text;
}

function picture(told, arms, months, metric) {
  const [WIDTH, HEIGHT, RIGHT, BOTTOM, isDesk] = [size.width, size.height, size.right, bottom(), size === DESK];
  const all = arms.flatMap((arm) => [...arm.mean, ...arm.low, ...arm.high]).filter((value) => value !== null);
  let [low, high] = [Math.min(...all), Math.max(...all)];
  if (!all.length) [low, high] = [0, 1];
  const room = Math.max((high - low) * 0.06, 0.002 / told.scale);
  [low, high] = [low - room, high + room];
  if (low < 0 && Math.min(...all) >= 0) low = 0;
  const y = (value) => BOTTOM - ((value - low) / (high - low)) * (BOTTOM - TOP);
  const path = (values) => {
    let begun = false, text = "";
    values.forEach((value, index) => {
      if (value === null) { begun = false; return; }
      text += `${begun ? "L" : "M"}${at(index + 1, months).toFixed(1)} ${y(value).toFixed(1)}`;
      begun = true;
    });
    return text;
  };
  const band = (arm) => {
    const known = arm.low.map((value, index) => [index, value, arm.high[index]]).filter(([, a, b]) => a !== null && b !== null);
    const there = known.map(([index, , b]) => `${at(index + 1, months).toFixed(1)} ${y(b).toFixed(1)}`);
    const back = known.reverse().map(([index, a]) => `${at(index + 1, months).toFixed(1)} ${y(a).toFixed(1)}`);
    return there.length ? `M${[...there, ...back].join("L")}Z` : "";
  };
  const step = (high - low) / 4;
  const nice = [1, 2, 5, 10].map((times) => times * 10 ** Math.floor(Math.log10(step * told.scale))).find((of) => of >= step * told.scale) / told.scale;
  const ticks = [];
  for (let tick = Math.ceil(low / nice) * nice; tick <= high + 1e-12; tick += nice) ticks.push(tick);
  const years = [];
  for (let year = 1; year * 12 <= months; year += 1) years.push(year);
  const every = Math.ceil(years.length / (isDesk ? 14 : 6));
  const begin = at(told.burn_in + 1, months);
  const last = (arm) => [...arm.mean].reverse().find((value) => value !== null);
  const labels = arms.map((arm) => ({ arm, y: y(last(arm) ?? low) })).sort((a, b) => a.y - b.y);
  for (let index = 1; index < labels.length; index += 1) labels[index].y = Math.max(labels[index].y, labels[index - 1].y + 18);
  return el("svg", { class: "line-chart", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": say(metric?.name) },
    el("text", { x: 4, y: 14, class: "tick" }, `${say(metric?.name)}, ${say(told.unit)}`),
    ticks.map((tick) => [el("line", { class: "grid", x1: LEFT, x2: RIGHT, y1: y(tick), y2: y(tick) }),
      el("text", { x: LEFT - 6, y: y(tick) + 4, "text-anchor": "end", class: "tick" }, plain((tick * told.scale).toFixed(3)))]),
    years.filter((year) => year % every === 0).map((year) => [el("line", { class: "grid", x1: at(year * 12, months), x2: at(year * 12, months), y1: BOTTOM, y2: BOTTOM + 4 }),
      el("text", { x: at(year * 12, months), y: BOTTOM + 18, "text-anchor": "middle", class: "tick" }, year * 12)]),
    el("text", { x: (LEFT + RIGHT) / 2, y: HEIGHT - 4, "text-anchor": "middle", class: "tick" }, word("month")),
    told.burn_in > 0 ? [el("line", { class: "event", x1: begin, x2: begin, y1: TOP, y2: BOTTOM }),
      el("text", { x: begin + 5, y: TOP + 10, class: "tick" }, word("policy_begins"))] : null,
    arms.map((arm) => el("g", { class: `tone-${arm.tone}` }, el("path", { class: "band", d: band(arm) }))),
    arms.map((arm) => el("g", { class: `tone-${arm.tone}` }, el("path", { class: "line", d: path(arm.mean) }))),
    isDesk ? labels.map(({ arm, y: height }) => el("text", { x: RIGHT + 8, y: height + 4, class: `end tone-${arm.tone}` }, `${arm.name} ${amount(told, last(arm))}`)) : null,
    el("text", { x: isDesk ? RIGHT + 8 : RIGHT, y: isDesk ? BOTTOM + 18 : 14, "text-anchor": isDesk ? "start" : "end", class: "tick" }, `▒ ${word("spread")}`),
    el("line", { class: "cursor", y1: TOP, y2: BOTTOM, x1: LEFT, x2: LEFT }));
}
