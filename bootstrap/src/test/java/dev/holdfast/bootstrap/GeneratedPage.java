package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares a page under {@code docs/} with the text that the code makes of its own tables. */
final class GeneratedPage {
  private GeneratedPage() {}

  static void check(String name, String text) throws IOException {
    var page = docs().resolve(name);
    if ("write".equals(System.getProperty("holdfast.docs"))) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, text);
    }
    assertThat(page)
        .as("docs/%s; to write it anew: mvn test -Dholdfast.docs=write", name)
        .exists()
        .hasContent(text);
  }

  /** Tests run in the module's folder; the pages lie beside the modules. */
  private static Path docs() {
    return Path.of("..", "docs").toAbsolutePath().normalize();
  }
}
