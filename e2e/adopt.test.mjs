// One database, two servers: the reference filled it, Holdfast takes it over, and the reference can have it back.
// Both are known under one public URL, as when one replaces the other. With the reference as the target too, the
// same story is the control.
import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Device } from "./lib/device.mjs";
import { bearerClient, client, ok, PASSWORD, person } from "./lib/people.mjs";
import { freePort } from "./lib/ports.mjs";
import { Cluster, rows } from "./lib/postgres.mjs";
import { Child } from "./lib/processes.mjs";
import { reference, TARGET, target } from "./lib/server.mjs";
import { totp } from "./lib/totp.mjs";
import { jose, pyjwt } from "./lib/verifiers.mjs";

const cluster = await Cluster.start();
const databaseUrl = await cluster.database();
const PUBLIC = `http://localhost:${await freePort()}`;
const env = { BETTER_AUTH_URL: PUBLIC };
const filled = { ...env, REFERENCE_PLUGINS: "admin,twoFactor" };
const started = [];

async function run(server) {
  started.push(server);
  return server.start(30_000);
}
after(async () => {
  for (const server of started) await server.dispose();
  await cluster.stop();
});

const at = (server, device = new Device(PUBLIC)) => client(server, device);
const issuer = { issuer: PUBLIC, audience: PUBLIC };

/** The same device, from now on talking to the other server. */
function moved({ device }, server) {
  const copy = new Device(PUBLIC);
  copy.copyCookiesFrom(device);
  return at(server, copy);
}

// The reference fills the database.
const old = await run(await reference({ databaseUrl, env: filled }));
const people = {};
for (const name of ["Ada", "Bea", "Banned", "Pardoned", "Twofa"]) {
  const who = person(name);
  const session = at(old);
  const { user } = await ok(session.auth.signUp.email(who));
  people[name] = { ...who, ...session, user, signed: session.device.last.headers.get("set-auth-token") };
}
const { Ada, Bea, Banned, Pardoned, Twofa } = people;
await rows(databaseUrl, `update "user" set banned = true, "banReason" = 'spam' where id = $1`, [Banned.user.id]);
await rows(databaseUrl, `update "user" set banned = true, "banExpires" = now() - interval '1 hour' where id = $1`, [Pardoned.user.id]);
await enableTwoFactor(Twofa);
const { kid } = (await at(old).auth.jwks()).data.keys[0];
const before = await counts();

// The other server starts on it.
const here = await run(await target({ databaseUrl, env: TARGET === "reference" ? filled : env }));

async function enableTwoFactor({ device }) {
  const call = async (path, body) => {
    const answer = await device.fetch(`${old.base}/two-factor/${path}`, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
    });
    assert.equal(answer.status, 200, path);
    return answer.json();
  };
  const { totpURI } = await call("enable", { password: PASSWORD });
  await call("verify-totp", { code: totp(totpURI) });
}

async function counts() {
  const [found] = await rows(databaseUrl, `select (select count(*) from "user") users, (select count(*) from session) sessions,
      (select count(*) from account) accounts, (select count(*) from jwks) keys`);
  return found;
}

async function signIn(server, { email }, password = PASSWORD) {
  const made = at(server);
  const { data, error } = await made.auth.signIn.email({ email, password });
  return { ...made, data, error };
}

test("starting on the database adds and takes away nobody, no session and no key", async () => {
  assert.deepEqual(await counts(), before);
});

test("the users of the reference sign in with their passwords, and only with those", async () => {
  const { data } = await signIn(here, Ada);
  assert.equal(data.user.id, Ada.user.id);
  assert.equal((await signIn(here, Ada, "not the right one")).error.code, "INVALID_EMAIL_OR_PASSWORD");
});

test("the reference's session cookies and bearer tokens are sessions here", async () => {
  const there = await ok(Ada.auth.getSession());
  const found = await ok(moved(Ada, here).auth.getSession());
  assert.equal(found.user.id, Ada.user.id);
  assert.equal(found.session.id, there.session.id);
  assert.deepEqual(found.session.expiresAt, there.session.expiresAt);
  assert.equal((await ok(bearerClient(here, Ada.signed).auth.getSession())).session.id, there.session.id);
  assert.ok((await ok(moved(Ada, here).auth.listSessions())).some(({ id }) => id === there.session.id));
});

test("the reference's key signs here, and both JWKS verify what either signed", async () => {
  for (const signer of [here, old]) {
    const { device } = moved(Ada, signer);
    const { token } = await (await device.fetch(`${signer.base}/token`)).json();
    assert.equal(JSON.parse(Buffer.from(token.split(".")[0], "base64url")).kid, kid);
    for (const publisher of [here, old]) {
      assert.equal((await jose(publisher, token, issuer)).sub, Ada.user.id);
      assert.equal((await pyjwt(publisher, token, issuer)).sub, Ada.user.id);
    }
  }
  assert.equal((await counts()).keys, "1");
});

