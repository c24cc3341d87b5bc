package dev.holdfast.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
  private final Binaries.Bundle bundle = Binaries.Bundle.forThisMachine();

  @TempDir private Path folder;

  @Test
  void unpacking_twice_is_unpacking_once() throws Exception {
    var first = bundle.unpackInto(folder);
    var program = key(first.postgres());

    assertThat(bundle.unpackInto(folder)).isEqualTo(first);
    assertThat(key(first.postgres())).isEqualTo(program);
    assertThat(first.initdb()).isExecutable();
    assertThat(Trees.entries(folder, ".*")).containsExactly(first.folder());
  }

  @Test
  void a_file_that_lost_its_content_is_unpacked_again() throws Exception {
    var binaries = bundle.unpackInto(folder);
    Files.writeString(binaries.postgres(), "");

    bundle.unpackInto(folder);

    assertThat(Files.size(binaries.postgres())).isGreaterThan(1_000_000);
    assertThat(binaries.postgres()).isExecutable();
  }

  @Test
  void another_platform_is_told_what_to_set() {
    var properties =
        new ByteArrayInputStream(
            "version=18.6\nplatform=linux-amd64\nsha256=00\n".getBytes(StandardCharsets.UTF_8));

    assertThatExceptionOfType(UnsupportedPlatformException.class)
        .isThrownBy(() -> Binaries.Bundle.of(properties, "freebsd-amd64"))
        .withMessageContaining("linux-amd64, not for freebsd-amd64")
        .withMessageContaining("DATABASE_URL");
    assertThatExceptionOfType(UnsupportedPlatformException.class)
        .isThrownBy(() -> Binaries.Bundle.of(null, "freebsd-amd64"))
        .withMessageContaining("DATABASE_URL");
  }

  private static Object key(Path file) throws Exception {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }
}
