// The requests that both servers get, as data. Every row is one request; `then` are more with the same session.
//   as        whose session cookie is sent (with the Origin of the server itself, unless `origin` says otherwise)
//   spends    a session of its own, made by a sign-in just before, since the request may end it
//   prepare   what is done to the database of either side just before
//   differs   where Holdfast wants another answer than the reference for this request alone, and why
import { hmac } from "./exchange.mjs";

export const PASSWORD = "correct horse battery";
export const TRUSTED = ["https://app.example.com", "https://*.example.org", "myapp://"];

const SESSION = "better-auth.session_token";
const get = (name, path, more = {}) => ({ name, method: "GET", path, ...more });
const post = (name, path, json, more = {}) => ({ name, method: "POST", path, json, ...more });
const raw = (name, path, body, more = {}) => ({ name, method: "POST", path, body, type: "application/json", ...more });
const form = (name, path, body, more = {}) => ({ name, method: "POST", path, body, type: "application/x-www-form-urlencoded", ...more });
const cookie = (value) => [["cookie", value]];
const bearer = (value) => [["authorization", value]];
const long = (n) => "x".repeat(n);
const good = { name: "Cleo", password: PASSWORD };
const ada = { email: "ada@example.com", password: PASSWORD };
const BAD_REQUEST = (why, code = "BAD_REQUEST") => ({ why, status: 400, "body.code": code });

/** The session's token signed with another secret, cut, or otherwise spoilt. */
const spoilt = (spoil) => ({ session, server }) => cookie(`${SESSION}=${spoil(session, server)}`);
const sessionCheck = get("and then the session check", "/get-session", { as: "session" });

const signUp = [
  post("sign-up", "/sign-up/email", { ...good, email: "new1@example.com" }),
  post("sign-up with an image and unknown members", "/sign-up/email", { ...good, email: "new2@example.com", image: "https://example.com/a.png", role: "admin", emailVerified: true, id: "mine", createdAt: "2001-01-01T00:00:00.000Z" }),
  post("sign-up not remembered", "/sign-up/email", { ...good, email: "new3@example.com", rememberMe: false }),
  post("sign-up with an address in capitals", "/sign-up/email", { ...good, email: "New4@Example.COM" }),
  post("sign-up with an empty name", "/sign-up/email", { ...good, name: "", email: "new5@example.com" }),
  post("sign-up with a name beyond ASCII", "/sign-up/email", { ...good, name: "Ada Łovelace 💡", email: "new6@example.com" }),
  post("sign-up with a callback inside the site", "/sign-up/email", { ...good, email: "new7@example.com", callbackURL: "/welcome" }),
  form("sign-up by a form", "/sign-up/email", `name=Form+Person&email=new8%40example.com&password=${encodeURIComponent(PASSWORD)}`),
  form("sign-up by a form that says rememberMe", "/sign-up/email", `name=F&email=new9%40example.com&password=${encodeURIComponent(PASSWORD)}&rememberMe=true`),
  post("sign-up with a taken address", "/sign-up/email", { ...good, ...ada }),
  post("sign-up with a taken address in capitals", "/sign-up/email", { ...good, ...ada, email: "ADA@example.com" }),
  post("sign-up with seven characters", "/sign-up/email", { ...good, email: "new10@example.com", password: "seven77" }),
  post("sign-up with 128 characters", "/sign-up/email", { ...good, email: "new11@example.com", password: long(128) }),
  post("sign-up with 129 characters", "/sign-up/email", { ...good, email: "new12@example.com", password: long(129) }),
  post("sign-up with four characters that are eight code units", "/sign-up/email", { ...good, email: "new13@example.com", password: "🐎🔋📎💡" },
      { differs: BAD_REQUEST("decisions.md, Wire: minimum length counted in code points as well", "PASSWORD_TOO_SHORT") }),
  post("sign-up with one of the commonest passwords", "/sign-up/email", { ...good, email: "new14@example.com", password: "password123" },
      { differs: BAD_REQUEST("decisions.md, Wire: block list", "PASSWORD_COMPROMISED") }),
  raw("sign-up with an unpaired surrogate in the password", "/sign-up/email", '{"name":"x","email":"new15@example.com","password":"\\ud800aaaaaaaa"}',
      { differs: { why: "security checklist D12: unpaired surrogates are refused", status: 400 } }),
  post("sign-up with an empty password", "/sign-up/email", { ...good, email: "new16@example.com", password: "" }),
  post("sign-up without a password", "/sign-up/email", { name: "x", email: "new17@example.com" }),
  post("sign-up without a name", "/sign-up/email", { email: "new18@example.com", password: PASSWORD }),
  post("sign-up with nothing in it", "/sign-up/email", {}),
  post("sign-up with wrong types", "/sign-up/email", { name: 1, email: {}, password: ["a"], image: 5, callbackURL: "/", rememberMe: "yes" }),
  post("sign-up with nulls", "/sign-up/email", { name: null, email: null, password: null, image: null, rememberMe: null }),
  post("sign-up with an array", "/sign-up/email", [good]),
  post("sign-up with a number", "/sign-up/email", 42),
  raw("sign-up with null", "/sign-up/email", "null"),
  raw("sign-up with a string", "/sign-up/email", '"text"'),
  { name: "sign-up without a body", method: "POST", path: "/sign-up/email" },
  ...["plain", "a@b", "@example.com", "a@@example.com", "a b@example.com", "a@example.com ", "a@-example.com", "a@example.c", "ä@example.com", "a@[127.0.0.1]", "a..b@example.com", ".a@example.com", "a.@example.com", "a@exa_mple.com"].map((email) =>
    post(`sign-up with the address ${JSON.stringify(email)}`, "/sign-up/email", { ...good, email, password: "short" })),
  ...["o'brien+tag@example.com", "_a-b@sub.example-site.org", "a'@example.com", "-a@example.com"].map((email) =>
    post(`sign-up with the odd address ${email}`, "/sign-up/email", { ...good, email, password: "short" })),
  post("sign-up with a hostile callback", "/sign-up/email", { ...good, email: "new19@example.com", callbackURL: "https://evil.example.net/x" }),
  post("sign-up with a callback that is a number", "/sign-up/email", { ...good, email: "new20@example.com", callbackURL: 5 }),
];

