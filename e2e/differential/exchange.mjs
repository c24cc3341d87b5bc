import { createHmac } from "node:crypto";
import { request } from "node:http";

/**
 * Sends exactly this request, with no header that is not listed but Host, Connection and the framing ones, and gives
 * the whole answer. `fetch` would add headers of its own, which the origin rules look at.
 */
export function send(server, { method, path, headers = [], body, chunked = false }) {
  const bytes = body === undefined ? undefined : Buffer.from(body);
  const framing = bytes === undefined ? [] : chunked ? ["transfer-encoding", "chunked"] : ["content-length", `${bytes.length}`];
  const raw = ["host", new URL(server.url).host, "connection", "close", ...headers.flat(), ...framing];
  return new Promise((resolve, reject) => {
    const call = request(
        { host: "127.0.0.1", port: server.port, method, path, headers: raw, agent: false, timeout: 15_000 },
        (answer) => {
          const parts = [];
          answer.on("data", (part) => parts.push(part));
          answer.on("error", reject);
          answer.on("end", () => resolve({
            status: answer.statusCode,
            headers: pairs(answer.rawHeaders),
            body: Buffer.concat(parts).toString("utf8"),
          }));
        });
    call.on("timeout", () => call.destroy(new Error(`${method} ${path}: no answer`)));
    // A server that refuses a large body answers, then closes while we still send: after an answer this means nothing.
    call.on("error", reject);
    call.end(bytes);
  });
}

function pairs(raw) {
  return Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i].toLowerCase(), raw[2 * i + 1]]);
}

// How the message travelled, not what it says.
const TRANSPORT = new Set(["date", "connection", "keep-alive", "content-length", "transfer-encoding"]);

/**
 * The answer as a flat map from a field's name to what two servers must agree on: chance and time are replaced by
 * what they stand for (the first random id of the answer is <1>, a signature is <signed> only if it is right).
 */
export function fields({ status, headers, body }, server) {
  const meaning = meanings(server);
  const result = new Map([["status", status]]);
  for (const [name, value] of flatBody(body)) {
    result.set(name, typeof value === "string" ? meaning(value) : value);
  }
  let cookies = 0;
  for (const [name, value] of headers) {
    if (TRANSPORT.has(name)) continue;
    const field = name === "set-cookie" ? `set-cookie ${++cookies}` : `header ${name}`;
    const text = meaning(name === "set-cookie" ? decodedCookie(value) : value);
    result.set(field, result.has(field) ? `${result.get(field)} | ${text}` : text);
  }
  return result;
}

function flatBody(body) {
  let value;
  try {
    value = JSON.parse(body);
  } catch {
    return [["body", body]];
  }
  if (value === null || typeof value !== "object") return [["body", body]];
  const flat = [["body members", shape(value)]];
  const walk = (path, part) => {
    if (part === null || typeof part !== "object") return flat.push([path, part]);
    for (const [name, inner] of Object.entries(part)) walk(`${path}.${name}`, isPublicPoint(part, name) ? "<x>" : inner);
  };
  walk("body", value);
  return flat;
}

/** The 32 bytes of an Ed25519 key, which chance has made. */
function isPublicPoint(part, name) {
  return name === "x" && part.crv === "Ed25519" && /^[\w-]{43}$/.test(part.x);
}

/** Names and nesting in the order sent. */
function shape(value) {
  if (Array.isArray(value)) return `[${value.map(shape).join(",")}]`;
  if (value === null || typeof value !== "object") return "";
  return `{${Object.entries(value).map(([name, inner]) => name + shape(inner)).join(",")}}`;
}

/** A cookie's value must be percent-encoded exactly as the reference does it; then the decoded one is looked at. */
function decodedCookie(line) {
  const [, name, value, rest] = /^([^=]*)=([^;]*)(.*)$/s.exec(line);
  const decoded = decodeURIComponent(value);
  return encodeURIComponent(decoded) === value ? `${name}=${decoded}${rest}` : `${name}=<oddly encoded ${value}>${rest}`;
}

function meanings(server) {
  const ids = new Map();
  const id = (text) => {
    if (!ids.has(text)) ids.set(text, `<${ids.size + 1}>`);
    return ids.get(text);
  };
  const now = Date.now();
  // As coarse as possible, so that a slow machine changes nothing: five minutes for what ends soon, else an hour.
  const moment = (ms) => {
    const away = (ms - now) / 1000;
    const step = away > 0 && away < 1800 ? 300 : 3600;
    return `<now${offset(Math.round(away / step) * step)}>`;
  };
  const simple = (text) => text
      .replaceAll(server.url, "<origin>")
      .replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, (time) => moment(Date.parse(time)))
      .replaceAll(/\b([A-Za-z0-9]{32}|true)\.([A-Za-z0-9+/]{43}=)/g, (_, raw, signature) =>
        `${raw === "true" ? raw : id(raw)}.${signature === hmac(server.secret, raw) ? "<signed>" : "<badly signed>"}`)
      .replaceAll(/\b[A-Za-z0-9]{32}\b/g, id);
  const token = (text) => {
    const [header, claims] = text.split(".").map((part) => Buffer.from(part, "base64url").toString("utf8"));
    const timed = claims.replaceAll(/"(iat|exp)":(\d+)/g, (_, claim, seconds) => `"${claim}":${moment(seconds * 1000)}`);
    return `<token ${simple(header)} ${simple(timed)}>`;
  };
  return (text) => text.split(/(eyJ[\w-]+\.[\w-]+\.[\w-]+)/).map((part, i) => (i % 2 ? token(part) : simple(part))).join("");
}

function offset(seconds) {
  return seconds === 0 ? "" : seconds > 0 ? `+${seconds}s` : `${seconds}s`;
}

export function hmac(secret, text) {
  return createHmac("sha256", secret).update(text).digest("base64");
}
