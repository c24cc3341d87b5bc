package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.settings.SettingsPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ConfigurationPageTest {
  @Test
  void the_reference_page_says_what_the_table_says() throws IOException {
    GeneratedPage.check("configuration.md", SettingsPage.text());
  }
}
