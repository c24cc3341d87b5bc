package dev.holdfast.bootstrap.settings;

/** The words that settings choose between. */
public final class Choices {
  private Choices() {}

  /** What a process serves. */
  public enum Role {
    ALL,
    AUTH,
    API
  }

  /** What lies between this process and PostgreSQL. */
  public enum DatabaseMode {
    AUTO,
    DIRECT,
    POOLER,
    SERVERLESS
  }

  /** Whether better-auth goes on using the same database. */
  public enum Coexist {
    AUTO,
    ON,
    OFF
  }

  /** The {@code SameSite} attribute (RFC 6265bis §4.1.2.7). */
  public enum SameSite {
    LAX,
    STRICT,
    NONE
  }

  /** Where a refusal's reason is told. */
  public enum Reasons {
    HEADER,
    LOG
  }

  /** How a log line is written. */
  public enum LogFormat {
    JSON,
    TEXT
  }

  /** The least level that is written. */
  public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }

  /** Whether users may change their address. */
  public enum ChangeEmail {
    OFF,
    VERIFIED,
    WITHOUT_VERIFICATION
  }

  /** The form of the session cache cookie. */
  public enum CookieCache {
    OFF,
    COMPACT,
    JWT,
    JWE
  }
}
