// Communities as tiles, shaded by what changed, each with its number; one opens to what is inside.
import { el, fill } from "./dom.js";
import { openCommunity, openLives } from "./inside.js";
import { get } from "./server.js";
import { state } from "./state.js";
import { say, word } from "./words.js";

export async function drawMap(into, answer) {
  const told = await get(`/explore/${answer.key}/tiles?metric=${encodeURIComponent(state.metric)}`);
  const most = Math.max(...told.tiles.map((tile) => Math.abs(tile.change ?? 0)), 1e-12);
  const tile = (of) => {
    const way = Math.sign(of.change ?? 0) * (told.better || 1);
    const made = el("button", {
      type: "button", class: `tile ${told.better === 0 ? "neutral" : way >= 0 ? "up" : "down"}`, "data-code": of.code,
      "aria-label": `${say(of.name)}, ${word("today")} ${of.today ?? "–"}, ${word("mine")} ${of.mine ?? "–"}`,
      onclick: () => openCommunity(answer, of.code),
    }, el("b", {}, of.said ?? "–"), el("small", {}, say(of.name)));
    made.style.setProperty("--depth", (Math.abs(of.change ?? 0) / most).toFixed(3));
    return made;
  };
  const metric = answer.metrics.find((of) => of.id === state.metric);
  fill(into, 
    el("h2", {}, word("communities"), ": ", say(metric?.name)),
    el("p", { class: "about" }, word("shade"), ". ", word("open_community"), ". ",
      el("button", { type: "button", id: "lives", onclick: () => openLives(answer) }, word("open_lives"))),
    told.zones.map((zone) => {
      const own = told.tiles.filter((of) => of.zone === zone.id);
      return own.length ? el("section", {}, el("h3", {}, `${say(zone.name)} (${own.length})`), el("div", { class: "tiles" }, own.map(tile))) : null;
    }));
}
