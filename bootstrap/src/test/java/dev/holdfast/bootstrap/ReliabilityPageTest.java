package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.faults.figures.FigureTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of reliability: prose by hand, and a table of what the fault suite measured. */
final class ReliabilityPageTest {
  private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();
  private static final Path FIGURES = DOCS.resolve("reliability-figures.jsonl");
  private static final Path MEASURED = Path.of("target", "faults");
  private static final String BEGIN = "-->\n";
  private static final String END = "<!-- /figures -->";

  @Test
  void the_table_of_figures_is_that_of_the_kept_measurements() throws IOException {
    var kept = FigureTable.of(Files.readString(FIGURES));
    if ("keep".equals(System.getProperty("faults.figures"))) {
      kept = kept.with(FigureTable.in(MEASURED));
      Files.writeString(FIGURES, kept.lines());
    }
    var page = Files.readString(DOCS.resolve("reliability.md"));
    int begin = page.indexOf(BEGIN, page.indexOf("<!-- figures")) + BEGIN.length();
    var made = page.substring(0, begin) + kept.markdown() + page.substring(page.indexOf(END));
    assertThat(begin).isGreaterThan(BEGIN.length());
    GeneratedPage.check("reliability.md", made);
  }
}
