import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const VERSION = 25;

/** The `java` of a JDK 25: HOLDFAST_TEST_JAVA, else JAVA_HOME, else the folders where JDKs usually are. */
export function java() {
  if (process.env.HOLDFAST_TEST_JAVA) return process.env.HOLDFAST_TEST_JAVA;
  const homes = [process.env.JAVA_HOME, ...["/usr/lib/jvm", "/opt", "/opt/java", "/usr/local"].flatMap(folders)];
  const home = homes.find((candidate) => candidate && major(candidate) === VERSION);
  if (!home) throw new Error(`no JDK ${VERSION} found: set HOLDFAST_TEST_JAVA to its bin/java`);
  return join(home, "bin", "java");
}

function folders(parent) {
  return existsSync(parent) ? readdirSync(parent).map((name) => join(parent, name)) : [];
}

function major(home) {
  const release = join(home, "release");
  if (!existsSync(release) || !existsSync(join(dirname(release), "bin", "java"))) return undefined;
  return Number(/^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, "utf8"))?.[1]);
}
