package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.postgres.TestPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A start that is refused, whichever phase refuses it: exit code 78, every mistake named, and no
 * port was opened. That is seen by holding the port: whoever tries to listen stops with another
 * code, as the last test shows.
 */
final class RefusedStartIT {
  private static final String SECRET = "7Vb1xQe9Zt4Kp0Ls8Rm2Wn6Yc3Ud5Fg1";

  /** Leads to this machine, but is none of the names that are known to stay on it. */
  private static final String ELSEWHERE = "127.1";

  private static final String DEV = "development";

  @TempDir Path folder;

  private String refused(Map<String, String> settings) throws IOException {
    return ended(settings, 78);
  }

  /** What the start says, with the port held so that nobody can listen on it. */
  private String ended(Map<String, String> settings, int code) throws IOException {
    try (var held = new ServerSocket(0)) {
      Map<String, String> all = new HashMap<>(settings);
      all.put("PORT", Integer.toString(held.getLocalPort()));
      try (var jar = new RunningJar(folder, all)) {
        assertThat(jar.awaitEnd()).as(jar.log()).isEqualTo(code);
        held.setSoTimeout(1);
        assertThatThrownBy(held::accept).isInstanceOf(SocketTimeoutException.class);
        return jar.log();
      }
    }
  }

  private static Map<String, String> on(String database) {
    return Map.of("DATABASE_URL", database, "BETTER_AUTH_SECRET", SECRET, "HOLDFAST_ENV", DEV);
  }

  @Test
  void every_mistake_of_the_settings_is_told_at_once_before_a_port_opens() throws IOException {
    var settings = new HashMap<String, String>();
    settings.put("HOLDFAST_ENV", "production");
    settings.put("BETTER_AUTH_URL", "http://auth.example.com");
    settings.put("BETTER_AUTH_SECRET", "better-auth-secret-12345678901234567890");
    settings.put("HOLDFAST_SESION_EXPIRES_IN", "7d");
    settings.put("HOLDFAST_JWT_EXPIRES_IN", "soon");
    settings.put("HOLDFAST_TRUSTED_PROXIES", "10.0.0.0/99");

    assertThat(refused(settings))
        .contains(
            "DATABASE_URL",
            "BETTER_AUTH_URL",
            "BETTER_AUTH_SECRET",
            "HOLDFAST_SESSION_EXPIRES_IN",
            "HOLDFAST_JWT_EXPIRES_IN",
            "HOLDFAST_TRUSTED_PROXIES")
        .doesNotContain("12345678901234567890", "\tat ");
  }

  @Test
  void a_database_that_refuses_the_log_in_is_told_before_a_port_opens() throws IOException {
    var place = TestPostgres.freshDatabase();
    var wrong = place.uri().replaceFirst(":[^:@/]+@", ":canary-wrong@");

    assertThat(refused(on(wrong)))
        .contains("DATABASE_URL", "28P01")
        .doesNotContain("canary-wrong", "\tat ");
    assertThat(refused(on(place.uri() + "_nowhere"))).contains("DATABASE_URL", "3D000");
  }

  @Test
  void checklist_19_1_a_database_that_refuses_tls_is_told_before_a_port_opens() throws IOException {
    var place = TestPostgres.freshDatabase();
    var elsewhere = place.uri().replace("@" + place.host(), "@" + ELSEWHERE);

    for (var url : List.of(elsewhere, place.uri() + "?sslmode=require")) {
      assertThat(refused(on(url)))
          .contains("DATABASE_URL", "TLS", "sslmode=disable", "sslrootcert=")
          .doesNotContain(place.password(), "\tat ");
    }
  }

  @Test
  void a_start_with_nothing_else_wrong_does_notice_that_the_port_is_held() throws IOException {
    var good = TestPostgres.freshDatabase().uri();
    assertThat(ended(on(good), 1)).contains("set PORT to another one");
  }
}