const signIn = [
  post("sign-in", "/sign-in/email", ada),
  post("sign-in remembered", "/sign-in/email", { ...ada, rememberMe: true }),
  post("sign-in not remembered", "/sign-in/email", { ...ada, rememberMe: false }),
  post("sign-in with the address in capitals", "/sign-in/email", { ...ada, email: "ADA@EXAMPLE.COM" }),
  post("sign-in with a callback inside the site", "/sign-in/email", { ...ada, callbackURL: "/dash?x=1#y" }),
  post("sign-in with a callback at a trusted origin", "/sign-in/email", { ...ada, callbackURL: "https://app.example.com/dash" }),
  post("sign-in with a callback at a trusted wildcard", "/sign-in/email", { ...ada, callbackURL: "https://foo.bar.example.org/dash" }),
  post("sign-in with a callback of a trusted app", "/sign-in/email", { ...ada, callbackURL: "myapp://open/it" }),
  post("sign-in with an empty callback", "/sign-in/email", { ...ada, callbackURL: "" }),
  ...["https://evil.example.net", "//evil.example.net", "/\\evil.example.net", "/a%2fb", "/a%5Cb", "http://app.example.com", "https://app.example.com.evil.net", "https://example.org", "javascript:alert(1)", "dash", "https://app.example.com:444/x", "https://app.example.com@evil.net/"].map((callbackURL) =>
    post(`sign-in with the callback ${JSON.stringify(callbackURL)}`, "/sign-in/email", { ...ada, callbackURL })),
  post("sign-in with NUL in the callback", "/sign-in/email", { ...ada, callbackURL: "/a\u0000b" }, { differs: BAD_REQUEST("security checklist 15.2: NUL is refused in any text", "BAD_REQUEST") }),
  ...[5, true, {}, ["https://evil.example.net"]].map((callbackURL) =>
    post(`sign-in with the callback ${JSON.stringify(callbackURL)}`, "/sign-in/email", { ...ada, callbackURL })),
  ...[null, 0, false].map((callbackURL) =>
    post(`sign-in with the falsy callback ${JSON.stringify(callbackURL)}`, "/sign-in/email", { ...ada, callbackURL })),
  post("sign-in with hostile URLs of other names", "/sign-in/email", { ...ada, errorCallbackURL: "https://evil.example.net" }),
  post("sign-in with a hostile redirectTo", "/sign-in/email", { ...ada, redirectTo: "https://evil.example.net" }),
  post("sign-in with a hostile newUserCallbackURL", "/sign-in/email", { ...ada, newUserCallbackURL: "https://evil.example.net" }),
  post("sign-in with a hostile callback in the query", "/sign-in/email?callbackURL=https%3A%2F%2Fevil.example.net", ada),
  post("sign-in with a wrong password", "/sign-in/email", { ...ada, password: "not the right one" }),
  post("sign-in with an empty password", "/sign-in/email", { ...ada, password: "" }),
  post("sign-in with a password that is too long", "/sign-in/email", { ...ada, password: long(129) }),
  post("sign-in of nobody", "/sign-in/email", { email: "nobody@example.com", password: PASSWORD }),
  post("sign-in with no address at all", "/sign-in/email", { email: "", password: PASSWORD }),
  post("sign-in with something that is no address", "/sign-in/email", { email: "ada", password: PASSWORD }),
  post("sign-in with spaces around the address", "/sign-in/email", { ...ada, email: " ada@example.com " }),
  post("sign-in with wrong types", "/sign-in/email", { email: 5, password: false, rememberMe: "no" }),
  post("sign-in with nothing in it", "/sign-in/email", {}),
  post("sign-in with an array", "/sign-in/email", []),
  { name: "sign-in without a body", method: "POST", path: "/sign-in/email" },
  form("sign-in by a form", "/sign-in/email", `email=ada%40example.com&password=${encodeURIComponent(PASSWORD)}`),
  form("sign-in by a form with charset", "/sign-in/email", `email=ada%40example.com&password=${PASSWORD.replaceAll(" ", "+")}`, { type: "Application/X-WWW-Form-Urlencoded; charset=utf-8" }),
  form("sign-in by a form that says rememberMe", "/sign-in/email", `email=ada%40example.com&password=x&rememberMe=false`),
  form("sign-in by an empty form", "/sign-in/email", ""),
  form("sign-in by a form without a password", "/sign-in/email", "email=ada%40example.com"),
  raw("sign-in with JSON and charset", "/sign-in/email", JSON.stringify(ada), { type: "application/json; charset=utf-8" }),
  raw("sign-in with JSON as text", "/sign-in/email", JSON.stringify(ada), { type: "text/plain" }),
  raw("sign-in with JSON of a vendor", "/sign-in/email", JSON.stringify(ada), { type: "application/vnd.api+json" }),
  raw("sign-in as multipart", "/sign-in/email", "--x--", { type: "multipart/form-data; boundary=x" }),
  raw("sign-in without a content type", "/sign-in/email", JSON.stringify(ada), { type: undefined }),
  ...["{", "{}}", '{"email":', "{'email':1}", '{"a":1,}', "", "   "].map((text) =>
    raw(`sign-in with the text ${JSON.stringify(text)}`, "/sign-in/email", text)),
  raw("sign-in with a chunked body", "/sign-in/email", JSON.stringify(ada), { chunked: true }),
  raw("sign-in with a chunked body that is empty", "/sign-in/email", "", { chunked: true }),
  raw("sign-in with one name twice", "/sign-in/email", '{"email":"eve@example.com","email":"ada@example.com","password":"correct horse battery"}',
      { differs: { why: "security checklist 14.9: duplicate keys are refused", status: 400 } }),
  raw("sign-in with a body over 64 KiB", "/sign-in/email", JSON.stringify({ ...ada, more: long(66_000) }),
      { differs: { why: "decisions.md, Wire: body limit (checklist 14.1)", status: 413, "body.code": "PAYLOAD_TOO_LARGE" } }),
  post("sign-in while signed in keeps the old session", "/sign-in/email", ada, { as: "ada", spends: true, then: [sessionCheck] }),
  post("sign-in remembered where the mark is set", "/sign-in/email", ada, { headers: ({ server, session }) => cookie(`${session.cookie}; better-auth.dont_remember=${encodeURIComponent(`true.${hmac(server.secret, "true")}`)}`), origin: "own" }),
  post("sign-in by GET's path with a query", "/sign-in/email?x=1&x=2", ada),
];

