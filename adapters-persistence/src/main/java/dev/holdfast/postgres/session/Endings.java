package dev.holdfast.postgres.session;

import dev.holdfast.domain.audit.AuditKind;
import dev.holdfast.domain.session.Ending;
import dev.holdfast.postgres.Jdbc;
import dev.holdfast.postgres.Jdbc.Binder;
import dev.holdfast.postgres.audit.AuditRows;
import dev.holdfast.postgres.audit.AuditRows.Names;
import java.time.Duration;
import java.time.Instant;

/**
 * Ends sessions: one statement deletes them, remembers why by the digest of their tokens, forgets a
 * few of those remembered too long, and writes one row of the audit for each.
 */
final class Endings {
  /** How long an ended session can be told from an unknown one. */
  private static final Duration REMEMBERED = Duration.ofDays(30);

  /** The digest of a token that is stored as it is; PostgreSQL writes base64 with padding. */
  private static final String DIGEST =
      """
      case when "token" like 'sha256:%' then "token"
        else 'sha256:' || rtrim(translate(
          encode(sha256(convert_to("token", 'UTF8')), 'base64'), '+/', '-_'), '=') end\
      """;

  /** Fifty a time is more than any ending adds but one of all of a user's; nobody waits for it. */
  private static final String END =
      """
      with gone as (
          delete from {session} where {which} returning "token", "id", "userId"),
        remembered as (
          insert into {holdfast_ended_session} ("digest", "reason", "endedAt")
          select {digest}, ?, ? from gone
          on conflict ("digest") do nothing),
        forgotten as (
          delete from {holdfast_ended_session} where "digest" in (
            select "digest" from {holdfast_ended_session} where "endedAt" < ?
            order by "endedAt" limit 50 for update skip locked)),
        noted as (
        {audit})
      select count(*)::integer from gone
      """
          .replace("{audit}", AuditRows.insert(Names.session("\"userId\"", "\"id\""), "gone"));

  private final Jdbc jdbc;
  private final AuditRows audit;

  Endings(Jdbc jdbc, AuditRows audit) {
    this.jdbc = jdbc;
    this.audit = audit;
  }

  /** The statement that ends the sessions of which this is true. */
  static String where(String condition) {
    return END.replace("{which}", condition).replace("{digest}", DIGEST);
  }

  /** Runs such a statement, whose own values are bound first; how many sessions there were. */
  int run(String statement, Binder own, Ending ending, Instant now) {
    return jdbc.writeCounting(
        statement,
        values -> {
          own.bind(values);
          values.text(ending.code()).moment(now).moment(now.minus(REMEMBERED));
          audit.bind(values, AuditKind.of(ending), now);
        });
  }
}
