/** One device: keeps cookies as a browser does, and sends the Origin of the page that it shows. */
export class Device {
  #cookies = new Map();
  #origin;

  constructor(origin) {
    this.#origin = origin;
    /** What the last answers said, newest last: the scenarios look at headers that the client hides. */
    this.answers = [];
    this.fetch = this.fetch.bind(this);
  }

  get cookies() {
    this.#forgetOld();
    return [...this.#cookies.values()].map(({ name, value }) => `${name}=${value}`).join("; ");
  }

  cookie(name) {
    this.#forgetOld();
    return this.#cookies.get(name);
  }

  /** The cookies as another device would get them by copying. */
  copyCookiesFrom(other) {
    this.#cookies = new Map(other.#cookies);
  }

  /** Closing a browser: what has no Max-Age is gone. */
  closeBrowser() {
    for (const [name, cookie] of this.#cookies) if (cookie.end === undefined) this.#cookies.delete(name);
  }

  async fetch(input, init = {}) {
    const request = new Request(input, init);
    const headers = new Headers(request.headers);
    if (this.cookies) headers.set("cookie", this.cookies);
    if (this.#origin) headers.set("origin", this.#origin);
    const answer = await fetch(request, { headers });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    this.answers.push(answer);
    return answer;
  }

  get last() {
    return this.answers.at(-1);
  }

  #keep(line) {
    const [pair, ...attributes] = line.split(";").map((part) => part.trim());
    const [name, value] = split(pair);
    const maxAge = attributes.map(split).find(([attribute]) => attribute.toLowerCase() === "max-age")?.[1];
    const end = maxAge === undefined ? undefined : Date.now() + Number(maxAge) * 1000;
    this.#cookies.set(name, { name, value, end, attributes, line });
  }

  #forgetOld() {
    for (const [name, { end }] of this.#cookies) if (end !== undefined && end <= Date.now()) this.#cookies.delete(name);
  }
}

function split(pair) {
  const at = pair.indexOf("=");
  return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
}
