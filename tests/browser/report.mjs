// The report in a real browser. Usage: node report.mjs FOLDER PICTURES
// FOLDER holds report.html and, of a comparison, comparison.csv. It must ask no network, log no error, fit a
// phone, switch language, be used by keyboard, and say the numbers of comparison.csv.
import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { holdsLayout } from "./layout.mjs";
import { close, holdsPageOne, rows } from "./pageone.mjs";
import { holdsStanding } from "./standing.mjs";

const [folder, pictures] = process.argv.slice(2).map((path) => resolve(path));
mkdirSync(pictures, { recursive: true });
const page_url = pathToFileURL(join(folder, "report.html")).href;
const csv = join(folder, "comparison.csv");
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
let passed = 0;
const pass = (what) => { passed += 1; console.log(`ok ${what}`); };

function differences() {
  const whole = rows(folder, "comparison.csv").filter((row) => row.year === "" && row.level !== "zone");
  return new Map(whole.map((row) => [`${row.scenario}/${row.metric}`, row]));
}

async function numbers(page) {
  const exact = differences();
  const cells = await page.$$eval("td[data-metric]", (all) => all.map((td) => ({
    key: `${td.dataset.scenario}/${td.dataset.metric}`,
    name: (td.parentElement.querySelector("th span[lang=en]") ?? td.parentElement.querySelector("th")).textContent,
    text: td.querySelector("[lang=en]")?.textContent ?? td.textContent,
    verdict: td.parentElement.querySelector(".word").className.split(" ")[1],
  })));
  assert.ok(cells.length >= 10 && cells.length === exact.size, `${cells.length} of ${exact.size} differences`);
  const scales = new Map();
  for (const { key, text, verdict } of cells) {
    const row = exact.get(key);
    const scale = text.includes("points") ? 100 : 1;
    scales.set(key, scale);
    const shown = text.match(/[+-]?\d+(\.\d+)?/g);
    close(shown[0], row.difference * scale, `${key} difference`);
    close(shown[1], row.difference_low * scale, `${key} lower end`);
    close(shown[2], row.difference_high * scale, `${key} upper end`);
    assert.equal(verdict, row.verdict, key);
  }
  pass(`${cells.length} differences with their intervals and verdicts are those of comparison.csv`);
  const scenarios = [...new Set(cells.map(({ key }) => key.split("/")[0]))];
  const said = await page.$$eval(".card", (all) => all.map((card) => card.querySelector(".verdict [lang=en]").textContent));
  assert.equal(said.length, scenarios.length, "a card a scenario");
  const labels = {
    better: "Better: ", worse: "Worse: ", better_small: "Better, but by less than matters: ",
    worse_small: "Worse, but by less than matters: ", higher: "Higher: ", lower: "Lower: ",
    no_difference: "No difference that matters: ", same: "The same in every seed: ", not_clear: "Not clear: ",
  };
  let sentences = 0;
  for (const [at, verdict] of said.entries()) {
    // Sentences end in a point that is none of a number.
    const parts = verdict.split(/(?<=\.)\s+/);
    for (const { key, name, verdict: found } of cells.filter(({ key }) => key.startsWith(`${scenarios[at]}/`))) {
      const metric = key.split("/")[1];
      if (["fiscal_pressure", "spending"].includes(metric) || !(found in labels)) continue;
      const part = parts.find((part) => part.startsWith(labels[found]) && part.includes(name))
        ?? parts.find((part) => part.startsWith("Set by the scenario itself") && part.includes(name));
      assert.ok(part, `${key}, ${found}: not among ${verdict}`);
      const match = part.match(new RegExp(`${name} \\(([+-]\\d+(?:\\.\\d+)?)`));
      if (match) { close(match[1], exact.get(key).difference * scales.get(key), `${key} in the sentence`); sentences += 1; }
    }
  }
  assert.ok(sentences >= said.length, `${sentences} numbers in sentences`);
  pass(`${sentences} numbers in the sentences of ${said.length} verdicts are those of comparison.csv`);
}

async function visible(page, lang) {
  return page.$$eval(`[lang="${lang}"]`, (all) => all.filter((e) => e.tagName !== "HTML" && e.getClientRects().length > 0).length);
}

