package dev.holdfast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.domain.InvalidValue;
import dev.holdfast.postgres.DatabaseSettings.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseUrlTest {
  private static DatabaseSettings parse(String url) {
    return DatabaseSettings.parse("DATABASE_URL", url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres://", "postgresql://", "jdbc:postgresql://", "POSTGRES://"})
  void reads_every_scheme(String scheme) {
    var settings = parse(scheme + "ada:secret@db.example.com:6000/app");

    assertThat(settings.hosts()).containsExactly(new Host("db.example.com", 6000));
    assertThat(settings.database()).isEqualTo("app");
    assertThat(settings.user()).isEqualTo("ada");
    assertThat(settings.password()).isEqualTo("secret");
  }

  @Test
  void decodes_percent_signs_and_leaves_plus_signs() {
    var settings = parse("postgres://a%40b:p%2Fw+%3a%C3%A9@localhost/my%20app");

    assertThat(settings.user()).isEqualTo("a@b");
    assertThat(settings.password()).isEqualTo("p/w+:é");
    assertThat(settings.database()).isEqualTo("my app");
  }

  @Test
  void takes_the_last_at_sign_for_the_end_of_the_password() {
    assertThat(parse("postgres://ada:p@ss@localhost/app").password()).isEqualTo("p@ss");
  }

  @Test
  void has_the_defaults_of_libpq() {
    var settings = parse("postgres://ada@localhost");

    assertThat(settings.hosts()).containsExactly(new Host("localhost", 5432));
    assertThat(settings.database()).isEqualTo("ada");
    assertThat(settings.password()).isNull();
    assertThat(settings.poolSize()).isNull();
  }

  @Test
  void reads_several_hosts_and_looks_for_the_primary_among_them() {
    var settings = parse("postgres://ada@one:1,two,[::1]:3/app");

    assertThat(settings.hosts())
        .containsExactly(new Host("one", 1), new Host("two", 5432), new Host("::1", 3));
    assertThat(settings.properties()).containsEntry("targetServerType", "primary");
    assertThat(settings.place()).isEqualTo("one:1,two:5432,[::1]:3/app");
  }

  @Test
  void reads_what_parameters_say_of_the_place() {
    var settings = parse("jdbc:postgresql://h/app?user=ada&password=a%26b&currentSchema=auth");

    assertThat(settings.user()).isEqualTo("ada");
    assertThat(settings.password()).isEqualTo("a&b");
    assertThat(settings.schema()).isEqualTo("auth");
    assertThat(parse("postgres://ada@/app?host=h&port=7").hosts())
        .containsExactly(new Host("h", 7));
  }

  @ParameterizedTest
  @CsvSource({
    "application_name=web,           ApplicationName,  web",
    "options=-c%20geqo%3Doff,        options,          -c geqo=off",
    "connect_timeout=3,              connectTimeout,   3",
    "channel_binding=require,        channelBinding,   require",
    "target_session_attrs=read-write,targetServerType, primary",
    "pgbouncer=true,                 prepareThreshold, 0",
    "keepalives=0,                   tcpKeepAlive,     false",
    "sslcert=/c.pem,                 sslcert,          /c.pem",
    "prepareThreshold=3,             prepareThreshold, 3",
  })
  void gives_the_driver_what_libpq_would_understand(String parameter, String name, String value) {
    assertThat(parse("postgres://ada@localhost/app?" + parameter).properties())
        .containsEntry(name, value);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost,      '',                                disable",
    "127.0.0.1,      '',                                disable",
    "db.example.com, '',                                verify-full",
    "localhost,      sslmode=require,                   require",
    "db.example.com, sslmode=disable,                   disable",
    "db.example.com, sslmode=prefer,                    prefer",
    "db.example.com, sslmode=no-verify,                 require",
    "db.example.com, sslmode=require&sslrootcert=/a,    verify-ca",
    "db.example.com, ssl=true,                          verify-full",
  })
  void checklist_19_1_verifies_off_this_machine_unless_told(
      String host, String parameters, String mode) {
    assertThat(parse("postgres://ada@" + host + "/app?" + parameters).properties())
        .containsEntry("sslmode", mode);
  }

  @Test
  void checklist_19_1_trusts_the_given_authority_or_that_of_the_jvm() {
    var factory = "org.postgresql.ssl.DefaultJavaSSLFactory";

    assertThat(parse("postgres://ada@db.example.com/app").properties())
        .containsEntry("sslfactory", factory);
    assertThat(parse("postgres://ada@db.example.com/app?sslrootcert=system").properties())
        .containsEntry("sslfactory", factory)
        .doesNotContainKey("sslrootcert");
    assertThat(parse("postgres://ada@db.example.com/app?sslrootcert=/ca.pem").properties())
        .containsEntry("sslrootcert", "/ca.pem")
        .doesNotContainKey("sslfactory");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://ada@localhost:6543/app",
        "postgres://ada@ep-blue-pooler.eu.example.com/app",
        "postgres://ada@localhost/app?pgbouncer=true"
      })
  void recognises_a_pooler(String url) {
    assertThat(parse(url).looksPooled()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mysql://ada@localhost/app",
        "postgres://localhost/app",
        "postgres://ada@/app",
        "postgres://ada:pw@localhost:port/app",
        "postgres://ada:pw@localhost:99999/app",
        "postgres://ada:p%zz@localhost/app",
        "postgres://ada:hunter2@localhost/app?sslmod=disable",
        "postgres://ada:hunter2@localhost/app?sslmode=off",
        "postgres://ada:hunter2@localhost/app?preferQueryMode=simple",
        "postgres://ada:hunter2@localhost/app?sslmode",
        "postgres://ada:hunter2@localhost/app?connect_timeout=soon",
        "postgres://ada:hunter2@%2Fvar%2Frun/app",
      })
  void names_the_variable_and_never_the_value(String url) {
    assertThatThrownBy(() -> parse(url))
        .isInstanceOfSatisfying(
            InvalidValue.class, wrong -> assertThat(wrong.field()).isEqualTo("DATABASE_URL"))
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void never_prints_a_password() {
    var settings = parse("postgres://ada:hunter2@localhost/app?sslpassword=hunter3");

    assertThat(settings.toString()).contains("ada@localhost:5432/app").doesNotContain("hunter");
  }
}
