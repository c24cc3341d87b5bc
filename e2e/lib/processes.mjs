import { spawn } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

const running = new Set();

/** A child process with its whole output kept, which cannot outlive this process. */
export class Child {
  #process;
  #output = "";
  #ended;

  constructor(command, args, options = {}) {
    this.#process = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    running.add(this);
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text) => (this.#output += text));
    }
    this.#ended = new Promise((resolve) => {
      this.#process.once("error", (error) => {
        this.#output += `${error.message}\n`;
        running.delete(this);
        resolve({ code: 127, signal: null });
      });
      // Not "close" alone: a process that it left behind may hold its output open for ever.
      this.#process.once("exit", (code, signal) => {
        running.delete(this);
        const ended = () => resolve({ code, signal });
        this.#process.once("close", ended);
        setTimeout(ended, 500).unref();
      });
    });
  }

  get pid() {
    return this.#process.pid;
  }

  get alive() {
    return running.has(this) && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  get output() {
    return this.#output;
  }

  signal(name) {
    this.#process.kill(name);
  }

  /** The exit code or signal; kills the process when it takes longer than `within` ms. */
  async end(within = 20_000) {
    let timer;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, within, "late");
    });
    const first = await Promise.race([this.#ended, late]);
    clearTimeout(timer);
    if (first !== "late") return first;
    this.signal("SIGKILL");
    await this.#ended;
    throw new Error(`process ${this.pid} did not end within ${within} ms\n${this.output}`);
  }

  async stop(signal = "SIGTERM", within = 20_000) {
    if (this.alive) this.signal(signal);
    return this.end(within);
  }
}

process.on("exit", () => {
  for (const child of running) child.signal("SIGKILL");
});
// A signal's default would end this process without the line above.
for (const [name, code] of [["SIGTERM", 143], ["SIGINT", 130], ["SIGHUP", 129]]) process.on(name, () => process.exit(code));

/** Every process whose command line or working folder names this folder. */
export function processesOf(folder) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        const cwd = readlinkSync(`/proc/${pid}/cwd`);
        const state = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1][0];
        const inside = cwd === folder || cwd.startsWith(`${folder}/`);
        return state !== "Z" && (inside || command.includes(folder)) ? [`${pid} ${command} (in ${cwd})`] : [];
      } catch {
        return []; // gone meanwhile, or a kernel thread
      }
    });
}