const origins = [
  post("sign-in from the own origin", "/sign-in/email", ada, { origin: "own" }),
  post("sign-in from a trusted origin", "/sign-in/email", ada, { origin: "https://app.example.com" }),
  post("sign-in from a trusted wildcard", "/sign-in/email", ada, { origin: "https://a.b.example.org" }),
  ...["https://evil.example.net", "null", "https://app.example.com.evil.net", "http://app.example.com", "https://app.example.com:8443", "https://example.org", "https://evil.net#.example.org", "nonsense", "https://app.example.com/"].map((origin) =>
    post(`sign-in from the origin ${origin}`, "/sign-in/email", ada, { origin })),
  post("sign-in from a hostile origin with bad input", "/sign-in/email", {}, { origin: "https://evil.example.net" }),
  post("sign-in from a hostile origin with a cookie and bad input", "/sign-in/email", {}, { as: "ada", origin: "https://evil.example.net" }),
  raw("bad JSON from a hostile origin with a cookie", "/sign-in/email", "{", { as: "ada", origin: "https://evil.example.net" }),
  post("sign-in with a hostile referer", "/sign-in/email", ada, { headers: [["referer", "https://evil.example.net/page"]] }),
  post("sign-in with a good referer", "/sign-in/email", ada, { headers: ({ server }) => [["referer", `${server.url}/login?x=1`]] }),
  post("sign-in as a navigation from another site", "/sign-in/email", ada, { headers: [["sec-fetch-site", "cross-site"], ["sec-fetch-mode", "navigate"], ["sec-fetch-dest", "document"]] }),
  post("sign-in by a script that says no origin", "/sign-in/email", ada, { headers: [["sec-fetch-mode", "cors"]] }),
  post("sign-in with fetch metadata and the own origin", "/sign-in/email", ada, { origin: "own", headers: [["sec-fetch-site", "same-origin"], ["sec-fetch-mode", "cors"], ["sec-fetch-dest", "empty"]] }),
  post("sign-in with fetch metadata that is blank", "/sign-in/email", ada, { headers: [["sec-fetch-site", ""]] }),
  post("sign-in with the null origin of the same site", "/sign-in/email", ada, { origin: "null", headers: [["sec-fetch-site", "same-origin"], ["sec-fetch-mode", "navigate"]] }),
  post("sign-up with a foreign cookie and no origin", "/sign-up/email", { ...good, email: "new30@example.com" }, { headers: cookie("theme=dark") }),
  post("sign-up with a foreign cookie and a hostile origin", "/sign-up/email", { ...good, email: "new31@example.com" }, { headers: cookie("theme=dark"), origin: "https://evil.example.net" }),
  post("sign-up as a navigation from another site", "/sign-up/email", { ...good, email: "new32@example.com" }, { headers: [["sec-fetch-site", "cross-site"], ["sec-fetch-mode", "navigate"]] }),
  post("sign-out from a hostile origin", "/sign-out", {}, { as: "ada", origin: "https://evil.example.net", spends: true, then: [sessionCheck] }),
  post("sign-out with a cookie and no origin", "/sign-out", {}, { as: "ada", origin: "", spends: true, then: [sessionCheck] }),
  post("sign-out from the null origin", "/sign-out", {}, { as: "ada", origin: "null", spends: true }),
  post("revoke-sessions from a hostile origin", "/revoke-sessions", {}, { as: "ada", origin: "https://evil.example.net", spends: true, then: [sessionCheck] }),
  post("sign-out from a trusted origin", "/sign-out", {}, { as: "ada", origin: "https://app.example.com", spends: true, then: [sessionCheck] }),
  post("sign-out by a trusted referer", "/sign-out", {}, { as: "ada", origin: "", headers: [["referer", "https://app.example.com/x/y?z"]], spends: true }),
  get("the session check from a hostile origin", "/get-session", { as: "ada", origin: "https://evil.example.net" }),
  get("the session check from a trusted origin", "/get-session", { as: "ada", origin: "https://app.example.com" }),
];

