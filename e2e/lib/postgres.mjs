import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "./ports.mjs";
import { Child } from "./processes.mjs";
import { GivenUp, until } from "./wait.mjs";

const USER = "e2e";
// Not what a URL can carry as it is: whoever reads it has to decode it.
const PASSWORD = "p@ss/wörd:100%";

/** A throwaway PostgreSQL of its own, asking for a password, gone with this process. */
export class Cluster {
  #server;
  #port;
  #folder;
  #databases = 0;

  static async start() {
    const cluster = new Cluster();
    await cluster.#start();
    return cluster;
  }

  async #start() {
    const bin = binaries();
    this.#folder = mkdtempSync(join(tmpdir(), "e2e-postgres-"));
    const data = join(this.#folder, "data");
    const passwordFile = join(this.#folder, "password");
    writeFileSync(passwordFile, `${PASSWORD}\n`);
    const account = unprivileged();
    if (account) for (const path of [this.#folder, passwordFile]) chownSync(path, account.uid, account.gid);

    const made = new Child(...as(account, `${bin}/initdb`, "-D", data, "-U", USER, "-A", "scram-sha-256",
        `--pwfile=${passwordFile}`, "-E", "UTF8", "--locale=C", "--no-sync"));
    if ((await made.end(60_000)).code !== 0) throw new Error(made.output);

    this.#port = await freePort();
    await this.launch();
  }

  /** Starts the server on the data that it has; waits until it answers. */
  async launch() {
    const account = unprivileged();
    const data = join(this.#folder, "data");
    this.#server = new Child(...as(account, `${binaries()}/postgres`, "-D", data, "-h", "127.0.0.1", "-p", `${this.#port}`,
        "-k", this.#folder, "-F"), { cwd: this.#folder });
    await until("PostgreSQL", async () => {
      if (!this.#server.alive) throw new GivenUp(this.#server.output);
      return this.query("postgres", "select 1");
    });
  }

  url(database) {
    return `postgresql://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${this.#port}/${database}`;
  }

  /** A new, empty database; the URL of it. */
  async database() {
    const name = `e2e_${++this.#databases}`;
    await this.query("postgres", `create database ${name}`);
    return this.url(name);
  }

  async query(database, sql, values = []) {
    return rows(this.url(database), sql, values);
  }

  /** Stops the server as an administrator would; the data stay for `launch`. */
  async halt() {
    await this.#server.stop("SIGINT");
  }

  async stop() {
    if (this.#server.alive) await this.#server.stop("SIGQUIT");
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The rows that one statement gives on the database of that URL. */
export async function rows(url, sql, values = []) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

function binaries() {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).filter((v) => existsSync(`${root}/${v}/bin/initdb`)) : [];
  if (versions.length === 0) throw new Error(`no PostgreSQL server in ${root}: install Debian's package postgresql`);
  return `${root}/${versions.sort((a, b) => b - a)[0]}/bin`;
}

/** PostgreSQL refuses to run as root: the account it runs as instead; none when we are not root. */
function unprivileged() {
  if (process.getuid() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8").split("\n").map((line) => line.split(":"));
  const [name, , uid, gid] = accounts.find(([name]) => name === "postgres") ?? accounts.find(([name]) => name === "nobody");
  return { name, uid: Number(uid), gid: Number(gid) };
}

function as(account, command, ...args) {
  const who = account ? [`--reuid=${account.uid}`, `--regid=${account.gid}`, "--clear-groups"] : [];
  return ["setpriv", [...who, "--pdeathsig", "KILL", "--", command, ...args]];
}
