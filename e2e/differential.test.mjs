// The reference and the server under test side by side, each on a database of its own, through the same requests:
// every answer must be the same, but for what differential/allowed.mjs and the rows' own `differs` want otherwise.
// Against the reference itself nothing is allowed: that is the control of the comparison.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ALLOWED } from "./differential/allowed.mjs";
import { differences, used } from "./differential/compare.mjs";
import { REQUESTS, TRUSTED } from "./differential/requests.mjs";
import { Side } from "./differential/side.mjs";
import { Cluster } from "./lib/postgres.mjs";
import { reference, TARGET, target } from "./lib/server.mjs";

const strict = TARGET === "reference";
const cluster = await Cluster.start();
const env = { BETTER_AUTH_TRUSTED_ORIGINS: TRUSTED.join(",") };
// As beside better-auth: plain session tokens in lists; reasons are in the log, not in a header.
const holdfastEnv = { HOLDFAST_COEXIST: "on", HOLDFAST_REASONS: "log" };
const model = new Side(await (await reference({ databaseUrl: await cluster.database(), env })).start());
const other = new Side(await (await target({
  databaseUrl: await cluster.database(), env: strict ? env : { ...env, ...holdfastEnv },
})).start());
after(async () => {
  await model.server.dispose();
  await other.server.dispose();
  await cluster.stop();
});

const PEOPLE = ["ada", "bob", "carl"];
await model.populate(PEOPLE);
await other.populate(PEOPLE);

for (const [group, rows] of Object.entries(REQUESTS)) {
  for (const row of rows) {
    test(`${group}: ${row.name}`, async () => {
      const expected = await model.play(row);
      const actual = await other.play(row);
      const problems = expected.flatMap((entry, i) => {
        const lines = differences(entry.row, { ...entry, server: model.server }, { ...actual[i], server: other.server }, { strict });
        return lines.length ? [`${entry.row.method} ${entry.row.url ?? entry.row.path} (${entry.row.name})\n    ${lines.join("\n    ")}`] : [];
      });
      if (problems.length) fail(problems);
    });
  }
}

/** The list is all there is to read: where in this file it was found helps nobody. */
function fail(problems) {
  const failure = new Error(`\n  ${problems.join("\n  ")}`);
  failure.stack = failure.message;
  throw failure;
}

if (!strict) {
  test("every rule on the list of allowed differences is needed", () => {
    assert.deepEqual(ALLOWED.filter((rule) => !used.has(rule)).map(({ why }) => why), []);
  });
}
