// All teams beside each other, for a wall: what each policy costs, and where the line ends with it.
import { el, plain } from "./dom.js";
import { shownValue, SIZES } from "./room-chart.js";
import { meanOf, numberOf } from "./room-rules.js";
import { say, word } from "./words.js";
import "./room-words.js";

const LINE = 25, LETTER = 12.5, WIDE = 23, DOT = 11;

/** About how wide a name is, in the units of the picture. */
const wide = (text) => [...text].reduce((sum, sign) => sum + (sign.codePointAt(0) > 0x2e80 ? WIDE : LETTER), 0);

/** A place beside each dot that no other name and no dot takes: right of it, else left, else further away. */
function placed(dots, box) {
  const taken = dots.map(({ x, y }) => [x - DOT, y - DOT, x + DOT, y + DOT]);
  const isFree = ([left, top, right, bottom]) => left >= box.left && right <= box.right && top >= box.top && bottom <= box.bottom
    && taken.every(([l, t, r, b]) => right <= l || left >= r || bottom <= t || top >= b);
  return [...dots].sort((a, b) => a.y - b.y || a.x - b.x).map((dot) => {
    const width = wide(dot.name);
    for (let away = 0; away < 14; away += 1) {
      for (const down of away ? [away, -away] : [0]) {
        for (const left of [dot.x + DOT + 5, dot.x - DOT - 5 - width]) {
          const top = dot.y - LINE / 2 + (down * LINE) / 2;
          const at = [left, top, left + width, top + LINE];
          if (!isFree(at)) continue;
          taken.push(at);
          return { ...dot, left, middle: top + LINE / 2, far: away > 1, side: left > dot.x ? left - 3 : left + width + 3 };
        }
      }
    }
    return { ...dot, left: Math.min(dot.x + DOT + 5, box.right - width), middle: dot.y, far: false };
  });
}

/** The picture. Of each team: its name, policy, mean end, and the same of the round before, if there was one. */
export function teamsChart(told, teams) {
  const { width } = SIZES.wall, height = 530;
  const [left, right, top, bottom] = [70, width - 14, 44, height - 70];
  const goal = told.goals[0];
  const today = meanOf(told.today.ends);
  const known = teams.filter((team) => team.end !== null);
  const spots = [...known, ...known.map((team) => team.before).filter((of) => of && of.end !== null)];
  const ends = [today, ...spots.map((of) => of.end)].filter((end) => end !== null);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const room = Math.max(most - least, Math.abs(most) * 0.05, 1e-9) * 0.2;
  const [low, high] = [least - room < 0 && least >= 0 ? 0 : least - room, most + room];
  const dearest = Math.max(told.purse, ...spots.map((of) => told.prices[numberOf(of.policy)]), 1);
  const x = (price) => left + 16 + (Math.max(0, price) / dearest) * (right - left - 32);
  const y = (end) => bottom - ((end - low) / (high - low)) * (bottom - top);
  const at = (of) => ({ x: x(told.prices[numberOf(of.policy)]), y: y(of.end) });
  // Teams with one policy are one dot with all their names.
  const spotsOf = new Map();
  for (const team of known) {
    const dot = spotsOf.get(team.policy) ?? { ...at(team), names: [] };
    dot.names.push(team.name);
    spotsOf.set(team.policy, dot);
  }
  const dots = [...spotsOf.values()].map((dot) => ({ ...dot, name: dot.names.join(say({ en: ", ", zh: "、" })) }));
  const mark = { x: x(0), y: y(today), name: word("today_line"), isToday: true };
  const all = placed([...dots, mark], { left, right, top: top - 12, bottom });
  const step = 10 ** Math.floor(Math.log10(dearest / 3));
  const nice = [1, 2, 5, 10].map((times) => times * step).find((of) => of >= dearest / 4);
  const prices = [];
  for (let price = 0; price <= dearest + 1e-9; price += nice) prices.push(price);
  const texts = [low + (high - low) * 0.05, (low + high) / 2, high - (high - low) * 0.05];
  const better = goal.better === 0 ? "" : goal.better > 0 ? "↑ " : "↓ ";
  const said = dots.map((dot) => dot.name).join(", ");
  return el("svg", { class: "line-chart room-chart for-wall teams-chart", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${word("teams_about", { n: told.seeds.length })} ${said}` },
    el("text", { x: 4, y: 22, class: "tick" }, `${say(goal.name)}${say({ en: ", ", zh: "，" })}${say(goal.unit)}${better ? ` (${better}${word("better_end")})` : ""}`),
    texts.map((end) => [el("line", { class: "grid", x1: left, x2: right, y1: y(end), y2: y(end) }),
      el("text", { x: left - 6, y: y(end) + 8, "text-anchor": "end", class: "tick" }, shownValue(goal, end).replace(" %", ""))]),
    prices.map((price) => [el("line", { class: "grid", x1: x(price), x2: x(price), y1: bottom, y2: bottom + 5 }),
      el("text", { x: x(price), y: bottom + 27, "text-anchor": "middle", class: "tick" }, plain(price))]),
    el("text", { x: (left + right) / 2, y: height - 10, "text-anchor": "middle", class: "tick" }, word("costs_axis")),
    el("line", { class: "today-level", x1: left, x2: right, y1: y(today), y2: y(today) }),
    known.filter((team) => team.before && team.before.end !== null).map((team) => {
      const [from, to] = [at(team.before), at(team)];
      return [el("line", { class: "moved", x1: from.x, y1: from.y, x2: to.x, y2: to.y }), el("circle", { class: "team before", cx: from.x, cy: from.y, r: DOT - 2 })];
    }),
    all.map((dot) => [dot.far ? el("line", { class: "leader", x1: dot.x, y1: dot.y, x2: dot.side, y2: dot.middle }) : null,
      dot.isToday ? el("rect", { class: "today-mark", x: dot.x - 9, y: dot.y - 9, width: 18, height: 18, transform: `rotate(45 ${dot.x} ${dot.y})` })
        : el("circle", { class: "team", cx: dot.x, cy: dot.y, r: DOT }),
      el("text", { x: dot.left, y: dot.middle + 8, class: "tick name" }, dot.name)]));
}
