// The official React client in a page in headless Chromium: behind the page's own origin, as most applications
// deploy it, and across origins, where the server itself has to answer CORS (the reference leaves that to others).
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { browser, inProfile } from "./lib/chromium.mjs";
import { Device } from "./lib/device.mjs";
import { client, ok, person } from "./lib/people.mjs";
import { freePort } from "./lib/ports.mjs";
import { scene } from "./lib/scene.mjs";
import { TARGET } from "./lib/server.mjs";
import { site } from "./lib/site.mjs";

const SESSION = "better-auth.session_token";
const own = await freePort();
const trusted = await freePort();
const { server } = await scene({
  env: {
    BETTER_AUTH_URL: `http://localhost:${own}`,
    BETTER_AUTH_TRUSTED_ORIGINS: `http://localhost:${trusted}`,
  },
});
const behind = await site({ port: own, proxyTo: () => server.url });
const chrome = await browser();
after(async () => {
  await chrome.close();
  behind.close();
});

const who = (page) => page.locator("#who");

/** Opens the page and marks it, so that a reload would be noticed. */
async function open(profile, url) {
  const page = await profile.newPage();
  await page.goto(url);
  await page.evaluate(() => (window.neverReloaded = true));
  return page;
}

async function shows(page, text) {
  await page.waitForFunction((expected) => document.querySelector("#who")?.textContent === expected, text);
  assert.equal(await page.evaluate(() => window.neverReloaded), true, "the page was reloaded");
}

async function fill(page, { name = "", email, password }) {
  await page.fill("[name=name]", name);
  await page.fill("[name=email]", email);
  await page.fill("[name=password]", password);
}

async function theMainJob(profile, url) {
  const ada = person();
  const page = await open(profile, url);
  await shows(page, "nobody");

  await fill(page, ada);
  await page.click("#sign-up");
  await shows(page, ada.email);

  // Another device signs in; this page lists it and sends it away.
  const phone = client(server, new Device(url));
  await ok(phone.auth.signIn.email({ email: ada.email, password: ada.password }));
  await page.click("#list");
  await page.waitForFunction(() => document.querySelectorAll("#sessions li").length === 2);
  await page.click("#sessions li[data-own=false] button");
  await page.waitForFunction(() => document.querySelectorAll("#sessions li").length === 1);
  assert.equal(await ok(phone.auth.getSession()), null);
  await shows(page, ada.email);

  await page.click("#sign-out");
  await shows(page, "nobody");
  assert.deepEqual(await profile.cookies(), []);

  await fill(page, { ...ada, password: "not the right one" });
  await page.click("#sign-in");
  await page.waitForFunction(() => document.querySelector("#problem").textContent === "INVALID_EMAIL_OR_PASSWORD");
  await shows(page, "nobody");

  await fill(page, ada);
  await page.click("#sign-in");
  await shows(page, ada.email);
  const session = await page.textContent("#session");
  await page.reload();
  await page.waitForFunction((email) => document.querySelector("#who")?.textContent === email, ada.email);
  assert.equal(await page.textContent("#session"), session, "the same session after a reload");
}

test("behind its own origin a page signs up, follows useSession, revokes, signs out and in again", async () => {
  await inProfile(chrome, "own-origin", (profile) => theMainJob(profile, behind.url));
});

test("scripts of the page cannot read the session cookie, and remembering decides whether it ends", async () => {
  await inProfile(chrome, "cookie", async (profile) => {
    const ada = person();
    const page = await open(profile, behind.url);
    await fill(page, ada);
    await page.click("#sign-up");
    await shows(page, ada.email);
    assert.equal(await page.evaluate(() => document.cookie), "");
    const [remembered] = await profile.cookies();
    assert.equal(remembered.name, SESSION);
    assert.equal(remembered.sameSite, "Lax");
    assert.ok(Math.abs(remembered.expires - Date.now() / 1000 - 7 * 86_400) < 60);

    await page.click("#sign-out");
    await shows(page, "nobody");
    await page.uncheck("[name=remember]");
    await page.click("#sign-in");
    await shows(page, ada.email);
    const ending = await profile.cookies();
    assert.deepEqual(ending.map(({ name }) => name).sort(), ["better-auth.dont_remember", SESSION]);
    for (const { expires } of ending) assert.equal(expires, -1, "gone when the browser closes");
  });
});

test("signing out in one tab is seen in the other without a reload", async () => {
  await inProfile(chrome, "two-tabs", async (profile) => {
    const ada = person();
    const first = await open(profile, behind.url);
    await fill(first, ada);
    await first.click("#sign-up");
    await shows(first, ada.email);
    const second = await open(profile, behind.url);
    await shows(second, ada.email);
    await first.click("#sign-out");
    await shows(second, "nobody");
  });
});

test("a session revoked elsewhere is gone from the page at its next look", async () => {
  await inProfile(chrome, "revoked", async (profile) => {
    const ada = person();
    const page = await open(profile, behind.url);
    await fill(page, ada);
    await page.click("#sign-up");
    await shows(page, ada.email);
    const phone = client(server, new Device(behind.url));
    await ok(phone.auth.signIn.email({ email: ada.email, password: ada.password }));
    await ok(phone.auth.revokeOtherSessions());
    await page.reload();
    await page.waitForFunction(() => document.querySelector("#who")?.textContent === "nobody");
    assert.deepEqual(await profile.cookies(), []);
  });
});

if (TARGET === "holdfast") {
  test("across origins a trusted page does the same with CORS and credentials", async () => {
    const page = await site({ port: trusted, authUrl: server.url });
    try {
      await inProfile(chrome, "trusted-origin", (profile) => theMainJob(profile, page.url));
    } finally {
      page.close();
    }
  });

  test("a page of an origin that is not trusted gets nothing", async () => {
    const page = await site({ port: await freePort(), authUrl: server.url });
    try {
      await inProfile(chrome, "untrusted-origin", async (profile) => {
        const ada = person();
        const tab = await open(profile, page.url);
        await fill(tab, ada);
        await tab.click("#sign-up");
        await tab.waitForFunction(() => document.querySelector("#problem").textContent !== "");
        await shows(tab, "nobody");
        assert.deepEqual(await profile.cookies(), []);
        const { error } = await client(server, new Device(behind.url)).auth.signIn.email(
            { email: ada.email, password: ada.password });
        assert.equal(error.code, "INVALID_EMAIL_OR_PASSWORD", "the account was not made");
      });
    } finally {
      page.close();
    }
  });
}