const sessions = [
  get("the session check of a stranger", "/get-session"),
  get("the session check", "/get-session", { as: "ada" }),
  get("the session check of a fresh sign-in", "/get-session", { as: "ada", spends: true }),
  get("the session check of an unremembered sign-in", "/get-session", { as: "ada", spends: true, unremembered: true }),
  get("the session check with disableRefresh", "/get-session?disableRefresh=true&disableCookieCache=true", { as: "ada" }),
  get("the session check with odd queries", "/get-session?disableRefresh=&x[]=1&disableCookieCache=no", { as: "ada" }),
  get("the session check with a query twice", "/get-session?disableRefresh=true&disableRefresh=false", { as: "ada" }),
  post("the session check by POST", "/get-session", {}, { as: "ada" }),
  post("the session check of a stranger by POST", "/get-session", {}),
  get("the session check when a renewal is due", "/get-session", { as: "ada", spends: true, prepare: age("2 days") }),
  get("the session check when a renewal is due and not wanted", "/get-session?disableRefresh=true", { as: "ada", spends: true, prepare: age("2 days") }),
  get("the session check of an unremembered one when a renewal would be due", "/get-session", { as: "ada", spends: true, unremembered: true, prepare: age("2 hours") }),
  get("an unremembered session by bearer alone", "/get-session", { spends: true, unremembered: true, headers: ({ session }) => bearer(`Bearer ${session.signed}`) }),
  get("the list when a renewal is due", "/list-sessions", { as: "bob", spends: true, prepare: renewalDue }),
  get("the token when a renewal is due", "/token", { as: "ada", spends: true, prepare: renewalDue }),
  get("the session check after the end", "/get-session", { as: "ada", spends: true, prepare: age("8 days"), then: [{ ...sessionCheck, name: "and once more" }] }),
  get("the token after the end", "/token", { as: "ada", spends: true, prepare: age("8 days") }),
  get("the list after the end", "/list-sessions", { as: "ada", spends: true, prepare: age("8 days") }),
  post("revoke-sessions after the end", "/revoke-sessions", {}, { as: "ada", spends: true, prepare: age("8 days") }),
  get("the session check of a session that is gone", "/get-session", { as: "ada", spends: true, prepare: gone }),
  get("the list of a session that is gone", "/list-sessions", { as: "ada", spends: true, prepare: gone }),
  get("the session check with a stray cache cookie", "/get-session", { headers: ({ session }) => cookie(`${session.cookie}; better-auth.session_data=abc`) }),
  get("a stranger's session check with a stray cache cookie", "/get-session", { headers: cookie("better-auth.session_data=abc") }),
  get("the session check with a stray cache cookie in parts", "/get-session", { headers: ({ session }) => cookie(`${session.cookie}; better-auth.session_data.0=abc; better-auth.session_data.1=def`) }),
];

