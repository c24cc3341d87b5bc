// Holdfast alone, on the PostgreSQL that it brings and with the secret that it makes: what outlives a stop, and what
// must not.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { client, ok, person } from "./lib/people.mjs";
import { processesOf } from "./lib/processes.mjs";
import { holdfast, TARGET } from "./lib/server.mjs";
import { until } from "./lib/wait.mjs";

assert.equal(TARGET, "holdfast", "the reference has no data folder to keep");

const server = await (await holdfast({ env: { BETTER_AUTH_SECRET: undefined } })).start();
after(() => server.dispose());
const ada = client(server);
await ok(ada.auth.signUp.email(person()));
const { session } = await ok(ada.auth.getSession());
const { data: { keys } } = await ada.auth.jwks();

async function nothingIsLeft() {
  await until("every process of the data folder to be gone", () => processesOf(server.dataDir).length === 0, { within: 10_000 })
      .catch((error) => assert.fail(`${error.message}\n${processesOf(server.dataDir).join("\n")}`));
}

async function theSessionIsStillThere() {
  assert.equal((await ok(ada.auth.getSession()))?.session.id, session.id);
  assert.deepEqual((await ada.auth.jwks()).data.keys, keys);
}

test("it runs a PostgreSQL of its own in the data folder", () => {
  assert.ok(processesOf(server.dataDir).some((line) => line.includes("postgres")), processesOf(server.dataDir).join("\n"));
});

test("SIGTERM ends it with 0 and leaves no process behind, and the next start has the session", async () => {
  assert.deepEqual(await server.stop(), { code: 0, signal: null });
  await nothingIsLeft();
  await server.start();
  await theSessionIsStillThere();
});

test("SIGINT, as Ctrl-C sends it, leaves no process behind either", async () => {
  await server.stop("SIGINT");
  await nothingIsLeft();
  await server.start();
  await theSessionIsStillThere();
});

test("after kill -9 the next start takes over without a word of repair", async () => {
  await server.kill();
  await server.start();
  await theSessionIsStillThere();
});

test("three kills in a row change nothing", async () => {
  for (let i = 0; i < 3; i++) {
    await server.kill();
    await server.start();
  }
  await theSessionIsStillThere();
  await server.stop();
  await nothingIsLeft();
  await server.start();
});

test("a second process on the same data folder says so and ends, and the first serves on", async () => {
  const second = await holdfast({ dataDir: server.dataDir, env: { BETTER_AUTH_SECRET: undefined } });
  const { code } = await second.launch().end(30_000);
  assert.notEqual(code, 0);
  assert.doesNotMatch(second.log, /^\s+at .*\(.*\)$/m, "no stack trace");
  const said = second.log.split("\n").filter((line) => line.includes(server.dataDir) || line.includes("HOLDFAST_DATA_DIR"));
  assert.ok(said.length > 0, `one line that names the data folder, in:\n${second.log}`);
  await theSessionIsStillThere();
});

test("the log never held the session's token", () => {
  assert.ok(!server.log.includes(session.token));
  assert.ok(server.log.length > 0);
});
