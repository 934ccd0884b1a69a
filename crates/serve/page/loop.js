// The loop: what drives what in the model. Numbers are this comparison's; an arrow glows by how much of the effect
// on the chosen outcome is lost where it alone is cut. One can poke at it.
import { el, fill } from "./dom.js";
import { loopPicture } from "./loop-picture.js";
import { get, post } from "./server.js";
import { state } from "./state.js";
import { say, word } from "./words.js";

export async function drawLoop(into, answer, wanted) {
  const key = answer.key;
  if (wanted && !answer.why) await post(`/explore/${key}/why`, {});
  const told = await get(`/explore/${key}/why?metric=${encodeURIComponent(state.metric)}`);
  const metric = say(answer.metrics.find((of) => of.id === state.metric)?.name);
  const panel = el("div", { class: "poked", id: "poked", role: "status" });
  const through = (told.apart?.through ?? []).map((of) => ({ ...of, name: say(of.name) }));
  const poke = (feedback) => {
    const found = through.find((of) => of.id === feedback);
    if (found) fill(panel, el("b", {}, found.name), ` — ${say(found.meaning)} `,
      word(found.sure ? "cut_loses" : "cut_unclear", { what: found.said, metric }));
    else panel.textContent = word("arrow_plain");
  };
  const numbers = (of) => {
    const row = told.nodes.find((node) => node.metric === of);
    return row ? `${row.symbol} ${row.today} → ${row.mine}` : null;
  };
  const about = told.apart
    ? [el("p", {}, say(told.apart.told)), el("p", { class: "note" }, say(told.apart.meant))]
    : el("p", { class: "about" }, word("why_working"));
  fill(into, el("h2", {}, word("why"), ": ", metric), el("p", { class: "about" }, word("why_about")), ...[about].flat(),
    loopPicture({ through, hasEffect: told.apart?.has_effect ?? false, numbers, chosen: state.metric, poke }), panel);
  return Boolean(told.apart);
}
