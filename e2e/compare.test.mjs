// The comparison itself: it must see what the differential scenarios rely on it to see, and its list of allowed
// differences must not excuse more than it says. No server is needed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { differences } from "./differential/compare.mjs";
import { hmac } from "./differential/exchange.mjs";

const server = { url: "http://localhost:1", secret: "secret" };
const elsewhere = { url: "http://localhost:2", secret: "secret" };
const row = { name: "any", method: "POST", path: "/any" };
const json = ["content-type", "application/json"];
const answer = (body, { status = 200, headers = [json] } = {}) => ({ status, headers, body: typeof body === "string" ? body : JSON.stringify(body) });
const token = (letter) => letter.repeat(32);
const cookie = (letter, attributes, secret = "secret") =>
  ["set-cookie", `better-auth.session_token=${encodeURIComponent(`${token(letter)}.${hmac(secret, token(letter))}`)}${attributes}`];

function between(one, two, { strict = false, of = row } = {}) {
  return differences(of, { server, answer: one }, { server: elsewhere, answer: two }, { strict });
}

test("chance, time and the server's own address are no difference", () => {
  const made = (letter, { url }, time) => answer({ token: token(letter), user: { id: token(letter.toUpperCase()), createdAt: time }, iss: url },
      { headers: [json, cookie(letter, "; Max-Age=1")] });
  assert.deepEqual(between(made("a", server, new Date().toISOString()), made("b", elsewhere, new Date(Date.now() - 2000).toISOString()), { strict: true }), []);
});

const differing = {
  "a status": [answer({}), answer({}, { status: 201 })],
  "a member's value": [answer({ a: 1 }), answer({ a: 2 })],
  "a member's type": [answer({ a: 1 }), answer({ a: "1" })],
  "the order of members": [answer({ a: 1, b: 2 }), answer({ b: 2, a: 1 })],
  "null instead of nothing": [answer({ a: null }), answer({})],
  "another id where one is repeated": [answer({ a: token("a"), b: token("a") }), answer({ a: token("a"), b: token("b") })],
  "a time without milliseconds": [answer({ a: "2026-01-01T00:00:00.000Z" }), answer({ a: "2026-01-01T00:00:00Z" })],
  "an end that is a day later": [answer({ a: new Date(Date.now() + 6 * 864e5).toISOString() }), answer({ a: new Date(Date.now() + 7 * 864e5).toISOString() })],
  "a cookie more": [answer({}, { headers: [json] }), answer({}, { headers: [json, cookie("a", "")] })],
  "the order of cookies": [answer({}, { headers: [["set-cookie", "a=1"], ["set-cookie", "b=2"]] }), answer({}, { headers: [["set-cookie", "b=2"], ["set-cookie", "a=1"]] })],
  "the order of a cookie's attributes": [answer({}, { headers: [cookie("a", "; Path=/; HttpOnly")] }), answer({}, { headers: [cookie("a", "; HttpOnly; Path=/")] })],
  "a bad signature": [answer({}, { headers: [cookie("a", "")] }), answer({}, { headers: [cookie("a", "", "other")] })],
  "a content type with a charset": [answer({}), answer({}, { headers: [["content-type", "application/json;charset=utf-8"]] })],
  "a header that nobody asked for": [answer({}), answer({}, { headers: [json, ["server", "Jetty"]] })],
  "CORS for an origin that is not trusted": [answer({}), answer({}, { headers: [json, ["access-control-allow-origin", "https://evil.example.net"], ["access-control-allow-credentials", "true"]] })],
  "an error's other code": [answer({ message: "m", code: "A" }, { status: 400 }), answer({ message: "m", code: "B" }, { status: 400 })],
  "an invented message": [answer("", { status: 404, headers: [] }), answer({ message: "No such path", code: "NOT_FOUND" }, { status: 404 })],
};
for (const [what, [one, two]] of Object.entries(differing)) {
  test(`seen, allowed list or not: ${what}`, () => {
    assert.notDeepEqual(between(one, two, { strict: true }), []);
    assert.notDeepEqual(between(one, two), []);
  });
}

const allowed = {
  "the status name where the reference has no body": [answer("", { status: 404, headers: [] }), answer({ message: "Not Found", code: "NOT_FOUND" }, { status: 404 })],
  "the status name where the reference has no code": [answer({ message: "m" }, { status: 400 }), answer({ message: "m", code: "BAD_REQUEST" }, { status: 400 })],
  "a request id": [answer({}), answer({}, { headers: [json, ["x-request-id", "0f9a2c44d1e84b7f"]] })],
};
for (const [what, [one, two]] of Object.entries(allowed)) {
  test(`allowed, but seen in the control: ${what}`, () => {
    assert.notDeepEqual(between(one, two, { strict: true }), []);
    assert.deepEqual(between(one, two), []);
  });
}

test("an answer that is wanted instead of the reference's must be that one", () => {
  const of = { ...row, differs: { why: "a reason", status: 413, "body.code": "PAYLOAD_TOO_LARGE" } };
  const refused = answer({ message: "m", code: "PAYLOAD_TOO_LARGE" }, { status: 413 });
  assert.deepEqual(between(answer({ token: token("a") }), refused, { of }), []);
  assert.notDeepEqual(between(answer({ token: token("a") }), answer({ token: token("b") }), { of }), []);
});
