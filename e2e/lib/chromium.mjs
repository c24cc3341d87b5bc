import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const PICTURES = process.env.E2E_SCREENSHOTS ?? fileURLToPath(new URL("../target/screenshots", import.meta.url));

/** Debian's Chromium, headless; as root it has no sandbox of its own. */
export function browser() {
  return chromium.launch({
    executablePath: process.env.E2E_CHROMIUM ?? "/usr/bin/chromium",
    chromiumSandbox: process.getuid() !== 0,
    args: ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
  });
}

/** Runs the scenario in a new profile; when it fails, keeps a picture of every open page. */
export async function inProfile(chrome, name, scenario) {
  const profile = await chrome.newContext();
  profile.setDefaultTimeout(10_000);
  try {
    await scenario(profile);
  } catch (error) {
    mkdirSync(PICTURES, { recursive: true });
    const pictures = profile.pages().map((_, i) => join(PICTURES, `${name.replace(/\W+/g, "-")}-${i + 1}.png`));
    await Promise.all(profile.pages().map((page, i) => page.screenshot({ path: pictures[i] })));
    error.message += `\npictures: ${pictures.join(", ")}`;
    throw error;
  } finally {
    await profile.close();
  }
}
