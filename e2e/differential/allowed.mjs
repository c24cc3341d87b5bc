// Where Holdfast differs from the reference on purpose, whatever the request: each rule with the line that wants it.
// What differs for single requests stands beside them in requests.mjs (`differs`).
import { STATUS_CODES } from "node:http";

const isError = ({ expected }) => expected.get("status") >= 400;
const name = (status) => STATUS_CODES[status].toUpperCase().replaceAll(/\W+/g, "_");
const isJwks = ({ row, expected }) => row.path.startsWith("/jwks") && expected.get("status") === 200;

const header = (field, value, when = () => true) => (difference, exchange) =>
  difference.field === `header ${field}` && difference.expected === undefined && when(exchange)
    && (value instanceof RegExp ? value.test(difference.actual ?? "") : difference.actual === value);

const members = (text) => (text ?? "").split(",").map((part) => part.trim()).filter(Boolean);

export const ALLOWED = [
  {
    why: "design.md, Where we differ: every error has an x-request-id (and logs: a request id is always returned)",
    allows: header("x-request-id", /^[A-Za-z0-9._-]{8,128}$/),
  },
  {
    why: "security checklist 17.1: nosniff on all answers",
    allows: header("x-content-type-options", "nosniff"),
  },
  {
    why: "security checklist 17.1: Referrer-Policy on all answers",
    allows: header("referrer-policy", "no-referrer"),
  },
  {
    why: "security checklist 17.1: no-store on all answers but the JWKS",
    allows: header("cache-control", "no-store", (exchange) => !isJwks(exchange)),
  },
  {
    why: "security checklist 17.2: a content security policy on API answers",
    allows: header("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
  },
  {
    why: "design.md, Where we differ: JWKS with Cache-Control (decisions.md: max-age=300)",
    allows: header("cache-control", /^public, max-age=300\b/, isJwks),
  },
  {
    why: "design.md, Where we differ: JWKS with ETag",
    allows: header("etag", /^(W\/)?"[^"]+"$/, isJwks),
  },
  {
    why: "security checklist 6.5: answers depend on Origin, and caches must know",
    allows: (difference) => difference.field === "header vary" && difference.expected === undefined
      && members(difference.actual).some((member) => member.toLowerCase() === "origin"),
  },
  {
    why: "design.md, Where we differ: CORS with credentials for exactly the trusted origins",
    allows: (difference, { row, actual }) => {
      const trusted = row.trusted && actual.get("header access-control-allow-origin") === row.trusted;
      if (difference.expected !== undefined && difference.field !== "header access-control-expose-headers") return false;
      switch (difference.field) {
        case "header access-control-allow-origin": return trusted;
        case "header access-control-allow-credentials": return trusted && difference.actual === "true";
        case "header access-control-expose-headers": // the reference's names stay, more may be added
          return trusted && members(difference.expected).every((member) => members(difference.actual).includes(member));
        default: return false;
      }
    },
  },
  {
    why: "decisions.md, Wire, Error bodies: where the reference has no body, the status name and its reason phrase",
    allows: ({ field, expected: before, actual: now }, { expected, actual }) => {
      if (!isError({ expected }) || expected.get("body") !== "" || actual.get("status") !== expected.get("status")) return false;
      const status = actual.get("status");
      switch (field) {
        case "body": return before === "" && now === undefined;
        case "body members": return now === "{message,code}";
        case "body.message": return now === STATUS_CODES[status];
        case "body.code": return now === name(status);
        case "header content-type": return before === undefined && now === "application/json";
        default: return false;
      }
    },
  },
  {
    why: "decisions.md, Wire, Error bodies: where the reference has no code, the status name",
    allows: ({ field, expected: before, actual: now }, { expected, actual }) => {
      if (!isError({ expected }) || expected.get("body members") !== "{message}") return false;
      switch (field) {
        case "body members": return now === "{message,code}";
        case "body.code": return before === undefined && now === name(actual.get("status"));
        default: return false;
      }
    },
  },
  {
    why: "decisions.md, Client address: the peer's address; forwarding headers from an untrusted peer: unknown",
    allows: ({ field, expected: before, actual: now }, { row }) =>
      /^body(\.\d+)?(\.session)?\.ipAddress$/.test(field) && (row.forwarded ? now === "" : before === "" && now === "127.0.0.1"),
  },
];
