import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { Child } from "./processes.mjs";

const SCRIPT = fileURLToPath(new URL("../verify_token.py", import.meta.url));

/** The claims according to npm jose, or its refusal as `{refused: code}`. */
export async function jose(server, token, { issuer = server.url, audience = server.url } = {}) {
  try {
    const keys = createRemoteJWKSet(new URL(`${server.base}/jwks`));
    return (await jwtVerify(token, keys, { issuer, audience })).payload;
  } catch (error) {
    if (!error.code?.startsWith("ERR_J")) throw error;
    return { refused: error.claim ?? error.code };
  }
}

/** The claims according to PyJWT, or its refusal as `{refused: exception}`. */
export async function pyjwt(server, token, { issuer = server.url, audience = server.url } = {}) {
  const child = new Child(python(), [SCRIPT, `${server.base}/jwks`, issuer, audience, token]);
  const { code } = await child.end();
  if (code === 0) return JSON.parse(child.output);
  const refused = child.output.trim();
  if (code !== 1 || !/^[A-Za-z]+$/.test(refused)) throw new Error(`verify_token.py: ${refused}`);
  return { refused };
}

/** Debian's python3-jwt belongs to Debian's own Python, which need not be the first on the PATH. */
function python() {
  return process.env.HOLDFAST_TEST_PYTHON ?? (existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3");
}
