// A workshop in a real browser. Usage: node room.mjs COGOV PICTURES
// A tiny case is prepared and exported; the file is opened from the disk and played through all beats in both
// languages on a phone. It must log no error, ask nothing of anybody, and have nothing that axe finds fault with.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { holdsDoor } from "./room-door.mjs";
import { holdsLive } from "./room-live.mjs";

const [cogov, pictures] = process.argv.slice(2).map((path) => resolve(path));
mkdirSync(pictures, { recursive: true });
const work = mkdtempSync(join(tmpdir(), "cogov-room-"));
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const here = dirname(fileURLToPath(import.meta.url));

// The shipped case on three hamlets and four years: its answers take seconds.
const hours = readFileSync(join(process.env.COGOV_ROOT ?? join(here, "../.."), "scenarios/cases/hours.toml"), "utf8");
const places = /"place\.urban\.communities"[\s\S]*?\n\n/;
assert.match(hours, places);
writeFileSync(join(work, "tiny.toml"), hours.replace('name = "hours"', 'name = "tiny"').replace(places, `"place.urban.communities" = 1
"place.urban.adults" = 300
"place.rural.communities" = 1
"place.rural.adults" = 150
"place.pastoral.communities" = 1
"place.pastoral.adults" = 100
"horizon.months" = 48
"horizon.burn_in" = 12

`));
let passed = 0;
const pass = (what) => { passed += 1; console.log(`ok ${what}`); };
const run = (...args) => execFileSync(cogov, args, { cwd: work, encoding: "utf8" });
run("case", "prepare", "tiny.toml", "--table", "tiny.json", "--seeds", "6");
console.log(`   ${run("case", "export", "tiny.toml", "--table", "tiny.json", "--out", "tiny.html").replace(/\s+/g, " ").trim()}`);
const table = JSON.parse(readFileSync(join(work, "tiny.json"), "utf8"));
pass("a tiny case is prepared and exported");

const WAIT = 15000;
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"] });
const errors = [];
const address = pathToFileURL(join(work, "tiny.html")).href;

