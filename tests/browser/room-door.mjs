// The door of a room: the QR code that the server draws is read by a decoder, and a phone that follows it is let in.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { networkInterfaces } from "node:os";
import jsQR from "jsqr";

export async function holdsDoor({ cogov, work, browser, pass }) {
  const own = Object.values(networkInterfaces()).flat().find((of) => of.family === "IPv4" && !of.internal)?.address;
  if (!own) { console.log("   no network here: the door was not tried"); return; }
  const server = spawn(cogov, ["serve", "--workshop", "tiny.toml", "--table", "tiny.json", "--journal", "door.jsonl", "--host", own, "--port", "0", "--lang", "en"], { cwd: work });
  process.on("exit", () => server.kill("SIGKILL"));
  let said = "";
  await new Promise((done, failed) => {
    server.stdout.on("data", (text) => { said += text; if (/Join code: \S+/.test(said)) done(); });
    server.stderr.on("data", (text) => process.stderr.write(text));
    server.on("exit", (code) => { if (code !== null) failed(new Error(`the server ended with ${code}`)); });
  });
  const wallAt = /Wall, on the projector:\s+(\S+)/.exec(said)[1];
  const phonesAt = /Phones: (\S+)/.exec(said)[1];
  const wall = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage();
  await wall.goto(wallAt);
  await wall.waitForFunction(() => document.querySelector("img.qr")?.naturalWidth > 0);
  const { pixels, width, height } = await wall.evaluate(() => {
    const seen = document.querySelector("img.qr");
    const canvas = Object.assign(document.createElement("canvas"), { width: 400, height: 400 });
    const brush = canvas.getContext("2d");
    brush.fillStyle = "#fff";
    brush.fillRect(0, 0, 400, 400);
    brush.drawImage(seen, 20, 20, 360, 360);
    return { pixels: [...brush.getImageData(0, 0, 400, 400).data], width: 400, height: 400 };
  });
  const read = (jsQR.default ?? jsQR)(Uint8ClampedArray.from(pixels), width, height)?.data;
  assert.equal(read, phonesAt, "the QR code leads elsewhere");
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await phone.goto(read);
  await phone.waitForSelector("#new-team");
  server.removeAllListeners("exit");
  server.kill("SIGKILL");
  pass("a decoder reads the wall's QR code, and a phone that follows it is let in");
}
