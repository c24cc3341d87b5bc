// The reference (npm better-auth) as a server of its own: the control of every scenario, and the other
// side of a shared database. Configured by the environment as Holdfast is, plus:
//   REFERENCE_PLUGINS  more plugins than jwt and bearer: admin, twoFactor (comma-separated)
//   REFERENCE_MIGRATE  "off" leaves the schema alone, so that its own schema check speaks;
//                      "plan" prints what its migrations would change, as JSON, and ends
import { createServer } from "node:http";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { toNodeHandler } from "better-auth/node";
import { admin, bearer, jwt, twoFactor } from "better-auth/plugins";
import pg from "pg";

const optional = { admin, twoFactor };
const plugins = (process.env.REFERENCE_PLUGINS ?? "").split(",").filter(Boolean).map((name) => optional[name]());

const options = {
  baseURL: process.env.BETTER_AUTH_URL,
  secret: process.env.BETTER_AUTH_SECRET,
  database: new pg.Pool({ connectionString: process.env.DATABASE_URL }),
  emailAndPassword: { enabled: true },
  // Off by default outside production; said here so that NODE_ENV cannot change it.
  rateLimit: { enabled: false },
  advanced: { database: { validateSchema: true } },
  plugins: [jwt(), bearer(), ...plugins],
};

if (process.env.REFERENCE_MIGRATE === "plan") {
  const { toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems } = await getMigrations(options);
  const names = (changes) => changes.map(({ table, fields, name }) => [table, name ?? Object.keys(fields)]);
  console.log(JSON.stringify([...[toBeCreated, toBeAdded, toBeAddedIndexes].map(names), unsafeChanges, schemaProblems].flat()));
  process.exit(0);
}
if (process.env.REFERENCE_MIGRATE !== "off") await (await getMigrations(options)).runMigrations();

const handler = toNodeHandler(betterAuth(options));
const server = createServer((request, response) => {
  handler(request, response).catch((error) => {
    console.error(error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});
server.listen(Number(process.env.PORT), "127.0.0.1", () => console.log(`listening on ${process.env.PORT}`));

for (const signal of ["SIGTERM", "SIGINT"]) {
  process.on(signal, () => process.exit(0));
}