async function clean(page, what) {
  // Not as a script of the page, which its policy forbids.
  await page.evaluate(`${readFileSync(axe, "utf8")}; null`);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(found.violations.map((of) => `${what}: ${of.id}: ${of.nodes[0].html}`), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what} is wider than the screen`);
}

for (const [name, tag] of [["en", "en"], ["zh", "zh-Hans"]]) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT);
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("request", (request) => { if (request.url() !== address && !request.url().startsWith("data:")) errors.push(`asked ${request.url()}`); });
  const beat = (of) => page.waitForSelector(`[data-beat="${of}"]`).catch(async (error) => {
    const faults = await page.$$eval(".fault", (all) => all.map((of) => of.textContent));
    throw new Error(`${of} in ${name}: ${JSON.stringify([faults, errors])}: ${error.message}`);
  });
  // A picture of the whole page leaves the place to which it was scrolled out of joint until it is scrolled again.
  const picture = async (of) => { await page.screenshot({ path: join(pictures, `room-alone-${of}-${name}.png`), fullPage: true }); await page.evaluate(() => scrollTo(0, 0)); await clean(page, `${of} ${name}`); };
  await page.goto(address);
  await beat("lobby");
  await page.click(`[data-lang="${tag}"]`);
  await page.waitForFunction((tag) => document.documentElement.lang === tag && document.querySelector(`[data-lang="${tag}"]`).getAttribute("aria-pressed") === "true", tag);
  await picture("1-story");
  await page.click("#next");

  await beat("predict");
  // By finger: the round mark is dragged up, and the field follows.
  const before = Number(await page.inputValue("#forecast-value"));
  const dot = await page.locator(".forecast .dot").boundingBox();
  await page.mouse.move(dot.x + dot.width / 2, dot.y + dot.height / 2);
  await page.mouse.down();
  await page.mouse.move(dot.x + dot.width / 2, dot.y - 30, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction((before) => Number(document.querySelector("#forecast-value").value) > before, before);
  // By keyboard: a range that does not go from low to high is refused with a word.
  await page.fill("#forecast-low", "999");
  await page.click("#say");
  await page.waitForFunction(() => document.querySelector(".forecast-fields .fault").textContent.length > 0);
  await page.fill("#forecast-value", "20");
  await page.fill("#forecast-low", "10");
  await page.fill("#forecast-high", "30");
  await picture("2-predict");
  await page.focus("#forecast-high");
  await page.keyboard.press("Enter");

  await beat("commit");
  // Beyond the points: cap in full is 4, records in full 3, of 5.
  await page.check("#lever-0-2");
  await page.waitForFunction(() => document.querySelector("#lever-0-2").checked);
  await page.click("#label-1-2");
  await page.waitForFunction(() => document.querySelector('.card .fault[role="alert"]').textContent.length > 0 && !document.querySelector("#lever-1-2").checked);
  await page.click("#label-1-1");
  await page.waitForFunction(() => document.querySelector("#lever-1-1").checked);
  await page.fill("#forecast-value", "15");
  await page.fill("#forecast-low", "5");
  await page.fill("#forecast-high", "25");
  await picture("3-commit");
  await page.click("#say");

  await beat("reveal");
  await page.click("#skip-reveal");
  await page.waitForSelector("#all-seeds");
  await picture("4-reveal");
  await page.click("#all-seeds");
  await page.waitForSelector("table.scores");
  await picture("5-seeds");
  // The scores are those of the table: staff turnover ends at its last value.
  const score = ([low, high], policy) => {
    const ends = table.seeds.map(({ policies }) => policies[policy].lines[0].at(-1)).filter((end) => end !== null).map((end) => 100 * end);
    return ends.reduce((sum, end) => sum + (high - low) + 10 * (Math.max(0, low - end) + Math.max(0, end - high)), 0) / ends.length;
  };
  const told = await page.$$eval("table.scores tbody tr td:last-child", (all) => all.map((of) => Number(of.textContent)));
  for (const [at, wanted] of [score([10, 30], 0), score([5, 25], 2 * 81 + 27)].entries()) assert.ok(Math.abs(told[at] - wanted) <= 0.06, `${told[at]} for ${wanted}`);
  await page.click("#next");

  await beat("why");
  await page.waitForSelector("table.watch");
  assert.equal(await page.$$eval("table.watch tbody tr", (all) => all.length), 8);
  // In how many histories: by the table, each against itself without the policy (what is wanted is less of both).
  const chosen = 2 * 81 + 27;
  const verdicts = await page.$$eval("table.watch tbody tr td.said", (all) => all.map((of) => of.textContent));
  for (const [at, said] of verdicts.entries()) {
    const pairs = table.seeds.map(({ policies }) => [policies[chosen].means[at], policies[0].means[at]]).filter((pair) => !pair.includes(null));
    const most = Math.max(pairs.filter(([own, other]) => own > other).length, pairs.filter(([own, other]) => own < other).length);
    assert.ok(said.includes(String(most === 0 ? pairs.length : most)) && said.includes(String(pairs.length)), `${said} for ${most} of ${pairs.length}`);
  }
  // The loop of each lever that was moved, and one person's years.
  assert.equal(await page.$$eval("#loop-lever option", (all) => all.length), 2);
  await page.selectOption("#loop-lever", "1");
  await page.waitForSelector("#loop svg.loop .arrow");
  assert.ok(await page.$$eval("#life p", (all) => all.length >= 2));
  assert.equal(await page.textContent("#life p"), table.why.person.lives[chosen][0][name === "en" ? 0 : 1]);
  await page.selectOption("#who-outcome", "4");
  await picture("6-why");
  await page.click("#next");

  await beat("end");
  await page.waitForSelector(".policy-file");
  await picture("7-sheet");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("a.download")]);
  await download.saveAs(join(work, `policy-${name}.toml`));
  await page.emulateMedia({ media: "print" });
  await page.pdf({ path: join(pictures, `room-sheet-${name}.pdf`), format: "A4", preferCSSPageSize: true });
  await context.close();
  pass(`the file is played through all beats on a phone, in ${name}`);
}
await holdsDoor({ cogov, work, browser, pass });
await holdsLive({ cogov, work, browser, pictures, clean, pass });
run("run", "policy-en.toml", "--seeds", "1", "--quiet");
assert.match(readFileSync(join(work, "policy-en.toml"), "utf8"), /policy\.admin_cap_share = 0\.45\npolicy\.digital_records = 0\.5/);
pass("cogov run takes the downloaded policy");
assert.deepEqual(errors, []);
pass("no error, no request");
await browser.close();
console.log(`${passed} checks passed`);