for (const [device, width, height] of [["desktop", 1360, 900], ["tablet", 1024, 800], ["phone", 390, 844], ["small phone", 360, 740]]) {
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) wrong.push(message.text()); });
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) wrong.push(request.url()); });
  await page.goto(page_url);
  for (const lang of ["en", "zh-Hans"]) {
    await page.click(`.languages button[data-lang="${lang}"]`);
    assert.equal(await page.getAttribute("html", "lang"), lang);
    const other = lang === "en" ? "zh-Hans" : "en";
    assert.ok(await visible(page, lang) > 50, `texts in ${lang}`);
    assert.equal(await visible(page, other), 0, `no text in ${other}`);
    const title = await page.title();
    assert.equal(/\p{Script=Han}/u.test(title), lang !== "en", title);
    const options = await page.$$eval("option", (all) => all.map((option) => option.textContent));
    assert.ok(options.every((text) => text.length > 0));
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${device} ${lang}: ${overflow} pixels too wide`);
    await holdsLayout(page, `${device} ${lang}`);
    await page.screenshot({ path: join(pictures, `${basename(folder)}-${device}-${lang}.png`) });
    await page.screenshot({ path: join(pictures, `${basename(folder)}-${device}-${lang}-whole.png`), fullPage: true });
  }
  await page.click('.languages button[data-lang="en"]');
  pass(`${device}: both languages fit and switch; no label over another, nothing cut off, panels on one scale`);
  // What does not hang on the width is looked at on two devices.
  if (!["desktop", "phone"].includes(device)) {
    assert.deepEqual(wrong, [], "console errors or requests");
    await context.close();
    continue;
  }

  const pictures_without_words = await page.$$eval("svg[role=img]", (all) => all.filter((svg) => {
    const named = svg.getAttribute("aria-labelledby");
    const text = named ? document.getElementById(named)?.textContent : svg.getAttribute("aria-label");
    return !text?.trim();
  }).length);
  assert.equal(pictures_without_words, 0, "pictures without a name");
  const bare = await page.$$eval("section", (all) => all.filter((s) => s.querySelector("svg.panel, svg.sankey, g.tile") && !s.querySelector("details table")).map((s) => s.id));
  assert.deepEqual(bare, [], "sections with pictures and no table");

  // By keyboard alone: the table behind a picture opens, a list changes what is shown.
  await page.focus("#series details summary");
  await page.keyboard.press("Enter");
  assert.ok(await page.$eval("#series details", (details) => details.open));
  const select = "select[data-chooser=series]";
  if (await page.$(select)) {
    await page.focus(select);
    await page.keyboard.press("ArrowDown");
    const [value, shown] = await page.evaluate(() => [
      document.querySelector("select[data-chooser=series]").value,
      [...document.querySelectorAll(".choice[data-chooser=series]")].filter((e) => e.getClientRects().length > 0).map((e) => e.dataset.value),
    ]);
    assert.deepEqual(shown, [value]);
  }
  if (await page.$("#map")) {
    const fill = () => page.$eval("g.tile rect", (rect) => rect.style.fill);
    const before = await fill();
    assert.match(before, /rgb/);
    await page.selectOption("#choose-map-view", { index: (await page.$$("#choose-map-view option")).length - 1 });
    assert.ok((await page.$$eval("#map-table .value", (all) => all.filter((td) => td.textContent).length)) > 0);
  }
  // What an accessibility checker finds (WCAG 2.1, levels A and AA), with everything unfolded.
  for (const lang of ["en", "zh-Hans"]) {
    await page.click(`.languages button[data-lang="${lang}"]`);
    await page.$$eval("details", (all) => all.forEach((details) => { details.open = true; }));
    await page.addScriptTag({ path: axe });
    const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }));
    const told = found.violations.map(({ id, nodes }) => `${id}: ${nodes.length}, ${nodes[0].html.slice(0, 160)}`);
    assert.deepEqual(told, [], `${device} ${lang}: accessibility`);
  }
  await page.click('.languages button[data-lang="en"]');
  pass(`${device}: an accessibility checker finds nothing in both languages`);
  pass(`${device}: pictures have names and tables, lists and tables work by keyboard`);
  if (device === "desktop" && existsSync(csv)) {
    await numbers(page);
    pass(await holdsPageOne(page, folder));
  }
  if (device === "desktop" && !existsSync(csv)) pass(await holdsStanding(page, folder));
  assert.deepEqual(wrong, [], "console errors or requests");
  pass(`${device}: no console error, no request to a network`);
  await context.close();
}
await browser.close();
console.log(`${passed} passed, 0 failed`);
