// The one line of a case: drawn month by month, with a forecast that a finger drags at its end.
import { el, fill, plain } from "./dom.js";
import { say, word } from "./words.js";

export const SIZES = {
  phone: { width: 360, height: 270, left: 40, right: 308, top: 30, radius: 9 },
  desk: { width: 760, height: 340, left: 50, right: 640, top: 30, radius: 9 },
  wall: { width: 700, height: 470, left: 66, right: 560, top: 44, radius: 11 },
};

/** A value of an outcome as people read it. */
export function shownValue(goal, value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  const text = (value * goal.scale).toFixed(goal.decimals);
  return goal.scale === 100 ? `${text} %` : text;
}

/** The first month that is drawn: a year before the policy. Earlier ones still carry how the run was begun, and would
 * press what counts together. */
export const firstMonth = (told) => Math.max(1, told.burn_in - 11);

/** The range of the axis: from nothing to above all that is drawn of things as they are and of the answers; or, of
 * one line alone, with half of it more. */
export function axisOf(told, answers = [], alone = null) {
  const goal = told.goals[0];
  const from = firstMonth(told) - 1;
  const all = alone ? alone.slice(from).filter((value) => value !== null).map((value) => value * 1.5) : [told.today, ...answers].flatMap((answer) => answer.lines.flatMap((line) => line.slice(from))).filter((value) => value !== null);
  const most = Math.max(...all, 0);
  const limit = goal.scale === 100 && most <= 1 ? 1 : Infinity;
  return [Math.min(0, ...all), Math.min(limit, most > 0 ? most * 1.15 : 1)];
}

