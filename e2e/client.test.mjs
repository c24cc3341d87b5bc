// The official client in Node, with a cookie jar where a browser has one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Device } from "./lib/device.mjs";
import { bearerClient, client, ok, person } from "./lib/people.mjs";
import { scene } from "./lib/scene.mjs";

const stage = await scene();
const SESSION = "better-auth.session_token";
const WEEK = 7 * 24 * 60 * 60;

async function signedUp(who = person()) {
  const at = client(stage.server);
  const { user } = await ok(at.auth.signUp.email(who));
  return { ...at, who, user };
}

async function anotherDevice(who) {
  const at = client(stage.server);
  await ok(at.auth.signIn.email({ email: who.email, password: who.password }));
  return at;
}

test("sign-up starts a session that the next call finds", async () => {
  const { auth, device, who, user } = await signedUp();
  assert.equal(user.email, who.email);
  assert.equal(user.name, who.name);
  assert.equal(user.emailVerified, false);

  const found = await ok(auth.getSession());
  assert.equal(found.user.id, user.id);
  assert.equal(found.session.userId, user.id);
  const left = (new Date(found.session.expiresAt) - Date.now()) / 1000;
  assert.ok(Math.abs(left - WEEK) < 60, `expires in ${left} s`);
  assert.equal(device.last.headers.get("cache-control"), "no-store");
});

test("the session cookie is HttpOnly, lax, for the whole site and for seven days", async () => {
  const { device } = await signedUp();
  assert.deepEqual(device.cookie(SESSION).attributes, [`Max-Age=${WEEK}`, "Path=/", "HttpOnly", "SameSite=Lax"]);
  assert.equal(device.cookies.split("; ").length, 1);
});

test("a stranger has no session, and that is no error", async () => {
  const { auth, device } = client(stage.server);
  assert.equal(await ok(auth.getSession()), null);
  assert.equal(device.last.status, 200);
});

test("an address signs up once", async () => {
  const { who } = await signedUp();
  const { error } = await client(stage.server).auth.signUp.email({ ...who, email: who.email.toUpperCase() });
  assert.equal(error.status, 422);
  assert.equal(error.code, "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL");
});

test("a short password is refused by name", async () => {
  const { error } = await client(stage.server).auth.signUp.email({ ...person(), password: "seven77" });
  assert.equal(error.status, 400);
  assert.equal(error.code, "PASSWORD_TOO_SHORT");
});

test("a wrong password and an unknown address get the same answer", async () => {
  const { who } = await signedUp();
  const { auth } = client(stage.server);
  const wrong = (await auth.signIn.email({ email: who.email, password: "not the right one" })).error;
  const unknown = (await auth.signIn.email({ ...person(), name: undefined })).error;
  assert.equal(wrong.status, 401);
  assert.equal(wrong.code, "INVALID_EMAIL_OR_PASSWORD");
  assert.deepEqual(unknown, wrong);
  assert.equal(await ok(auth.getSession()), null);
});

test("a second device is listed and can be sent away", async () => {
  const first = await signedUp();
  const second = await anotherDevice(first.who);
  const mine = (await ok(first.auth.getSession())).session;
  const listed = await ok(first.auth.listSessions());
  assert.equal(listed.length, 2);
  assert.ok(listed.some(({ token }) => token === mine.token));

  const other = listed.find(({ id }) => id !== mine.id);
  assert.deepEqual(await ok(first.auth.revokeSession({ token: other.token })), { status: true });
  assert.equal(await ok(second.auth.getSession()), null);
  assert.equal(second.device.cookies, "", "the device that was sent away forgets its cookie");
  assert.equal((await ok(first.auth.getSession())).session.id, mine.id);
  assert.equal((await ok(first.auth.listSessions())).length, 1);
});

test("revoking the others leaves this device alone", async () => {
  const first = await signedUp();
  const others = [await anotherDevice(first.who), await anotherDevice(first.who)];
  assert.deepEqual(await ok(first.auth.revokeOtherSessions()), { status: true });
  for (const other of others) assert.equal(await ok(other.auth.getSession()), null);
  assert.equal((await ok(first.auth.listSessions())).length, 1);
});

test("revoking all sessions signs this device out too", async () => {
  const first = await signedUp();
  const second = await anotherDevice(first.who);
  assert.deepEqual(await ok(first.auth.revokeSessions()), { status: true });
  assert.equal(first.device.cookies, "");
  assert.equal(await ok(first.auth.getSession()), null);
  assert.equal(await ok(second.auth.getSession()), null);
});

