// The picture of the loop: what drives what in the model, as boxes and arrows. Whoever draws it says what stands in a
// box and how much of an effect an arrow carries.
import { el } from "./dom.js";
import { word } from "./words.js";

const BOX_W = 150, BOX_H = 50;
const BOXES = {
  tasks: [90, 50, "admin_share"], burnout: [380, 50, "burnout"], leaving: [670, 50, "staff_turnover"],
  hours: [90, 190, null], resolved: [380, 190, "resolution_rate"], satisfaction: [670, 190, "satisfaction"],
  reported: [90, 330, "unmet_need"], trust: [380, 330, "trust"], participation: [670, 330, "participation_yearly"],
  turnout: [380, 440, "turnout_all"],
};
// From, to, sign, and the feedback that cuts it.
const WAYS = [
  ["tasks", "burnout", "+"], ["burnout", "leaving", "+", "burnout_to_quits"], ["tasks", "hours", "−"],
  ["leaving", "hours", "−"], ["hours", "resolved", "+"], ["resolved", "satisfaction", "+"],
  ["resolved", "trust", "+", "public_record"], ["satisfaction", "participation", "+"],
  ["trust", "reported", "−", "voice"], ["trust", "participation", "+"], ["reported", "hours", "−"],
  ["participation", "participation", "+", "norm"], ["turnout", "trust", "+", "legitimacy"],
  ["tasks", "tasks", "+", "relief_rebound"],
];

/** The picture. `through` has the feedbacks that were measured: {id, name, said, share, sure}; `numbers(metric)` is what
 * stands in a box, null where that is not measured; `chosen` the outcome whose effect it is; `poke(feedback)` hears
 * which arrow was touched, undefined for one that cannot be cut. */
export function loopPicture({ through, hasEffect, numbers, chosen, poke }) {
  const most = Math.max(...through.filter((of) => of.sure).map((of) => Math.abs(of.share)), 1e-9);
  const arrows = WAYS.map(([from, to, sign, feedback]) => {
    const found = through.find((of) => of.id === feedback);
    const glow = found?.sure && hasEffect ? Math.abs(found.share) / most : 0;
    const name = `${boxLabel(from)} → ${boxLabel(to)}`;
    const made = el("g", { class: `arrow${feedback ? " feedback" : ""}${glow > 0 ? " glows" : ""}`, tabindex: 0, role: "button",
      "aria-label": `${name}${found ? `: ${found.name} ${found.said}` : ""}`, onclick: () => poke(feedback),
      onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); poke(feedback); } } },
    ...arrowShape(from, to, sign, found?.sure && hasEffect ? found.said.split(" (")[0] : null));
    made.style.setProperty("--glow", glow.toFixed(3));
    return made;
  });
  const boxes = Object.entries(BOXES).map(([id, [x, y, of]]) => el("g", { class: `node-box${of === chosen ? " chosen" : ""}` },
    el("rect", { x: x - BOX_W / 2, y: y - BOX_H / 2, width: BOX_W, height: BOX_H, rx: 8 }),
    el("text", { x, y: y - 5, "text-anchor": "middle", class: "node" }, boxLabel(id)),
    el("text", { x, y: y + 14, "text-anchor": "middle", class: "tick" }, of ? numbers(of) ?? "" : word("not_measured"))));
  return el("div", { class: "scroll", tabindex: 0 }, el("svg", { class: "loop", viewBox: "0 0 800 480", role: "group", "aria-label": word("why") },
    el("defs", {}, el("marker", { id: "tip", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse", markerUnits: "userSpaceOnUse" }, el("path", { d: "M0 0L8 4L0 8Z", fill: "#5b6675" }))),
    arrows, boxes));
}

const boxLabel = (id) => word(`node_${id}`);

function arrowShape(from, to, sign, number) {
  const [x1, y1] = BOXES[from], [x2, y2] = BOXES[to];
  if (from === to) {
    const side = x1 < 400 ? -1 : 1;
    const top = y1 - BOX_H / 2;
    const path = side > 0
      ? `M${x1 + BOX_W / 2} ${y1 - 8}c40 -6 40 -58 -22 -58s-34 20 -34 40`
      : `M${x1 - BOX_W / 2 + 22} ${top}c0 -26 60 -26 60 -2`;
    return [el("path", { class: "hit", d: path }), el("path", { class: "way", d: path, "marker-end": "url(#tip)" }),
      el("text", { x: side > 0 ? x1 + 44 : x1 + 40, y: side > 0 ? y1 - 62 : top - 8, class: "sign" }, `${sign}${number ? ` ${number}` : ""}`)];
  }
  const cut = (x, y, towards) => {
    const dx = towards[0] - x, dy = towards[1] - y;
    const share = Math.min(Math.abs((BOX_W / 2 + 5) / (dx || 1e-9)), Math.abs((BOX_H / 2 + 5) / (dy || 1e-9)));
    return [x + dx * share, y + dy * share];
  };
  const [a, b] = [cut(x1, y1, [x2, y2]), cut(x2, y2, [x1, y1])];
  const path = `M${a[0].toFixed(1)} ${a[1].toFixed(1)}L${b[0].toFixed(1)} ${b[1].toFixed(1)}`;
  const [mx, my] = [a[0] + (b[0] - a[0]) * 0.42, a[1] + (b[1] - a[1]) * 0.42];
  const isFlat = Math.abs(y1 - y2) < 1;
  return [el("path", { class: "hit", d: path }), el("path", { class: "way", d: path, "marker-end": "url(#tip)" }),
    el("text", { x: isFlat ? mx : mx + 8, y: isFlat ? my - 7 : my + 4, class: "sign", "text-anchor": isFlat ? "middle" : "start" }, `${sign}${number ? ` ${number}` : ""}`)];
}
