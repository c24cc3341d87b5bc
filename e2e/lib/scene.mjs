import { after, before } from "node:test";
import { Cluster } from "./postgres.mjs";
import { TARGET, target } from "./server.mjs";

/** A running server for a file of scenarios; `server` is there once the tests run. */
export function scene({ env, database } = {}) {
  const stage = {};
  before(async () => {
    // Holdfast brings its own PostgreSQL; the reference never does.
    if (TARGET === "reference" || database === "own") stage.cluster = await Cluster.start();
    stage.server = await (await target({ env, databaseUrl: await stage.cluster?.database() })).start();
  });
  after(async () => {
    await stage.server?.dispose();
    await stage.cluster?.stop();
  });
  return stage;
}
