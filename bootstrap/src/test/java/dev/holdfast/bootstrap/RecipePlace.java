package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.holdfast.bootstrap.faults.rig.Cluster;
import dev.holdfast.bootstrap.faults.rig.Programs;
import dev.holdfast.bootstrap.faults.rig.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;

/** Where a recipe of {@code docs/deployment.md} is run, and what its placeholders are there. */
final class RecipePlace {
  static final String SETTINGS = "/etc/holdfast/env";
  static final String SECRET = "Zq3vN8xW1rTk6LmB0yHs5UdF2gPj9CeA";
  static final String SIGN_IN =
      """
      {"email":"ada@example.com","password":"correct horse battery"}\
      """;
  static final String SIGN_UP = SIGN_IN.replace("{", "{\"name\":\"Ada\",");
  private static final String SECRET_FILE = "/run/credentials/holdfast.service/secret";

  private final Path folder;

  /**
   * Skips the test where a program is not installed, and says so; fails it with {@code
   * -Dholdfast.recipes=required}.
   */
  RecipePlace(Path folder) {
    this.folder = folder;
    var missing = Programs.missing();
    var line = "the recipes of docs/deployment.md need %s: e2e/install-debian.sh installs them";
    if ("required".equals(System.getProperty("holdfast.recipes"))) {
      assertThat(missing).as(line, missing).isEmpty();
    } else if (!missing.isEmpty()) {
      System.out.println("SKIPPED: " + line.formatted(missing));
      assumeThat(missing).isEmpty();
    }
    try {
      // PostgreSQL, PgBouncer and nginx run as an account without privileges, which has to get in.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.writeString(folder.resolve("secret"), SECRET + "\n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * The JAR with the recipe's file of variables, ready; names and values of placeholders follow.
   */
  RunningJar start(Recipe recipe, String... placeholders) {
    var filled = new HashMap<String, String>();
    filled.put("PASSWORD", Cluster.PASSWORD);
    filled.put(SECRET_FILE, folder.resolve("secret").toString());
    for (int i = 0; i < placeholders.length; i += 2) {
      filled.put(placeholders[i], placeholders[i + 1]);
    }
    return new RunningJar(folder, recipe.settings(SETTINGS, filled)).awaitReady();
  }

  /** The start says which mode it chose, in words that the page has. */
  static void assertMode(RunningJar jar, Recipe recipe, String mode) {
    assertThat(jar.lines())
        .filteredOn(line -> line.text("message").equals("database answers"))
        .singleElement()
        .extracting(line -> line.text("mode"))
        .satisfies(
            said -> {
              assertThat(said).startsWith(mode + ": ");
              assertThat(recipe.says("`" + said + "`")).as("the page has: " + said).isTrue();
            });
  }

  static String text(int port) {
    return Integer.toString(port);
  }
}