const cookies = [
  get("a cookie whose signature has another first letter", "/get-session", { headers: spoilt(({ token, signature }) => encodeURIComponent(`${token}.${signature[0] === "A" ? "B" : "A"}${signature.slice(1)}`)) }),
  get("a cookie whose signature has other spare bits", "/get-session", { headers: spoilt(({ token, signature }) => encodeURIComponent(`${token}.${otherSpareBits(signature)}`)) }),
  get("a cookie of another token with this signature", "/get-session", { headers: spoilt(({ signature }) => encodeURIComponent(`${"a".repeat(32)}.${signature}`)) }),
  get("a well-signed cookie of a token that never was", "/get-session", { headers: spoilt((_, { secret }) => encodeURIComponent(`${"a".repeat(32)}.${hmac(secret, "a".repeat(32))}`)) }),
  get("a cookie signed with another secret", "/get-session", { headers: spoilt(({ token }) => encodeURIComponent(`${token}.${hmac("another", token)}`)) }),
  get("a cookie without its signature", "/get-session", { headers: spoilt(({ token }) => token) }),
  get("a cookie with an empty signature", "/get-session", { headers: spoilt(({ token }) => `${token}.`) }),
  get("a cookie with half its signature", "/get-session", { headers: spoilt(({ token, signature }) => encodeURIComponent(`${token}.${signature.slice(0, 20)}`)) }),
  get("a cookie without padding", "/get-session", { headers: spoilt(({ token, signature }) => encodeURIComponent(`${token}.${signature.replace("=", "")}`)) }),
  get("a cookie that is empty", "/get-session", { headers: cookie(`${SESSION}=`) }),
  get("a cookie that is one dot", "/get-session", { headers: cookie(`${SESSION}=.`) }),
  get("a cookie that cannot be decoded", "/get-session", { headers: cookie(`${SESSION}=%E0%A4%A`) }),
  get("a cookie that is not percent-encoded", "/get-session", { headers: spoilt(({ signed }) => signed) }),
  get("a cookie in quotes", "/get-session", { headers: spoilt(({ signed }) => `"${encodeURIComponent(signed)}"`) }),
  get("a forged cookie before the right one", "/get-session", { headers: ({ session }) => cookie(`${SESSION}=forged; ${session.cookie}`) }),
  get("a forged cookie after the right one", "/get-session", { headers: ({ session }) => cookie(`${session.cookie}; ${SESSION}=forged`) }),
  get("the right cookie among others", "/get-session", { headers: ({ session }) => cookie(`a=b;c; =d;${session.cookie};e=f`) }),
  get("the right value under the secure name", "/get-session", { headers: ({ session }) => cookie(`__Secure-${session.cookie}`) }),
  get("the unremembered mark as a session", "/get-session", { headers: ({ server }) => cookie(`${SESSION}=${encodeURIComponent(`true.${hmac(server.secret, "true")}`)}`) }),
  get("a forged cookie at the list", "/list-sessions", { headers: cookie(`${SESSION}=x.y`) }),
];

