// The loop: what drives what in the model. Numbers are this comparison's; an arrow glows by how much of the effect
// on the chosen outcome is lost where it alone is cut. One can poke at it.
import { el, fill } from "./dom.js";
import { get, post } from "./server.js";
import { state } from "./state.js";
import { say, word } from "./words.js";

const W = 150, H = 50;
const NODES = {
  tasks: [90, 50, "admin_share"], burnout: [380, 50, "burnout"], leaving: [670, 50, "staff_turnover"],
  hours: [90, 190, null], resolved: [380, 190, "resolution_rate"], satisfaction: [670, 190, "satisfaction"],
  reported: [90, 330, "unmet_need"], trust: [380, 330, "trust"], participation: [670, 330, "participation_yearly"],
  turnout: [380, 440, "turnout_all"],
};
// From, to, sign, and the feedback that cuts it.
const ARROWS = [
  ["tasks", "burnout", "+"], ["burnout", "leaving", "+", "burnout_to_quits"], ["tasks", "hours", "−"],
  ["leaving", "hours", "−"], ["hours", "resolved", "+"], ["resolved", "satisfaction", "+"],
  ["resolved", "trust", "+", "public_record"], ["satisfaction", "participation", "+"],
  ["trust", "reported", "−", "voice"], ["trust", "participation", "+"], ["reported", "hours", "−"],
  ["participation", "participation", "+", "norm"], ["turnout", "trust", "+", "legitimacy"],
  ["tasks", "tasks", "+", "relief_rebound"],
];

export async function drawLoop(into, answer, wanted) {
  const key = answer.key;
  if (wanted && !answer.why) await post(`/explore/${key}/why`, {});
  const told = await get(`/explore/${key}/why?metric=${encodeURIComponent(state.metric)}`);
  const metric = say(answer.metrics.find((of) => of.id === state.metric)?.name);
  const panel = el("div", { class: "poked", id: "poked", role: "status" });
  const most = Math.max(...(told.apart?.through ?? []).filter((of) => of.sure).map((of) => Math.abs(of.share)), 1e-9);
  const poke = (feedback) => {
    const found = told.apart?.through.find((of) => of.id === feedback);
    if (found) fill(panel, el("b", {}, say(found.name)), ` — ${say(found.meaning)} `,
      word(found.sure ? "cut_loses" : "cut_unclear", { what: found.said, metric }));
    else panel.textContent = word("arrow_plain");
  };
  const arrows = ARROWS.map(([from, to, sign, feedback]) => {
    const found = told.apart?.through.find((of) => of.id === feedback);
    const glow = found?.sure && told.apart.has_effect ? Math.abs(found.share) / most : 0;
    const name = `${label(from)} → ${label(to)}`;
    const made = el("g", { class: `arrow${feedback ? " feedback" : ""}${glow > 0 ? " glows" : ""}`, tabindex: 0, role: "button",
      "aria-label": `${name}${found ? `: ${say(found.name)} ${found.said}` : ""}`, onclick: () => poke(feedback),
      onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); poke(feedback); } } },
    ...shape(from, to, sign, found?.sure && told.apart.has_effect ? found.said.split(" (")[0] : null));
    made.style.setProperty("--glow", glow.toFixed(3));
    return made;
  });
  const nodes = Object.entries(NODES).map(([id, [x, y, of]]) => {
    const row = told.nodes.find((node) => node.metric === of);
    return el("g", { class: `node-box${of === state.metric ? " chosen" : ""}` }, el("rect", { x: x - W / 2, y: y - H / 2, width: W, height: H, rx: 8 }),
      el("text", { x, y: y - 5, "text-anchor": "middle", class: "node" }, label(id)),
      el("text", { x, y: y + 14, "text-anchor": "middle", class: "tick" }, row ? `${row.symbol} ${row.today} → ${row.mine}` : word("not_measured")));
  });
  const about = told.apart
    ? [el("p", {}, say(told.apart.told)), el("p", { class: "note" }, say(told.apart.meant))]
    : el("p", { class: "about" }, word("why_working"));
  fill(into, el("h2", {}, word("why"), ": ", metric), el("p", { class: "about" }, word("why_about")), ...[about].flat(),
    el("div", { class: "scroll", tabindex: 0 }, el("svg", { class: "loop", viewBox: "0 0 800 480", role: "group", "aria-label": word("why") },
      el("defs", {}, el("marker", { id: "tip", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse", markerUnits: "userSpaceOnUse" }, el("path", { d: "M0 0L8 4L0 8Z", fill: "#5b6675" }))),
      arrows, nodes)), panel);
  return Boolean(told.apart);
}

const label = (id) => word(`node_${id}`);

function shape(from, to, sign, number) {
  const [x1, y1] = NODES[from], [x2, y2] = NODES[to];
  if (from === to) {
    const side = x1 < 400 ? -1 : 1;
    const x = x1 + side * (W / 2 - 30), top = y1 - H / 2;
    const path = side > 0
      ? `M${x1 + W / 2} ${y1 - 8}c40 -6 40 -58 -22 -58s-34 20 -34 40`
      : `M${x1 - W / 2 + 22} ${top}c0 -26 60 -26 60 -2`;
    return [el("path", { class: "hit", d: path }), el("path", { class: "way", d: path, "marker-end": "url(#tip)" }),
      el("text", { x: side > 0 ? x1 + 44 : x1 + 40, y: side > 0 ? y1 - 62 : top - 8, class: "sign" }, `${sign}${number ? ` ${number}` : ""}`)].map((of) => (x ? of : of));
  }
  const cut = (x, y, towards) => {
    const dx = towards[0] - x, dy = towards[1] - y;
    const share = Math.min(Math.abs((W / 2 + 5) / (dx || 1e-9)), Math.abs((H / 2 + 5) / (dy || 1e-9)));
    return [x + dx * share, y + dy * share];
  };
  const [a, b] = [cut(x1, y1, [x2, y2]), cut(x2, y2, [x1, y1])];
  const path = `M${a[0].toFixed(1)} ${a[1].toFixed(1)}L${b[0].toFixed(1)} ${b[1].toFixed(1)}`;
  const [mx, my] = [a[0] + (b[0] - a[0]) * 0.42, a[1] + (b[1] - a[1]) * 0.42];
  const isFlat = Math.abs(y1 - y2) < 1;
  return [el("path", { class: "hit", d: path }), el("path", { class: "way", d: path, "marker-end": "url(#tip)" }),
    el("text", { x: isFlat ? mx : mx + 8, y: isFlat ? my - 7 : my + 4, class: "sign", "text-anchor": isFlat ? "middle" : "start" }, `${sign}${number ? ` ${number}` : ""}`)];
}
