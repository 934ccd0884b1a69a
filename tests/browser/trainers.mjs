// The pictures of docs/trainers.md. Usage: node trainers.mjs COGOV TABLE PICTURES
// A workshop on the shipped case `hours` with three teams, whose words are always the same; TABLE is its answers.
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

const [cogov, table, pictures] = process.argv.slice(2).map((path) => resolve(path));
const work = mkdtempSync(join(tmpdir(), "cogov-trainers-"));
const port = await new Promise((done, failed) => {
  const probe = createServer();
  probe.on("error", failed);
  probe.listen(0, "127.0.0.1", () => { const { port: free } = probe.address(); probe.close(() => done(free)); });
});
const url = `http://127.0.0.1:${port}`;
const server = spawn(cogov, ["serve", "--workshop", "hours", "--table", table, "--journal", "pictures.jsonl", "--port", String(port), "--lang", "en"], { cwd: work, stdio: ["ignore", "pipe", "inherit"] });
process.on("exit", () => server.kill("SIGKILL"));
await new Promise((done, failed) => {
  server.stdout.on("data", (text) => { if (String(text).includes("http://")) done(); });
  server.on("exit", (code) => { if (code !== null) failed(new Error(`the server ended with ${code}`)); });
});
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"] });
const open = async (path, width, height) => {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  await page.goto(`${url}${path}`);
  await page.waitForSelector("[data-beat]");
  await page.click('[data-lang="en"]');
  return page;
};
const shot = (page, name, options = {}) => page.screenshot({ path: join(pictures, `${name}.png`), ...options });

const wall = await open("/room/wall", 1280, 720);
const lead = await open("/room/lead", 1024, 900);
const phones = [await open("/room/", 390, 844), await open("/room/", 390, 844), await open("/room/", 390, 844)];
const all = [wall, lead, ...phones];
const next = async (beat) => { await lead.click("#next"); for (const page of all) await page.waitForSelector(`[data-beat="${beat}"]`); };
for (const [at, phone] of phones.entries()) {
  await phone.click("#new-team");
  await phone.waitForSelector("#new-team", { state: "detached" });
  await wall.waitForFunction((n) => document.querySelectorAll(".bubbles li").length === n, at + 1);
}
const said = [
  { predict: [13, 11, 16], policy: "10020", commit: [6, 4, 8] },
  { predict: [10, 9, 11], policy: "01011", commit: [5, 4, 6] },
  { predict: [15, 8, 22], policy: "20001", commit: [8, 5, 12] },
];
const forecast = async (phone, [value, low, high]) => {
  await phone.fill("#forecast-value", String(value));
  await phone.fill("#forecast-low", String(low));
  await phone.fill("#forecast-high", String(high));
};
const press = async (phone) => { await phone.click("#say"); await phone.waitForFunction(() => document.querySelector("#has-said").textContent.startsWith("✓")); };
await next("predict");
await forecast(phones[0], said[0].predict);
await phones[0].evaluate(() => scrollTo(0, 0));
await shot(phones[0], "phone-predict");
for (const [at, phone] of phones.entries()) if (at < 2) { await forecast(phone, said[at].predict); await press(phone); }
await wall.waitForFunction(() => [...document.querySelectorAll(".bubbles li span")].filter((of) => of.textContent.startsWith("✓")).length === 2);
await shot(wall, "wall-predict");
await forecast(phones[2], said[2].predict);
await press(phones[2]);
await lead.waitForFunction(() => [...document.querySelectorAll("tr[data-team] td:nth-child(2)")].every((of) => of.textContent.startsWith("✓")));
await next("commit");
for (const [at, phone] of phones.entries()) {
  await phone.waitForSelector("#lever-0-1");
  for (const [lever, step] of [...said[at].policy].entries()) if (step !== "0") await phone.click(`#label-${lever}-${step}`);
  await forecast(phone, said[at].commit);
  if (at === 0) { await phone.evaluate(() => scrollTo(0, 0)); await shot(phone, "phone-choose"); }
  await press(phone);
}
await lead.waitForFunction(() => [...document.querySelectorAll("tr[data-team] td:nth-child(3)")].every((of) => of.textContent.startsWith("✓")));
await next("reveal");
await lead.click('tr[data-team="1"] [data-show="scores"]');
await wall.waitForFunction(() => document.querySelector('.bubbles li[data-team="1"]').classList.contains("on") && document.querySelector('.bubbles li[data-team="1"] span').textContent.includes("·"));
await lead.waitForSelector('tr[data-team="1"] [data-show="scores"][aria-pressed="true"]');
await lead.evaluate(() => scrollTo(0, 0));
await shot(lead, "trainer");
await shot(wall, "wall-see");
await next("why");
await phones[0].waitForSelector("table.watch");
await phones[0].evaluate(() => scrollTo(0, 0));
await shot(phones[0], "phone-why");
await next("end");
const sheets = await open("/room/sheets", 794, 1123);
await sheets.waitForFunction(() => document.querySelectorAll(".policy-file").length === 3);
await sheets.emulateMedia({ media: "print" });
await sheets.locator(".sheet").first().screenshot({ path: join(pictures, "sheet.png") });
await browser.close();
server.kill();
process.exit(0);