const bearers = [
  get("bearer with the signed token", "/get-session", { headers: ({ session }) => bearer(`Bearer ${session.signed}`) }),
  get("bearer with the encoded token", "/get-session", { headers: ({ session }) => bearer(`Bearer ${encodeURIComponent(session.signed)}`) }),
  get("bearer with the raw token", "/get-session", { headers: ({ session }) => bearer(`Bearer ${session.token}`) }),
  get("bearer in lower case with spaces", "/get-session", { headers: ({ session }) => bearer(`bearer   ${session.signed}  `) }),
  get("bearer spoilt", "/get-session", { headers: ({ session }) => bearer(`Bearer ${session.token}.bad`) }),
  get("bearer of nobody", "/get-session", { headers: bearer("Bearer nobody") }),
  get("bearer with nothing", "/get-session", { headers: bearer("Bearer ") }),
  get("another scheme", "/get-session", { headers: bearer("Basic YTpi") }),
  get("bearer spoilt beside a good cookie", "/get-session", { as: "ada", headers: bearer("Bearer x.y") }),
  get("bearer of Bob beside the cookie of Ada", "/get-session", { as: "ada", headers: ({ people }) => bearer(`Bearer ${people.bob.signed}`) }),
  get("the list by bearer", "/list-sessions", { headers: ({ people }) => bearer(`Bearer ${people.bob.signed}`) }),
  get("the token by bearer", "/token", { headers: ({ session }) => bearer(`Bearer ${session.signed}`) }),
  post("sign-out by bearer from anywhere", "/sign-out", {}, { spends: true, origin: "https://evil.example.net", headers: ({ session }) => bearer(`Bearer ${session.signed}`), then: [sessionCheck] }),
  get("bearer of a session that is gone", "/get-session", { spends: true, prepare: gone, headers: ({ session }) => bearer(`Bearer ${session.signed}`) }),
];

