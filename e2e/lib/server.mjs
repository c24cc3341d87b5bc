import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { java } from "./jdk.mjs";
import { freePort } from "./ports.mjs";
import { Child } from "./processes.mjs";
import { GivenUp, until } from "./wait.mjs";

const HERE = dirname(dirname(fileURLToPath(import.meta.url)));
export const SECRET = "e2e-only-Vq3sW8hB1nZ6kT0yXc5mJr9uLg2pDf7a";

/** What the scenarios run against: `reference` or `holdfast`. */
export const TARGET = process.env.E2E_TARGET ?? "reference";

/** One server process that speaks the protocol, of either kind, with the same handles. */
export class Server {
  #command;
  #child;
  #ready;

  constructor({ kind, command, env, ready, url, port, databaseUrl, dataDir }) {
    this.#command = { command, env };
    this.#ready = ready;
    Object.assign(this, { kind, url, port, databaseUrl, dataDir, secret: env.BETTER_AUTH_SECRET });
  }

  get base() {
    return `${this.url}/api/auth`;
  }

  get log() {
    return this.#child?.output ?? "";
  }

  get process() {
    return this.#child;
  }

  /** Starts the process and does not wait for it. */
  launch() {
    const [command, ...args] = this.#command.command;
    this.#child = new Child(command, args, { env: this.#command.env, cwd: this.dataDir ?? HERE });
    return this.#child;
  }

  /** Starts the process and waits until it is ready to serve. */
  async start(within = 60_000) {
    const child = this.launch();
    await until(`${this.kind} on ${this.url}`, async () => {
      if (!child.alive) throw new GivenUp(`${this.kind} ended at its start`);
      return (await fetch(this.url + this.#ready)).status === 200;
    }, { within }).catch(async (error) => {
      await child.stop("SIGKILL");
      throw new Error(`${error.message}\n${child.output}`);
    });
    return this;
  }

  /** Asks the process to end, as Ctrl-C or a platform does; its exit code and signal. */
  async stop(signal = "SIGTERM") {
    return this.#child?.stop(signal);
  }

  async kill() {
    return this.stop("SIGKILL");
  }

  /** Ends the process and removes what it kept in its data folder. */
  async dispose() {
    if (this.#child?.alive) await this.stop();
    if (this.dataDir) rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** The reference on this database, not yet started. */
export async function reference({ databaseUrl, env = {}, port }) {
  port ??= await freePort();
  const url = `http://localhost:${port}`;
  return new Server({
    kind: "reference", url, port, databaseUrl, ready: "/api/auth/ok",
    command: [process.execPath, join(HERE, "reference.mjs")],
    env: plain({
      PORT: port, BETTER_AUTH_URL: url, BETTER_AUTH_SECRET: SECRET, DATABASE_URL: databaseUrl,
      BETTER_AUTH_TELEMETRY: "0", ...env,
    }),
  });
}

/** Holdfast's JAR, not yet started: on this database, or on the PostgreSQL that it brings itself. */
export async function holdfast({ databaseUrl, env = {}, port, dataDir }) {
  const jar = process.env.HOLDFAST_JAR;
  if (!jar || !existsSync(jar)) throw new Error(`HOLDFAST_JAR must name Holdfast's JAR, and names ${jar ?? "nothing"}`);
  port ??= await freePort();
  dataDir ??= mkdtempSync(join(tmpdir(), "e2e holdfast "));
  const url = `http://localhost:${port}`;
  return new Server({
    kind: "holdfast", url, port, databaseUrl, dataDir, ready: "/health/ready",
    command: [java(), "-jar", jar],
    env: plain({
      PORT: port, HOLDFAST_ENV: "development", BETTER_AUTH_URL: url, BETTER_AUTH_SECRET: SECRET,
      DATABASE_URL: databaseUrl, HOLDFAST_DATA_DIR: dataDir, ...env,
    }),
  });
}

/** The server that this run is about. Holdfast uses its embedded PostgreSQL unless a database is given. */
export async function target(options) {
  return TARGET === "holdfast" ? holdfast(options) : reference(options);
}

/** Nothing of this machine's own settings reaches a server, only what is listed here and what the scenario says. */
function plain(env) {
  const inherited = { PATH: process.env.PATH, HOME: process.env.HOME, LANG: "C.UTF-8" };
  return Object.fromEntries(
      Object.entries({ ...inherited, ...env }).filter(([, value]) => value !== undefined).map(([k, v]) => [k, `${v}`]));
}
