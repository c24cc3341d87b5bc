import { rows } from "../lib/postgres.mjs";
import { send } from "./exchange.mjs";
import { PASSWORD } from "./requests.mjs";

const SESSION = "better-auth.session_token";
const AGENT = ["user-agent", "e2e"];

/** One of the two servers with the people that live on it; both sides go through the same story. */
export class Side {
  constructor(server) {
    this.server = server;
    this.people = {};
  }

  sql(statement, values) {
    return rows(this.server.databaseUrl, statement, values);
  }

  async populate(names) {
    for (const name of names) {
      const email = `${name}@example.com`;
      this.people[name] = { name, email, ...sessionOf(await this.#post("/sign-up/email", { name, email, password: PASSWORD })) };
    }
  }

  async signIn({ email }, rememberMe = true) {
    return sessionOf(await this.#post("/sign-in/email", { email, password: PASSWORD, rememberMe }));
  }

  /** Sends the row's request and everything that follows it; one entry for each. */
  async play(row, names = [], earlier) {
    const person = this.people[earlier ? undefined : row.as] ?? this.people.ada;
    const session = earlier ?? (row.spends ? await this.signIn(person, !row.unremembered) : person);
    const context = { server: this.server, people: this.people, session: earlier && row.as in this.people ? this.people[row.as] : session };
    await row.prepare?.({ ...context, sql: this.sql.bind(this) });

    const answer = await send(this.server, this.#request(row, context));
    const entry = { row: { ...row, trusted: this.#trusted(row), name: [...names, row.name].join(", ") }, answer };
    const own = setCookie(answer, SESSION);
    const rest = [];
    for (const next of row.then ?? []) {
      const used = next.as === "answer" ? { ...session, ...(own ? sessionOf(answer) : {}) } : session;
      rest.push(...await this.play(next, [...names, row.name], used));
    }
    return [entry, ...rest];
  }

  #request(row, context) {
    const { method, path, url, chunked, as } = row;
    const headers = [AGENT];
    const origin = this.#origin(row);
    if (origin) headers.push(["origin", origin]);
    if (as) headers.push(["cookie", context.session.cookie]);
    headers.push(...(typeof row.headers === "function" ? row.headers(context) : row.headers ?? []));
    const json = typeof row.json === "function" ? row.json(context) : row.json;
    const body = json === undefined ? row.body : JSON.stringify(json);
    const type = json === undefined ? row.type : "application/json";
    if (type) headers.push(["content-type", type]);
    return { method, path: url ?? `/api/auth${path}`, headers, body, chunked };
  }

  #origin({ origin, as, method }) {
    if (origin === undefined) return as && method !== "GET" ? this.server.url : "";
    return origin === "own" ? this.server.url : origin;
  }

  #trusted(row) {
    const origin = this.#origin(row);
    if (origin === this.server.url) return "<origin>";
    return ["https://app.example.com", "https://a.b.example.org"].includes(origin) ? origin : undefined;
  }

  async #post(path, json) {
    const answer = await send(this.server, {
      method: "POST", path: `/api/auth${path}`, headers: [AGENT, ["content-type", "application/json"]], body: JSON.stringify(json),
    });
    if (answer.status !== 200) throw new Error(`${this.server.kind}: ${path} gave ${answer.status} ${answer.body}`);
    return answer;
  }
}

function setCookie({ headers }, name) {
  return headers.find(([header, value]) => header === "set-cookie" && value.startsWith(`${name}=`))?.[1];
}

/** What a session is to a request: the Cookie header that a browser would send, and the parts of its value. */
function sessionOf(answer) {
  const cookies = answer.headers.filter(([name]) => name === "set-cookie").map(([, line]) => line.split(";")[0]);
  const signed = decodeURIComponent(cookies.find((line) => line.startsWith(`${SESSION}=`)).slice(SESSION.length + 1));
  const [token, signature] = [signed.slice(0, signed.lastIndexOf(".")), signed.slice(signed.lastIndexOf(".") + 1)];
  return { cookie: cookies.join("; "), signed, token, signature };
}