const ending = [
  get("the list of a stranger", "/list-sessions"),
  get("the list", "/list-sessions", { as: "bob" }),
  get("the list of a session that is not fresh", "/list-sessions", { as: "ada", spends: true, prepare: notFresh }),
  post("revoke-session of a stranger", "/revoke-session", { token: "x" }),
  post("revoke-session of a stranger with bad input", "/revoke-session", {}),
  post("revoke-session without a token", "/revoke-session", {}, { as: "ada" }),
  post("revoke-session with a number", "/revoke-session", { token: 5 }, { as: "ada" }),
  post("revoke-session with null", "/revoke-session", null, { as: "ada" }),
  { name: "revoke-session without a body", method: "POST", path: "/revoke-session", as: "ada" },
  form("revoke-session by a form", "/revoke-session", "token=x", { as: "ada" }),
  post("revoke-session of a token that never was", "/revoke-session", { token: "never" }, { as: "ada" }),
  post("revoke-session of an empty token", "/revoke-session", { token: "" }, { as: "ada" }),
  post("revoke-session of someone else's", "/revoke-session", ({ people }) => ({ token: people.bob.token }), { as: "ada", then: [get("and then Bob's check", "/get-session", { as: "bob" })] }),
  post("revoke-session of the own one", "/revoke-session", ({ session }) => ({ token: session.token }), { as: "ada", spends: true, then: [sessionCheck] }),
  post("revoke-session with a hostile callback", "/revoke-session", { token: "x", callbackURL: "https://evil.example.net" }, { as: "ada" }),
  post("revoke-other-sessions of a stranger", "/revoke-other-sessions", {}),
  post("revoke-other-sessions", "/revoke-other-sessions", {}, { as: "carl", spends: true, then: [sessionCheck, get("and then the list", "/list-sessions", { as: "session" })] }),
  { name: "revoke-other-sessions without a body", method: "POST", path: "/revoke-other-sessions", as: "carl", spends: true },
  post("revoke-sessions of a stranger", "/revoke-sessions", {}),
  post("revoke-sessions", "/revoke-sessions", {}, { as: "carl", spends: true, then: [sessionCheck] }),
  post("revoke-sessions with any JSON", "/revoke-sessions", [1, "two"], { as: "carl", spends: true }),
  raw("revoke-sessions with bad JSON", "/revoke-sessions", "{", { as: "carl", spends: true, then: [sessionCheck] }),
  post("sign-out", "/sign-out", {}, { as: "carl", spends: true, then: [sessionCheck, get("and then the list", "/list-sessions", { as: "session" }), post("and then sign-out again", "/sign-out", {}, { as: "session" })] }),
  { name: "sign-out without a body", method: "POST", path: "/sign-out", as: "carl", spends: true },
  post("sign-out of an unremembered session", "/sign-out", {}, { as: "carl", spends: true, unremembered: true }),
  post("sign-out of a stranger", "/sign-out", {}),
  post("sign-out with a forged cookie", "/sign-out", {}, { headers: cookie(`${SESSION}=a.b`), origin: "own" }),
  post("sign-out with a stray cache cookie", "/sign-out", {}, { spends: true, origin: "own", headers: ({ session }) => cookie(`${session.cookie}; better-auth.session_data=abc`) }),
  post("sign-out with a callback", "/sign-out", { callbackURL: "/bye", disableRedirect: true, state: "s" }, { as: "carl", spends: true }),
  post("sign-out with wrong types", "/sign-out", { disableRedirect: "yes", state: 1 }, { as: "carl", spends: true, then: [sessionCheck] }),
  post("sign-out with a callback that is a number", "/sign-out", { callbackURL: 1 }, { as: "carl", spends: true }),
  post("sign-out with a hostile callback", "/sign-out", { callbackURL: "https://evil.example.net" }, { as: "carl", spends: true }),
  post("sign-out with a string", "/sign-out", "text", { as: "carl", spends: true }),
  post("sign-out with an array", "/sign-out", [], { as: "carl", spends: true }),
  form("sign-out by a form", "/sign-out", "a=b", { as: "carl", spends: true }),
];

const tokens = [
  get("the token", "/token", { as: "ada" }),
  get("the token of a stranger", "/token"),
  get("the token of a forged cookie", "/token", { headers: cookie(`${SESSION}=a.b`) }),
  get("the token of a session that is gone", "/token", { as: "ada", spends: true, prepare: gone }),
  post("the token by POST", "/token", {}, { as: "ada" }),
  get("the keys", "/jwks"),
  get("the keys with a query and a cookie", "/jwks?x=1", { as: "ada" }),
  post("the keys by POST", "/jwks", {}),
  get("ok", "/ok"),
  get("ok with a query", "/ok?a=b&a=c"),
  post("ok by POST", "/ok", {}),
];

