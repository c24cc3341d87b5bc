// A token from the server, verified as an API elsewhere would: by npm jose and by PyJWT, through the JWKS URL.
import assert from "node:assert/strict";
import { test } from "node:test";
import { client, ok, person } from "./lib/people.mjs";
import { scene } from "./lib/scene.mjs";
import { TARGET } from "./lib/server.mjs";
import { jose, pyjwt } from "./lib/verifiers.mjs";

const stage = await scene();
const ada = client(stage.server);
ada.user = (await ok(ada.auth.signUp.email(person()))).user;
const token = await freshToken();

async function freshToken() {
  const answer = await ada.device.fetch(`${stage.server.base}/token`);
  assert.equal(answer.status, 200);
  return (await answer.json()).token;
}

function assertClaims(claims) {
  assert.equal(claims.refused, undefined);
  assert.equal(claims.sub, ada.user.id);
  assert.equal(claims.email, ada.user.email);
  assert.equal(claims.iss, stage.server.url);
  assert.equal(claims.aud, stage.server.url);
  assert.equal(claims.exp - claims.iat, 15 * 60);
}

test("npm jose accepts a token through the JWKS URL", async () => {
  assertClaims(await jose(stage.server, token));
});

test("PyJWT accepts a token through the JWKS URL", async () => {
  assertClaims(await pyjwt(stage.server, token));
});

test("the token of set-auth-jwt is accepted by both too", async () => {
  await ok(ada.auth.getSession());
  const jwt = ada.device.last.headers.get("set-auth-jwt");
  assertClaims(await jose(stage.server, jwt));
  assertClaims(await pyjwt(stage.server, jwt));
});

test("another audience is refused by both", async () => {
  const elsewhere = { audience: "https://other.example.com" };
  assert.deepEqual(await jose(stage.server, token, elsewhere), { refused: "aud" });
  assert.deepEqual(await pyjwt(stage.server, token, elsewhere), { refused: "InvalidAudienceError" });
});

test("another issuer is refused by both", async () => {
  const elsewhere = { issuer: `${stage.server.url}/` };
  assert.deepEqual(await jose(stage.server, token, elsewhere), { refused: "iss" });
  assert.deepEqual(await pyjwt(stage.server, token, elsewhere), { refused: "InvalidIssuerError" });
});

test("a token with other claims is refused by both", async () => {
  const [header, payload, signature] = token.split(".");
  const claims = { ...JSON.parse(Buffer.from(payload, "base64url")), sub: "somebody-else" };
  const forged = [header, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
  assert.deepEqual(await jose(stage.server, forged), { refused: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED" });
  assert.deepEqual(await pyjwt(stage.server, forged), { refused: "InvalidSignatureError" });
});

test("the token's header names the key and the algorithm, and nothing else", async () => {
  const header = JSON.parse(Buffer.from(token.split(".")[0], "base64url"));
  assert.deepEqual(Object.keys(header), ["alg", "kid"]);
  assert.equal(header.alg, "EdDSA");
});

test("without a session there is no token", async () => {
  const answer = await fetch(`${stage.server.base}/token`);
  assert.equal(answer.status, 401);
  assert.equal((await answer.json()).code, "UNAUTHORIZED");
});

test("after sign-out there is no token for the old cookie", async () => {
  const bob = client(stage.server);
  await ok(bob.auth.signUp.email(person("Bob")));
  const cookie = bob.device.cookies;
  await ok(bob.auth.signOut());
  assert.equal((await fetch(`${stage.server.base}/token`, { headers: { cookie } })).status, 401);
});

test("the JWKS has one key with public members only", async () => {
  const { keys } = await ok(client(stage.server).auth.jwks());
  assert.equal(keys.length, 1);
  assert.deepEqual(Object.keys(keys[0]), ["alg", "crv", "x", "kty", "kid"]);
});

if (TARGET === "holdfast") {
  test("the JWKS may be kept by caches for five minutes and asked for again by its ETag", async () => {
    const url = `${stage.server.base}/jwks`;
    const first = await fetch(url);
    assert.match(first.headers.get("cache-control"), /^public, max-age=300\b/);
    const etag = first.headers.get("etag");
    assert.match(etag, /^(W\/)?"[^"]+"$/);

    const again = await fetch(url, { headers: { "if-none-match": etag } });
    assert.equal(again.status, 304);
    assert.equal(await again.text(), "");
    assert.equal(again.headers.get("etag"), etag);
    assert.equal((await fetch(url, { headers: { "if-none-match": '"another"' } })).status, 200);
  });
}
