import { after } from "node:test";
import { Cluster } from "./postgres.mjs";
import { TARGET, target } from "./server.mjs";

/** A running server for a file of scenarios, ended after the last of them. */
export async function scene({ env } = {}) {
  // Holdfast brings its own PostgreSQL; the reference never does.
  const cluster = TARGET === "reference" ? await Cluster.start() : undefined;
  const server = await (await target({ env, databaseUrl: await cluster?.database() })).start();
  after(async () => {
    await server.dispose();
    await cluster?.stop();
  });
  return { server };
}