/** Draws; returns the picture and how to change it. */
export function chart(told, size, axis) {
  const { width, height, left, right, top } = size;
  const bottom = height - (size === SIZES.wall ? 62 : 42);
  const goal = told.goals[0];
  const [low, high] = axis;
  const first = firstMonth(told);
  const x = (month) => left + ((month - first) / Math.max(1, told.months - first)) * (right - left);
  const y = (value) => bottom - ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * (bottom - top);
  const value = (height) => low + ((bottom - height) / (bottom - top)) * (high - low);
  const path = (values, until = told.months) => {
    let text = "", begun = false;
    for (let at = first - 1; at < Math.min(until, values.length); at += 1) {
      if (values[at] === null) { begun = false; continue; }
      text += `${begun ? "L" : "M"}${x(at + 1).toFixed(1)} ${y(values[at]).toFixed(1)}`;
      begun = true;
    }
    return text;
  };
  const step = ((high - low) * goal.scale) / 4;
  const power = 10 ** Math.floor(Math.log10(step));
  const nice = [1, 2, 5, 10].map((times) => times * power).find((of) => of >= step) / goal.scale;
  const ticks = [];
  for (let tick = Math.ceil(low / nice) * nice; tick <= high + 1e-12; tick += nice) ticks.push(tick);
  const years = [];
  for (let year = 2; year * 12 <= told.months; year += 2) if (year * 12 >= first) years.push(year * 12);
  if (!years.length) years.push(told.months);
  const lines = el("g", {});
  const handles = el("g", {});
  const begins = x(told.burn_in + 1);
  const svg = el("svg", { class: `line-chart room-chart ${size === SIZES.wall ? "for-wall" : ""}`, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": say(goal.name) },
    el("text", { x: 4, y: size === SIZES.wall ? 22 : 15, class: "tick" }, `${say(goal.name)}${goal.scale === 100 ? ", %" : ""}`),
    ticks.map((tick) => [el("line", { class: "grid", x1: left, x2: right, y1: y(tick), y2: y(tick) }),
      el("text", { x: left - 6, y: y(tick) + 4, "text-anchor": "end", class: "tick" }, plain((tick * goal.scale).toFixed(3)))]),
    years.map((month) => [el("line", { class: "grid", x1: x(month), x2: x(month), y1: bottom, y2: bottom + 4 }),
      el("text", { x: x(month), y: bottom + (size === SIZES.wall ? 24 : 17), "text-anchor": "middle", class: "tick" }, month)]),
    el("text", { x: (left + right) / 2, y: height - 5, "text-anchor": "middle", class: "tick" }, word("month")),
    el("line", { class: "event", x1: begins, x2: begins, y1: top, y2: bottom }),
    el("text", { x: begins + 5, y: top + (size === SIZES.wall ? 16 : 10), class: "tick" }, word("policy_begins")),
    lines, handles);
  return { svg, x, y, value, path, lines, handles, goal, right, size, bottom, top };
}

/** The lines that stand: each {values, tone, dashed, thin, label}. */
export function drawLines(of, lines, until) {
  fill(of.lines, lines.map((line) => el("path", {
    class: `line tone-${line.tone} ${line.dashed ? "dashed" : ""} ${line.thin ? "thin" : ""}`, d: of.path(line.values, until) })));
}

/** A forecast at the end of the line that a finger, or number fields, move. `heard` is called after each move. */
export function forecaster(of, forecast, heard) {
  const { svg, handles, goal, right, size } = of;
  const ends = ["value", "low", "high"];
  const inner = { value: forecast.value / goal.scale, low: forecast.low / goal.scale, high: forecast.high / goal.scale };
  const draw = () => {
    for (const end of ends) inner[end] = forecast[end] / goal.scale;
    const sound = ends.every((end) => Number.isFinite(inner[end]));
    if (!sound) { fill(handles); return; }
    const at = right + 18;
    fill(handles, el("g", { class: "forecast" },
      el("line", { class: "reach", x1: at, x2: at, y1: of.y(inner.low), y2: of.y(inner.high) }),
      ...["low", "high"].map((end) => el("line", { class: "bar", "data-end": end, x1: at - 13, x2: at + 13, y1: of.y(inner[end]), y2: of.y(inner[end]) })),
      el("circle", { class: "dot", "data-end": "value", cx: at, cy: of.y(inner.value), r: size.radius })));
  };
  let held = null;
  const move = (event) => {
    const box = svg.getBoundingClientRect();
    const height = ((event.clientY - box.top) / box.height) * size.height;
    const [low, high] = [of.value(of.bottom), of.value(of.top)];
    const worth = Math.min(high, Math.max(low, of.value(height))) * goal.scale;
    const least = 10 ** -goal.decimals;
    const round = (number) => Number((Math.round(number / least) * least).toFixed(goal.decimals));
    if (held === "value") {
      const by = worth - forecast.value;
      for (const end of ends) forecast[end] = round(Math.min(high * goal.scale, Math.max(low * goal.scale, forecast[end] + by)));
    } else forecast[held] = round(held === "low" ? Math.min(worth, forecast.value) : Math.max(worth, forecast.value));
    draw();
    heard();
  };
  svg.addEventListener("pointerdown", (event) => {
    const box = svg.getBoundingClientRect();
    const [across, down] = [((event.clientX - box.left) / box.width) * size.width, ((event.clientY - box.top) / box.height) * size.height];
    if (across < right - 40) return;
    const near = ends.map((end) => [Math.abs(of.y(inner[end]) - down) - (end === "value" ? 3 : 0), end]).sort((a, b) => a[0] - b[0]);
    [[, held]] = near;
    svg.setPointerCapture(event.pointerId);
    event.preventDefault();
    move(event);
  });
  svg.addEventListener("pointermove", (event) => { if (held) move(event); });
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => { held = null; });
  svg.classList.add("dragged");
  draw();
  return draw;
}

/** A forecast that stands: what was said. */
export function standing(of, forecast) {
  const at = of.right + 18;
  const inner = (end) => of.y(forecast[end] / of.goal.scale);
  of.handles.append(el("g", { class: "forecast said" },
    el("line", { class: "reach", x1: at, x2: at, y1: inner("low"), y2: inner("high") }),
    ...["low", "high"].map((end) => el("line", { class: "bar", x1: at - 13, x2: at + 13, y1: inner(end), y2: inner(end) })),
    el("circle", { class: "dot", cx: at, cy: inner("value"), r: of.size.radius })));
}