const routes = [
  ...["/unknown", "/", "", "/ok/", "/OK", "//ok", "/ok//", "/sign-in", "/sign-in/email/x", "/get-session/", "/sign-in%2Femail", "/o%6b", "/ok;x=1", "/ok.json", "/set-password"].map((path) =>
    get(`GET ${path || "the base path alone"}`, path)),
  ...["/./ok", "/x/../ok"].map((path) =>
    get(`GET ${path}`, path, { differs: { why: "security checklist 14.8: a path is taken as it stands", status: 404, "body.code": "NOT_FOUND" } })),
  get("a path beside the base path", "", { url: "/api/authx/ok" }),
  ...["GET", "PUT", "PATCH", "DELETE", "HEAD"].map((method) => ({ name: `${method} of sign-in`, method, path: "/sign-in/email" })),
  ...["PUT", "PATCH", "DELETE", "HEAD"].map((method) => ({ name: `${method} of the session check`, method, path: "/get-session", as: "ada" })),
  { name: "OPTIONS without an origin", method: "OPTIONS", path: "/sign-in/email" },
  { name: "OPTIONS of an unknown path", method: "OPTIONS", path: "/unknown" },
  { name: "preflight from a hostile origin", method: "OPTIONS", path: "/sign-in/email", origin: "https://evil.example.net", headers: [["access-control-request-method", "POST"], ["access-control-request-headers", "content-type"]],
    differs: { why: "design.md, Where we differ: preflight answered; others get no header", "header access-control-allow-origin": undefined, "header access-control-allow-credentials": undefined } },
  { name: "preflight from a trusted origin", method: "OPTIONS", path: "/sign-in/email", origin: "https://app.example.com", headers: [["access-control-request-method", "POST"], ["access-control-request-headers", "content-type"]],
    differs: { why: "design.md, Where we differ: preflight answered", status: 204, body: "", "header access-control-allow-origin": "https://app.example.com", "header access-control-allow-credentials": "true", "header access-control-allow-methods": /\bPOST\b/, "header access-control-allow-headers": /content-type/i } },
  post("an unknown path by POST", "/unknown", {}, { origin: "https://evil.example.net", headers: cookie("a=b") }),
  raw("an unknown path with bad JSON", "/unknown", "{"),
  post("a method that is overridden", "/ok", {}, { headers: [["x-http-method-override", "GET"]] }),
];

const addresses = [
  post("sign-in behind a proxy that nobody named", "/sign-in/email", ada, { forwarded: true, headers: [["x-forwarded-for", "203.0.113.9"]], keep: "proxied",
    then: [get("and then the session check", "/get-session", { as: "answer", forwarded: true })] }),
  post("sign-in with an address list", "/sign-in/email", ada, { forwarded: true, headers: [["x-forwarded-for", "203.0.113.9, 198.51.100.7"]],
    then: [get("and then the session check", "/get-session", { as: "answer", forwarded: true })] }),
  get("a hostile forwarded host", "/get-session", { as: "ada", headers: [["x-forwarded-host", "evil.example.net"], ["x-forwarded-proto", "https"]] }),
  post("sign-in with a forwarded scheme keeps the plain cookie name", "/sign-in/email", ada, { forwarded: true, headers: [["x-forwarded-proto", "https"]] }),
];

export const REQUESTS = { signUp, signIn, origins, sessions, cookies, bearers, ending, tokens, routes, addresses };

function age(interval) {
  return ({ sql, session }) => sql(
      `update session set "expiresAt" = "expiresAt" - $2::interval, "createdAt" = "createdAt" - $2::interval,
       "updatedAt" = "updatedAt" - $2::interval where token = $1`, [session.token, interval]);
}

function renewalDue({ sql, session }) {
  return sql(`update session set "expiresAt" = "expiresAt" - interval '2 days' where token = $1`, [session.token]);
}

function notFresh({ sql, session }) {
  return sql(`update session set "createdAt" = "createdAt" - interval '25 hours' where token = $1`, [session.token]);
}

function gone({ sql, session }) {
  return sql("delete from session where token = $1", [session.token]);
}

/** The same bytes when decoded: base64's last letter before one `=` carries two bits that mean nothing. */
function otherSpareBits(signature) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const last = alphabet.indexOf(signature.at(-2));
  return `${signature.slice(0, -2)}${alphabet[(last & ~3) | ((last + 1) & 3)]}=`;
}
