package dev.holdfast.bootstrap.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** SECURITY.md answers what somebody who found a hole asks first. */
final class SecurityPolicyTest {
  @Test
  void checklist_20_8_the_policy_names_contact_versions_and_times() throws IOException {
    assertThat(Files.readString(Path.of("..", "SECURITY.md")))
        .contains("security@holdfast.dev")
        .contains("## Supported versions")
        .contains("## What happens then, and when")
        .contains("## How fast a flaw is mended");
  }
}