test("a banned user cannot sign in", async () => {
  const { error, device } = await signIn(here, Banned);
  assert.equal(error.status, 403);
  assert.equal(error.code, "BANNED_USER");
  assert.equal(device.cookies, "");
});

test("a ban that is over counts as none", async () => {
  assert.equal((await signIn(here, Pardoned)).data.user.id, Pardoned.user.id);
});

test("signing out on one server ends the session on the other", async () => {
  const first = await signIn(here, Bea);
  assert.equal((await ok(moved(first, old).auth.getSession())).user.id, Bea.user.id);
  const copy = moved(first, old);
  await ok(first.auth.signOut());
  assert.equal(await ok(copy.auth.getSession()), null);

  const second = await signIn(old, Bea);
  const kept = moved(second, here);
  assert.equal((await ok(kept.auth.getSession())).user.id, Bea.user.id);
  await ok(second.auth.revokeSessions());
  assert.equal(await ok(kept.auth.getSession()), null);
});

test("who signed up here is at home on the reference: cookie, bearer, password", async () => {
  const dora = person("Dora");
  const made = at(here);
  const { user } = await ok(made.auth.signUp.email(dora));
  const signed = made.device.last.headers.get("set-auth-token");
  assert.equal((await ok(moved(made, old).auth.getSession())).user.id, user.id);
  assert.equal((await ok(bearerClient(old, signed).auth.getSession())).user.id, user.id);
  assert.equal((await signIn(old, dora)).data.user.id, user.id);
  assert.equal((await at(old).auth.signUp.email(dora)).error.code, "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL");
});

test("a user that the reference makes meanwhile is known here at once", async () => {
  const emil = person("Emil");
  const made = at(old);
  const { user } = await ok(made.auth.signUp.email(emil));
  assert.equal((await ok(moved(made, here).auth.getSession())).user.id, user.id);
  assert.equal((await signIn(here, emil)).data.user.id, user.id);
});

test("the reference's own schema check and migrations find nothing to say about the shared database", async () => {
  await theReferenceIsContentWith(databaseUrl, filled);
});

test("a database that was made here is one the reference can take over", async () => {
  const url = await cluster.database();
  const maker = await run(await target({ databaseUrl: url, env: { ...env, HOLDFAST_COEXIST: TARGET === "holdfast" ? "on" : undefined } }));
  const fay = person("Fay");
  const made = at(maker);
  const { user } = await ok(made.auth.signUp.email(fay));
  const [{ kid: own }] = (await at(maker).auth.jwks()).data.keys;
  await maker.dispose();

  await theReferenceIsContentWith(url, env);
  const heir = await run(await reference({ databaseUrl: url, env: { ...env, REFERENCE_MIGRATE: "off" } }));
  assert.equal((await ok(moved(made, heir).auth.getSession())).user.id, user.id);
  assert.equal((await signIn(heir, fay)).data.user.id, user.id);
  const { token } = await (await moved(made, heir).device.fetch(`${heir.base}/token`)).json();
  assert.equal(JSON.parse(Buffer.from(token.split(".")[0], "base64url")).kid, own, "the key that was made here signs there");
  assert.equal((await jose(heir, token, issuer)).sub, user.id);
});

async function theReferenceIsContentWith(url, settings) {
  const { PATH, HOME } = process.env;
  const plan = new Child(process.execPath, [fileURLToPath(new URL("reference.mjs", import.meta.url))], {
    env: { PATH, HOME, ...settings, BETTER_AUTH_SECRET: old.secret, DATABASE_URL: url, REFERENCE_MIGRATE: "plan" },
  });
  assert.deepEqual(await plan.end(), { code: 0, signal: null }, plan.output);
  assert.deepEqual(JSON.parse(plan.output), []);
  const checked = await run(await reference({ databaseUrl: url, env: { ...settings, REFERENCE_MIGRATE: "off" } }));
  assert.equal(await ok(at(checked).auth.getSession()), null);
  await checked.dispose();
}

if (TARGET === "holdfast") {
  test("a banned user's session is none here, and the device forgets it", async () => {
    const device = moved(Banned, here);
    assert.equal(await ok(device.auth.getSession()), null);
    assert.equal(device.device.cookies, "");
    const guarded = moved(Banned, here);
    assert.equal((await guarded.device.fetch(`${here.base}/token`)).status, 401);
    assert.equal((await moved(Banned, here).auth.listSessions()).error.status, 401);
  });

  test("a user with a second factor is refused by name, never let in with the password alone", async () => {
    const sessions = (await counts()).sessions;
    const { error, device } = await signIn(here, Twofa);
    assert.ok(error, "signed in without the second factor");
    assert.equal(error.status, 403);
    assert.match(error.code, /TWO_FACTOR/);
    assert.equal(device.cookies, "");
    assert.equal(device.last.headers.get("set-auth-token"), null);
    assert.equal((await counts()).sessions, sessions);
  });
}
