// The promise as a user sees it: a page of the official client, two instances behind nginx by the recipe of
// docs/deployment.md. The database is stopped for 20 s, one instance frozen, the other killed; the page may wait or see
// errors, but it never says that she is signed out. By hand: node trial.mjs <path of holdfast.jar>
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { browser } from "./lib/chromium.mjs";
import { person } from "./lib/people.mjs";
import { freePort } from "./lib/ports.mjs";
import { Cluster } from "./lib/postgres.mjs";
import { Child } from "./lib/processes.mjs";
import { site } from "./lib/site.mjs";
import { until } from "./lib/wait.mjs";

process.env.HOLDFAST_JAR = process.argv[2];
const { holdfast } = await import("./lib/server.mjs");
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const cluster = await Cluster.start();
const databaseUrl = await cluster.database();
const front = await freePort();
const url = `http://localhost:${front}`;
const pages = await freePort();
const env = {
  HOLDFAST_ENV: "production", BETTER_AUTH_URL: url, BETTER_AUTH_TRUSTED_ORIGINS: `http://localhost:${pages}`,
  HOLDFAST_INSTANCES: 2, HOLDFAST_TRUSTED_PROXIES: "127.0.0.1",
};
const one = await (await holdfast({ databaseUrl, env })).start();
const two = await (await holdfast({ databaseUrl, env })).start();
const nginx = await proxy([one, two]);
const web = await site({ port: pages, authUrl: url });
const chrome = await browser();
const page = await (await chrome.newContext()).newPage();

const her = person();
await page.goto(web.url);
for (const field of ["name", "email", "password"]) await page.fill(`[name=${field}]`, her[field]);
await page.click("#sign-up");
await until("the page to name her", async () => (await page.textContent("#who")) === her.email);

const seen = new Map();
let act = "before";
let watching = true;
const watcher = (async () => {
  while (watching) {
    const what = await look();
    const key = `${act}: ${what}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
    await sleep(300);
  }
})();

await sleep(3_000);
await during("database stopped", 20_000, () => cluster.halt(), () => cluster.launch());
await during("database back", 10_000);
await during("first instance frozen", 15_000, () => one.process.signal("SIGSTOP"), () => one.process.signal("SIGCONT"));
await during("first instance thawed", 5_000);
await during("second instance killed", 15_000, () => two.kill());
watching = false;
await watcher;

for (const [key, times] of seen) console.log(`${times} x ${key}`);
await until("the page to name her in the end", async () => {
  await page.goto(web.url);
  await until("an answer", async () => (await page.textContent("#who")) !== "…");
  return (await page.textContent("#who")) === her.email;
});
assert.deepEqual([...seen.keys()].filter((key) => key.includes("SIGNED OUT")), []);
console.log("never signed out");

await chrome.close();
web.close();
await nginx.stop("SIGQUIT");
await one.dispose();
await cluster.stop();
process.exit(0);

/** Loads the page anew, as an impatient user does, and says what it shows. */
async function look() {
  try {
    await page.goto(web.url);
    await until("an answer", async () => (await page.textContent("#who")) !== "…", { within: 15_000 });
    const who = await page.textContent("#who");
    if (who === her.email) return "signed in";
    return (await page.textContent("#problem")) ? "an error, and no word about her" : "SIGNED OUT";
  } catch (failed) {
    return `no answer yet (${failed.message.split("\n")[0].slice(0, 40)})`;
  }
}

async function during(name, ms, begin = () => {}, end = () => {}) {
  await begin();
  act = name;
  await sleep(ms);
  await end();
}

/** nginx by the recipe's own text, with addresses of this machine and without TLS. */
async function proxy([first, second]) {
  const folder = mkdtempSync(join(tmpdir(), "e2e-nginx-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const recipes = readFileSync(fileURLToPath(new URL("../docs/deployment.md", import.meta.url)), "utf8");
  const recipe = recipes.split("## Two instances behind nginx")[1].match(/```nginx\n([^]*?)```/)[1]
    .replaceAll("10.0.0.11:3000", `127.0.0.1:${first.port}`)
    .replaceAll("10.0.0.12:3000", `127.0.0.1:${second.port}`)
    .replace("listen 443 ssl", `listen 127.0.0.1:${front}`)
    .replace(/ssl_certificate.*/g, "");
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`);
  writeFileSync(join(folder, "nginx.conf"), `daemon off; error_log ${folder}/error.log; pid ${folder}/pid;
${process.getuid() === 0 ? "user root;" : ""} events {} http { access_log off; ${paths.join(" ")}\n${recipe}\n}`);
  const child = new Child("nginx", ["-p", folder, "-c", join(folder, "nginx.conf")]);
  await until("nginx", async () => (await fetch(`${url}/health/live`)).status === 200);
  return child;
}
