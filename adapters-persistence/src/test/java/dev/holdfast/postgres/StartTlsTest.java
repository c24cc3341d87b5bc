package dev.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checklist 19.1 on real servers: one without TLS, one with whatever certificate is tried. */
final class StartTlsTest {
  /** Leads to this machine, but is none of the names that are known to stay on it. */
  private static final String ELSEWHERE = "127.1";

  @TempDir static Path folder;

  private static TestPostgres.Database plain;
  private static TlsPostgres tls;
  private static Certified localhost;
  private static Certified other;

  @BeforeAll
  static void start() {
    plain = TestPostgres.freshDatabase();
    localhost = Certified.named(folder, "localhost");
    other = Certified.named(folder, "db.example.com");
    tls = new TlsPostgres(Path.of("target", "tls-postgres").toAbsolutePath());
  }

  @AfterAll
  static void stop() {
    tls.close();
  }

  private static Start connect(String url) {
    var settings = DatabaseSettings.parse("DATABASE_URL", url);
    try (var database = TestMachine.database(settings, null)) {
      return database.connect();
    }
  }

  private static void assertRefused(Start start) {
    assertThat(start)
        .isInstanceOfSatisfying(
            Start.Wrong.class,
            wrong -> {
              assertThat(wrong.message()).contains("DATABASE_URL", "TLS");
              assertThat(wrong.mend()).contains("sslrootcert=", "sslmode=disable");
            });
  }

  private static void assertReady(Start start, boolean encrypted) {
    assertThat(start)
        .isInstanceOfSatisfying(
            Start.Ready.class, ready -> assertThat(ready.report().tls()).isEqualTo(encrypted));
  }

  private static String trusting(Certified authority) {
    return "&sslrootcert=" + authority.certificate();
  }

  @Test
  void checklist_19_1_off_this_machine_a_server_without_tls_is_refused_and_never_spoken_to() {
    var elsewhere = plain.uri().replace("@" + plain.host(), "@" + ELSEWHERE);

    assertRefused(connect(elsewhere));

    assertReady(connect(elsewhere + "?sslmode=disable"), false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"require", "verify-ca", "verify-full", "no-verify"})
  void checklist_19_1_a_server_without_tls_is_refused_where_tls_was_asked_for(String mode) {
    assertRefused(connect(plain.uri() + "?sslmode=" + mode));
  }

  @Test
  void checklist_19_1_off_this_machine_a_certificate_that_nobody_vouches_for_is_refused() {
    tls.with(localhost);
    assertRefused(connect(tls.url(ELSEWHERE, "")));
    assertRefused(connect(tls.url("localhost", "sslmode=verify-full")));
    assertRefused(connect(tls.url("localhost", "sslmode=verify-ca")));
    assertRefused(connect(tls.url("localhost", "sslmode=verify-full" + trusting(other))));
  }

  @Test
  void checklist_19_1_a_certificate_for_another_name_is_refused() {
    tls.with(other);
    assertRefused(connect(tls.url("localhost", "sslmode=verify-full" + trusting(other))));
    assertRefused(connect(tls.url(ELSEWHERE, trusting(other).substring(1))));
    assertReady(connect(tls.url("localhost", "sslmode=verify-ca" + trusting(other))), true);
  }

  @Test
  void checklist_19_1_a_root_certificate_makes_require_a_check() {
    tls.with(localhost);
    assertRefused(connect(tls.url("localhost", "sslmode=require" + trusting(other))));
    assertReady(connect(tls.url("localhost", "sslmode=require")), true);
  }

  @Test
  void a_certificate_of_the_given_authority_for_the_right_name_is_taken() {
    tls.with(localhost);
    assertReady(connect(tls.url("localhost", "sslmode=verify-full" + trusting(localhost))), true);
  }
}
