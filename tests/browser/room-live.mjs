// A workshop in a room: a wall, a trainer and three teams on phones go through all beats to the sheets, and the server
// is killed and started again in the middle. Every wait is for what the page shows, never for a time.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";

const WAIT = 20000;

/** A port that nobody has now. */
const free = () => new Promise((done, failed) => {
  const probe = createServer();
  probe.on("error", failed);
  probe.listen(0, "127.0.0.1", () => { const { port } = probe.address(); probe.close(() => done(port)); });
});

export async function holdsLive({ cogov, work, browser, pictures, clean, pass }) {
  const port = await free();
  const url = `http://127.0.0.1:${port}`;
  let server = null;
  process.on("exit", () => server?.kill("SIGKILL"));
  const begin = () => new Promise((done, failed) => {
    server = spawn(cogov, ["serve", "--workshop", "tiny.toml", "--table", "tiny.json", "--journal", "tiny.jsonl", "--port", String(port), "--lang", "en"], { cwd: work });
    server.stdout.on("data", (text) => { if (String(text).includes("http://")) done(); });
    server.stderr.on("data", (text) => process.stderr.write(text));
    server.on("error", failed);
    server.on("exit", (code) => { if (code !== null) failed(new Error(`the server ended with ${code}`)); });
  });
  const end = () => new Promise((done) => { server.on("exit", done); server.kill("SIGKILL"); });
  const errors = [];
  let isDown = false;
  const open = async (path, viewport, lang) => {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT);
    page.on("console", (message) => { if (message.type() === "error" && !isDown) errors.push(`${path}: ${message.text()}`); });
    page.on("pageerror", (error) => errors.push(`${path}: ${error.message}`));
    page.on("request", (request) => { if (!request.url().startsWith(url) && !request.url().startsWith("data:")) errors.push(`asked ${request.url()}`); });
    await page.goto(`${url}${path}`);
    await page.waitForSelector("[data-beat]");
    await page.click(`[data-lang="${lang}"]`);
    await page.waitForFunction((lang) => document.documentElement.lang === lang, lang);
    return page;
  };
  const shot = async (page, name) => { await page.screenshot({ path: join(pictures, `room-${name}.png`), fullPage: true }); await clean(page, name); };

  await begin();
  const wall = await open("/room/wall", { width: 1280, height: 720 }, "en");
  const lead = await open("/room/lead", { width: 1024, height: 768 }, "zh-Hans");
  const phones = [];
  for (const lang of ["en", "zh-Hans", "en"]) phones.push(await open("/room/", { width: 390, height: 844 }, lang));
  const all = [wall, lead, ...phones];
  const beat = async (name) => { for (const page of all) await page.waitForSelector(`[data-beat="${name}"]`); };
  const next = async (name) => {
    // Whoever goes on while a team is silent is warned; here all have said what they say, and the trainer's page has it.
    const column = { commit: 2, reveal: 3 }[name];
    if (column) await lead.waitForFunction((column) => [...document.querySelectorAll(`tr[data-team] td:nth-child(${column})`)].every((of) => of.textContent.startsWith("✓")), column);
    await lead.click("#next");
    await beat(name);
  };

  await beat("lobby");
  for (const [at, phone] of phones.entries()) {
    await phone.click("#new-team");
    await phone.waitForSelector("#new-team", { state: "detached" });
    await wall.waitForFunction((n) => document.querySelectorAll(".bubbles li").length === n, at + 1);
  }
  await phones[0].selectOption("#team-name", "Heron");
  await wall.waitForFunction(() => document.querySelector(".bubbles li b").textContent === "Heron");
  // What the room is to guess, no phone is told.
  const known = await phones[0].evaluate(async () => (await (await fetch("/room/case")).json()));
  assert.ok(known.lesson === null && known.why === null && known.today.ends.every((end) => end === null) && known.today.mean.at(-1) === null);
  await shot(wall, "wall-1-lobby");
  await next("predict");
  const say = async (phone, [value, low, high]) => {
    await phone.fill("#forecast-value", String(value));
    await phone.fill("#forecast-low", String(low));
    await phone.fill("#forecast-high", String(high));
    await phone.click("#say");
    await phone.waitForFunction(() => document.querySelector("#has-said").textContent.startsWith("✓"));
  };
  for (const [at, phone] of phones.entries()) await say(phone, [200 + 10 * at, 100, 300 + 10 * at]);
  await wall.waitForFunction(() => [...document.querySelectorAll(".bubbles li span")].every((of) => of.textContent.startsWith("✓")));
  await shot(wall, "wall-2-predict");
  await next("commit");
  for (const phone of phones) await phone.waitForSelector("#lever-0-1");
  await phones[0].click("#label-0-1");
  await phones[1].click("#label-0-2");
  await phones[2].click("#label-3-1");
  await say(phones[0], [180, 80, 280]);
  await say(phones[1], [150, 50, 250]);
  // What is changed after it was said is not said.
  await phones[1].click("#label-4-1");
  await phones[1].waitForFunction(() => !document.querySelector("#has-said").textContent.startsWith("✓"));
  await phones[1].click("#label-4-0");
  await say(phones[1], [150, 50, 250]);

  // Killed when two of three have chosen; the third chooses afterwards.
  isDown = true;
  await end();
  for (const page of all) await page.waitForFunction(() => document.querySelector("#connection").textContent !== "");
  await begin();
  for (const page of all) await page.waitForFunction(() => document.querySelector("#connection").textContent === "");
  isDown = false;
  await beat("commit");
  await wall.waitForFunction(() => [...document.querySelectorAll(".bubbles li span")].filter((of) => of.textContent.startsWith("✓")).length === 2);
  await say(phones[2], [210, 110, 310]);
  await wall.waitForFunction(() => [...document.querySelectorAll(".bubbles li span")].every((of) => of.textContent.startsWith("✓")));
  await shot(lead, "lead-zh");
  pass("a wall, a trainer and three teams predict and commit; the server is killed and started again, and nobody loses a word");

  await next("reveal");
  for (const phone of phones) await phone.waitForSelector("svg");
  await lead.click('tr[data-team="2"] [data-show="scores"]');
  await wall.waitForFunction(() => document.querySelector('.bubbles li[data-team="2"]').classList.contains("on"));
  await wall.waitForFunction(() => document.querySelector('.bubbles li[data-team="2"] span').textContent.includes("·"));
  await shot(wall, "wall-4-scores");
  // The server's scores, for the sheets below, whose own are worked out in the browser.
  const scored = await wall.$$eval(".bubbles li span", (all) => all.map((of) => Number(/[\d.]+$/.exec(of.textContent)?.[0])));
  await wall.click('[data-lang="zh-Hans"]');
  await wall.waitForFunction(() => document.documentElement.lang === "zh-Hans");
  await shot(wall, "wall-4-scores-zh");
  const least = () => wall.evaluate(() => Math.min(...[...document.querySelectorAll("main *")].filter((of) => of.getClientRects().length && [...of.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim())).map((of) => {
    const svg = of.closest("svg");
    const scale = svg ? Math.min(svg.getBoundingClientRect().width / svg.viewBox.baseVal.width, svg.getBoundingClientRect().height / svg.viewBox.baseVal.height) : 1;
    return Number.parseFloat(getComputedStyle(of).fontSize) * scale;
  })));
  const isLegible = async () => { const size = await least(); assert.ok(size >= 19.5, `a text of ${size.toFixed(1)} pixels on the wall`); };
  await isLegible();
  await next("why");
  await wall.waitForSelector("table.wall-why");
  assert.equal((await phones[0].$$(".lesson")).length, 0, "the lesson before the trainer shows it");
  await lead.click('tr[data-team="1"] [data-show="scores"]');
  await wall.waitForSelector(".lesson.alone");
  await phones[0].waitForSelector(".lesson");
  await phones[0].waitForSelector("table.watch");
  await phones[0].waitForSelector("#loop svg.loop");
  await phones[1].waitForSelector("#life p");
  await shot(phones[1], "phone-5-why-zh");
  await next("end");
  for (const phone of phones) await phone.waitForSelector(".policy-file");
  const sheets = await open("/room/sheets", { width: 1024, height: 768 }, "en");
  await sheets.waitForFunction(() => document.querySelectorAll(".policy-file").length === 3);
  const own = await sheets.$$eval("table.scores tfoot td", (all) => all.map((of) => Number(of.textContent)));
  assert.ok(scored.length === 3 && scored.every((score) => score > 0), `${scored}`);
  assert.deepEqual(own, scored, "the browser scores otherwise than the server");
  await sheets.pdf({ path: join(pictures, "room-sheets.pdf"), format: "A4", preferCSSPageSize: true });
  await shot(sheets, "sheets");
  assert.deepEqual(errors, []);
  // Once more: the same case, and both rounds beside each other.
  await lead.click("#again");
  await beat("commit");
  for (const phone of phones) { await phone.waitForSelector("#say"); await phone.click("#say"); }
  await next("reveal");
  await lead.waitForSelector("#script .say");
  await lead.click('[data-show="teams"]');
  await wall.waitForFunction(() => document.querySelectorAll("svg.teams-chart circle.before").length === 3);
  await isLegible();
  await shot(wall, "wall-7-rounds-zh");
  await shot(lead, "lead-7-rounds-zh");
  await next("why");
  await next("end");
  await sheets.waitForFunction(() => document.querySelectorAll(".rounds li").length === 3);
  assert.equal((await sheets.$$("table.scores tfoot")).length, 0, "rounds are scored apart");
  const brought = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
  const phone = await brought.newPage();
  await phone.goto(`${url}/room/`);
  await phone.waitForFunction(() => document.documentElement.lang === "zh-Hans");
  assert.deepEqual(errors, []);
  pass("a second round stands beside the first on the wall and on the sheets; a phone that prefers Chinese opens in Chinese");
  pass("the room sees, asks why, and ends with a sheet a team; no error, no request to another host, no text under 20 pixels on the wall");
  await end();
}
