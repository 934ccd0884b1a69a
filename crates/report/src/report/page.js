"use strict";
(() => {
  const root = document.documentElement;
  const each = (selector, action) => document.querySelectorAll(selector).forEach(action);
  root.classList.add("scripted");

  // Language: texts are there in both; attributes and lists follow.
  const speak = (lang) => {
    root.lang = lang;
    const word = lang === "en" ? "en" : "zh";
    each("[data-en][data-zh]", (e) => { e.textContent = e.dataset[word]; });
    each(".languages button", (b) => b.setAttribute("aria-pressed", String(b.dataset.lang === lang)));
    paint();
  };
  each(".languages button", (b) => b.addEventListener("click", () => speak(b.dataset.lang)));

  // On a narrow page a table is a list: each cell carries the heading of its column.
  each(".scroll table", (table) => {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    if (table.tHead?.rows.length !== 1 || heads.some((head) => head.colSpan > 1)) return;
    const label = (head, lang) => (head.querySelector(`[lang="${lang}"]`) ?? head).textContent.trim();
    const labels = heads.map((head) => [label(head, "en"), label(head, "zh-Hans")]);
    table.classList.add("stacked");
    table.querySelectorAll("tbody tr").forEach((row) => [...row.cells].forEach((cell, at) => {
      if (cell.tagName === "TH" || !labels[at]?.[0]) return;
      [cell.dataset.labelEn, cell.dataset.labelZh] = labels[at];
    }));
  });

  // Of several blocks the chosen one is shown.
  const choose = (select) => each(`.choice[data-chooser="${select.dataset.chooser}"]`,
    (block) => { block.hidden = block.dataset.value !== select.value; });
  each("select[data-chooser]", (select) => {
    select.addEventListener("change", () => { choose(select); paint(); });
    choose(select);
  });

  // The map: values as colours, with the number in the tile and in the table.
  const source = document.getElementById("map-data");
  const data = source && JSON.parse(source.textContent);
  const mix = (from, to, share) => from.map((part, at) => Math.round(part + share * (to[at] - part)));
  const white = [247, 248, 250], blue = [22, 78, 140], rust = [150, 60, 20];
  const text = (value, [scale, decimals, percent], signed) => {
    if (value === null) return "–";
    const number = value * scale, sign = signed && number > 0 ? "+" : "";
    return sign + number.toFixed(decimals) + (percent && !signed ? " %" : "");
  };
  const colours = (view, low, high) => (value) => {
    if (value === null) return [white];
    if (view === "value") {
      const share = high > low ? (value - low) / (high - low) : 0.5;
      return [mix(white, blue, share)];
    }
    const reach = Math.max(Math.abs(low), Math.abs(high)) || 1;
    const share = Math.abs(value) / Math.max(reach, 1e-12);
    return [mix(white, value < 0 ? rust : blue, share)];
  };
  function paint() {
    if (!data) return;
    const metric = data.metrics.indexOf(document.getElementById("choose-map-metric")?.value ?? data.metrics[0]);
    const list = document.getElementById("choose-map-view");
    const [view, arm] = (list?.value ?? "value-0").split("-");
    const values = data.values.map((tile) => {
      const there = tile[Number(arm)][metric], here = tile[0][metric];
      if (view === "value") return there;
      return there === null || here === null ? null : there - here;
    });
    const known = values.filter((value) => value !== null);
    const low = Math.min(...known), high = Math.max(...known);
    const shown = data.shown[metric];
    // Changes that read as zero get no colour.
    const least = 0.5 * 10 ** -shown[1] / shown[0];
    const colour = colours(view, Math.min(low, view === "value" ? low : -least), Math.max(high, view === "value" ? high : least));
    each("g.tile", (tile) => {
      const value = values[Number(tile.dataset.tile)], [rgb] = colour(value);
      tile.querySelector("rect").style.fill = `rgb(${rgb})`;
      tile.classList.toggle("dark", 0.21 * rgb[0] + 0.72 * rgb[1] + 0.07 * rgb[2] < 128);
      const short = [shown[0], Math.max(0, shown[1] - 1), false];
      tile.querySelector("text").textContent = text(value, short, view !== "value");
    });
    const legend = document.getElementById("map-legend");
    const steps = [0, 0.25, 0.5, 0.75, 1].map((share) => {
      const reach = Math.max(Math.abs(low), Math.abs(high));
      return view === "value" ? low + share * (high - low) : -reach + share * 2 * reach;
    });
    legend.textContent = "";
    if (known.length) {
      const ramp = document.createElement("span");
      ramp.className = "ramp";
      steps.forEach((value) => {
        const step = document.createElement("i");
        step.style.background = `rgb(${colour(value)[0]})`;
        ramp.append(step);
      });
      legend.append(text(steps[0], shown, view !== "value"), ramp, text(steps[4], shown, view !== "value"));
    }
    const name = (select) => select?.selectedOptions[0]?.textContent ?? "";
    document.getElementById("map-caption").textContent = name(document.getElementById("choose-map-metric"));
    each("#map-table tbody tr", (row) => {
      const tile = data.values[Number(row.dataset.tile)];
      row.querySelectorAll(".value").forEach((cell, at) => { cell.textContent = text(tile[at][metric], shown, false); });
    });
  }
  speak(root.lang);
})();
