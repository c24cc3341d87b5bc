import { createServer, request } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ENTRY = fileURLToPath(new URL("../page/main.jsx", import.meta.url));
let bundled;

/** The page's script, built once. */
function script() {
  bundled ??= build({
    entryPoints: [ENTRY], bundle: true, write: false, format: "iife", jsx: "automatic", logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
  }).then(({ outputFiles }) => outputFiles[0].text);
  return bundled;
}

/**
 * The web server of an application: serves the page and, with `proxyTo`, passes /api/auth on to the auth
 * server under the page's own origin; without it the page calls `authUrl` across origins.
 */
export async function site({ port, proxyTo, authUrl = "" }) {
  const js = await script();
  const html = `<!doctype html><meta charset="utf-8"><title>page</title><link rel="icon" href="data:,">
<div id="root"></div><script>window.AUTH_URL=${JSON.stringify(authUrl)}</script><script src="/page.js"></script>`;

  const server = createServer((incoming, answer) => {
    if (incoming.url.startsWith("/api/auth/") && proxyTo) return pass(incoming, answer, proxyTo());
    const [type, body] = incoming.url === "/page.js" ? ["text/javascript", js] : ["text/html; charset=utf-8", html];
    answer.writeHead(200, { "content-type": type }).end(body);
  });
  await new Promise((resolve) => server.listen(port, resolve));
  return {
    url: `http://localhost:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function pass(incoming, answer, to) {
  const { method, headers, url } = incoming;
  const onward = request(to + url, { method, headers }, (reply) => {
    answer.writeHead(reply.statusCode, reply.rawHeaders);
    reply.pipe(answer);
  });
  onward.on("error", () => answer.writeHead(502).end());
  incoming.pipe(onward);
}