test("someone else's session cannot be revoked", async () => {
  const ada = await signedUp(person("Ada"));
  const eve = await signedUp(person("Eve"));
  const { token } = (await ok(ada.auth.getSession())).session;
  assert.deepEqual(await ok(eve.auth.revokeSession({ token })), { status: true });
  assert.equal((await ok(ada.auth.getSession())).user.id, ada.user.id);
});

test("after sign-out the session is gone, also for a copy of the cookie", async () => {
  const { auth, device } = await signedUp();
  const thief = new Device(stage.server.url);
  thief.copyCookiesFrom(device);
  assert.deepEqual(await ok(auth.signOut()), { success: true });
  assert.equal(device.cookies, "");
  assert.equal(await ok(auth.getSession()), null);
  assert.equal(await ok(client(stage.server, thief).auth.getSession()), null);
  assert.equal((await client(stage.server, thief).auth.listSessions()).error.status, 401);
});

test("sign-in again with rememberMe outlives the browser", async () => {
  const { auth, device, who, user } = await signedUp();
  await ok(auth.signOut());
  await ok(auth.signIn.email({ email: who.email, password: who.password, rememberMe: true }));
  device.closeBrowser();
  assert.equal((await ok(auth.getSession())).user.id, user.id);
});

test("sign-in without rememberMe ends with the browser and lasts a day", async () => {
  const { auth, device, who, user } = await signedUp();
  await ok(auth.signOut());
  await ok(auth.signIn.email({ email: who.email, password: who.password, rememberMe: false }));
  const names = device.last.headers.getSetCookie().map((line) => line.split("=")[0]);
  assert.deepEqual(names, [SESSION, "better-auth.dont_remember"]);
  for (const name of names) {
    assert.deepEqual(device.cookie(name).attributes, ["Path=/", "HttpOnly", "SameSite=Lax"]);
  }

  const found = await ok(auth.getSession());
  assert.equal(found.user.id, user.id);
  const left = (new Date(found.session.expiresAt) - Date.now()) / 1000;
  assert.ok(Math.abs(left - 24 * 60 * 60) < 60, `expires in ${left} s`);
  device.closeBrowser();
  assert.equal(await ok(auth.getSession()), null);
});

test("remembering again takes the mark away", async () => {
  const { auth, device, who } = await signedUp();
  await ok(auth.signIn.email({ email: who.email, password: who.password, rememberMe: false }));
  await ok(auth.signIn.email({ email: who.email, password: who.password }));
  assert.equal(device.cookie("better-auth.dont_remember"), undefined);
  assert.ok(device.cookie(SESSION).attributes.includes(`Max-Age=${WEEK}`));
});

test("a forged cookie is nobody", async () => {
  const { device } = await signedUp();
  const { value } = device.cookie(SESSION);
  const flipped = value.replace(/\.(.)/, (_, first) => `.${first === "A" ? "B" : "A"}`);
  const answer = await fetch(`${stage.server.base}/get-session`, { headers: { cookie: `${SESSION}=${flipped}` } });
  assert.equal(answer.status, 200);
  assert.equal(await answer.json(), null);
  assert.deepEqual(answer.headers.getSetCookie(), []);
});

test("a program without cookies carries the token of set-auth-token", async () => {
  const { device, who, user } = await signedUp();
  const signed = device.last.headers.get("set-auth-token");
  assert.match(device.last.headers.get("access-control-expose-headers"), /set-auth-token/);
  assert.equal(signed, decodeURIComponent(device.cookie(SESSION).value));

  const bearer = bearerClient(stage.server, signed);
  assert.equal((await ok(bearer.auth.getSession())).user.id, user.id);
  assert.deepEqual(bearer.device.last.headers.getSetCookie(), []);
  assert.equal((await ok(bearer.auth.listSessions())).length, 1);

  assert.equal(await ok(bearerClient(stage.server, `${signed}x`).auth.getSession()), null);
  const another = await anotherDevice(who);
  assert.deepEqual(await ok(bearer.auth.signOut()), { success: true });
  assert.equal(await ok(bearer.auth.getSession()), null);
  assert.equal((await ok(another.auth.getSession())).user.id, user.id);
});

test("a session check brings a token for an API in set-auth-jwt", async () => {
  const { auth, device, user } = await signedUp();
  await ok(auth.getSession());
  const jwt = device.last.headers.get("set-auth-jwt");
  assert.match(device.last.headers.get("access-control-expose-headers"), /set-auth-jwt/);
  const claims = JSON.parse(Buffer.from(jwt.split(".")[1], "base64url"));
  assert.equal(claims.sub, user.id);
  assert.equal(claims.iss, stage.server.url);
});
