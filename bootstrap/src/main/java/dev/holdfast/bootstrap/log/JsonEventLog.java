package dev.holdfast.bootstrap.log;

import dev.holdfast.domain.account.AccountEvent;
import dev.holdfast.domain.audit.AuditEvent;
import dev.holdfast.domain.instance.InstanceEvent;
import dev.holdfast.domain.platform.Counters;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Reason;
import dev.holdfast.domain.session.SessionEvent;
import dev.holdfast.domain.token.Algorithm;
import dev.holdfast.domain.token.KeyId;
import dev.holdfast.domain.token.TokenEvent;
import dev.holdfast.http.HttpEvent;
import dev.holdfast.postgres.DatabaseEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The one switch that turns events into log lines and counts. Ids and reasons; no values. */
public final class JsonEventLog implements Events {
  private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.event");

  private final Counters counters;

  public JsonEventLog(Counters counters) {
    this.counters = counters;
  }

  @Override
  public void publish(Event event) {
    var entry =
        switch (event) {
          case AccountEvent account -> of(account);
          case SessionEvent session -> of(session);
          case TokenEvent token -> of(token);
          case AuditEvent audit -> of(audit);
          case HttpEvent http -> of(http);
          case DatabaseEvent database -> of(database);
          case InstanceEvent instance -> of(instance);
          default -> entry(EventName.UNNAMED).with("kind", event.getClass().getSimpleName());
        };
    counters.add(entry.name.code(), entry.label);
    write(entry);
  }

  private static Entry of(AccountEvent event) {
    return switch (event) {
      case AccountEvent.SignedUp(var user) -> entry(EventName.SIGNED_UP).with("user", user.value());
      case AccountEvent.SignUpRefused(var why) -> entry(EventName.SIGN_UP_REFUSED).why(why);
      case AccountEvent.PasswordRehashed(var user) ->
          entry(EventName.PASSWORD_REHASHED).with("user", user.value());
      case AccountEvent.RehashPostponed(var user) ->
          entry(EventName.REHASH_POSTPONED).with("user", user.value());
      case AccountEvent.TemporaryUserAdded(var user) ->
          entry(EventName.DOCTOR_USER_ADDED).with("user", user.value());
      case AccountEvent.TemporaryUserRemoved(var user) ->
          entry(EventName.DOCTOR_USER_REMOVED).with("user", user.value());
    };
  }

  private static Entry of(SessionEvent event) {
    return switch (event) {
      case SessionEvent.SignedIn(var user, var session) ->
          entry(EventName.SIGNED_IN).with("user", user.value()).with("session", session.value());
      case SessionEvent.SignInRefused(var why, var user) ->
          entry(
                  why == SessionEvent.Why.MALFORMED_HASH
                      ? EventName.PASSWORD_HASH_MALFORMED
                      : EventName.SIGN_IN_REFUSED)
              .why(why)
              .with("user", user == null ? null : user.value());
      case SessionEvent.Refused(var reason, var session, var user) ->
          entry(EventName.SESSION_REFUSED)
              .reason(reason.code())
              .with("session", session == null ? null : session.value())
              .with("user", user == null ? null : user.value());
      case SessionEvent.Renewed(var session, var user) ->
          entry(EventName.SESSION_RENEWED)
              .with("session", session.value())
              .with("user", user.value());
      case SessionEvent.SideWriteSkipped(var session, var what) ->
          entry(EventName.SIDE_WRITE_SKIPPED).with("session", session.value()).with("what", what);
      case SessionEvent.ServedInGrace(var session, var user, var age) ->
          entry(EventName.SESSION_SERVED_IN_GRACE)
              .with("session", session.value())
              .with("user", user.value())
              .with("age_ms", age.toMillis());
      case SessionEvent.Ended(var ending, var user, var sessions) ->
          entry(EventName.SESSIONS_ENDED)
              .reason(ending.code())
              .with("user", user == null ? null : user.value())
              .with("sessions", sessions);
    };
  }

  private static Entry of(TokenEvent event) {
    return switch (event) {
      case TokenEvent.Issued(var user, var key, var expiresAt) ->
          entry(EventName.TOKEN_ISSUED)
              .with("user", user.value())
              .with("key", key.value())
              .with("expiresAt", expiresAt.toString());
      case TokenEvent.IssueRefused(var reason, var user) ->
          entry(EventName.TOKEN_REFUSED).reason(reason.code()).with("user", user.value());
      case TokenEvent.KeyCreated(var key, var algorithm) ->
          entry(EventName.KEY_CREATED)
              .with("key", key.value())
              .with("algorithm", algorithm.wireName());
      case TokenEvent.KeyNotOpened(var key) ->
          entry(EventName.KEY_NOT_OPENED).with("key", key.value());
      case TokenEvent.KeyResealed(var key) ->
          entry(EventName.KEY_RESEALED).with("key", key.value());
      case TokenEvent.RefreshFailed(var why) ->
          entry(EventName.KEY_REFRESH_FAILED).with("detail", why);
      case TokenEvent.Rejected(var refusal) ->
          entry(EventName.TOKEN_REJECTED)
              .reason(refusal.reason().code())
              .with("why", refusal.why())
              .with("expected", refusal.expected())
              .with("actual", refusal.actual())
              .with("hint", refusal.hint());
      case TokenEvent.KeysFetched(var keys) ->
          entry(EventName.ISSUER_KEYS_FETCHED).with("keys", named(keys));
      case TokenEvent.KeysNotFetched(var why, var served) ->
          entry(EventName.ISSUER_KEYS_NOT_FETCHED).with("detail", why).with("served", served);
    };
  }

  private static Entry of(AuditEvent event) {
    return switch (event) {
      case AuditEvent.Sealed(var batch, var rows, var digest) ->
          entry(EventName.AUDIT_SEALED)
              .with("batch", batch)
              .with("rows", rows)
              .with("digest", digest);
      case AuditEvent.Forgotten(var rows) -> entry(EventName.AUDIT_FORGOTTEN).with("rows", rows);
      case AuditEvent.UpkeepFailed(var why) ->
          entry(EventName.AUDIT_UPKEEP_FAILED).with("detail", why);
      case AuditEvent.RowsWait(var rows, var why) ->
          entry(EventName.AUDIT_ROWS_WAIT).with("rows", rows).with("detail", why);
      case AuditEvent.RowsDropped(var rows) ->
          entry(EventName.AUDIT_ROWS_DROPPED).with("rows", rows);
    };
  }

  private static List<String> named(Map<KeyId, Algorithm> keys) {
    return keys.entrySet().stream()
        .map(key -> key.getKey().value() + " " + key.getValue().wireName())
        .sorted()
        .toList();
  }

  private static Entry of(HttpEvent event) {
    return switch (event) {
      case HttpEvent.OriginRefused(
              var error,
              var reason,
              var subject,
              var received,
              var trusted,
              var hint) ->
          entry(EventName.ORIGIN_REFUSED)
              .reason(reason.code())
              .with("code", error.name())
              .with("subject", subject)
              .with("received", received)
              .with("trusted", trusted)
              .with("admitted_by", hint.admittedBy())
              .with("near", hint.near().isEmpty() ? null : hint.near());
      case HttpEvent.CookieNotReturned(
              var cause,
              var host,
              var origin,
              var site,
              var cookie,
              var checks) ->
          entry(EventName.COOKIE_NOT_RETURNED)
              .reason(Reason.COOKIE_NOT_RETURNED.code())
              .with("cause", cause.code())
              .with("meaning", cause.meaning())
              .with("mend", cause.mend())
              .with("host", host)
              .with("origin", origin)
              .with("site", site)
              .with("cookie", cookie)
              .with("checks", checks);
      case HttpEvent.ForwardedByUntrustedPeer(var peer) ->
          entry(EventName.FORWARDED_BY_UNTRUSTED_PEER).with("peer", peer);
    };
  }

  private static Entry of(DatabaseEvent event) {
    return switch (event) {
      case DatabaseEvent.Lost(var why) -> entry(EventName.DATABASE_LOST).with("detail", why);
      case DatabaseEvent.Back(var after, var refused) ->
          entry(EventName.DATABASE_BACK)
              .with("after_ms", after.toMillis())
              .with("refused", refused);
      case DatabaseEvent.ClockDiffers(var ahead) ->
          entry(EventName.DATABASE_CLOCK_DIFFERS).with("ahead_ms", ahead.toMillis());
      case DatabaseEvent.RowCorrupt(var statement, var column) ->
          entry(EventName.ROW_CORRUPT).with("statement", statement).with("column", column);
      case DatabaseEvent.Thawed(var frozen) ->
          entry(EventName.PROCESS_THAWED).with("frozen_ms", frozen.toMillis());
      case DatabaseEvent.Released(var connections) ->
          entry(EventName.CONNECTIONS_RELEASED).with("connections", connections);
    };
  }

  private static Entry of(InstanceEvent event) {
    return switch (event) {
      case InstanceEvent.Registered(var instance, var secrets, var others) ->
          entry(EventName.INSTANCE_REGISTERED)
              .with("instance", instance)
              .with("secrets", secrets)
              .with("others", others);
      case InstanceEvent.Disagrees(var disagreement) -> {
        var difference = disagreement.difference();
        yield entry(EventName.INSTANCES_DISAGREE)
            .label(difference.value())
            .with("value", difference.value())
            .with("mine", difference.mine())
            .with("instance", disagreement.instance())
            .with("theirs", difference.theirs());
      }
      case InstanceEvent.Agree() -> entry(EventName.INSTANCES_AGREE);
    };
  }

  private static void write(Entry entry) {
    // A dead store refuses every request: its reason is told as what it is, a warning.
    var level = entry.label.endsWith("_unavailable") ? Level.WARN : entry.name.level();
    var line = LOG.atLevel(level).addKeyValue("event", entry.name.code());
    for (var field : entry.fields.entrySet()) {
      line = line.addKeyValue(field.getKey(), field.getValue());
    }
    line.log(entry.name.meaning());
  }

  private static Entry entry(EventName name) {
    return new Entry(name);
  }

  /** A line being put together. */
  private static final class Entry {
    private final EventName name;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private String label = "all";

    private Entry(EventName name) {
      this.name = name;
    }

    private Entry with(String field, @Nullable Object value) {
      if (value != null) fields.put(field, value);
      return this;
    }

    private Entry why(Enum<?> why) {
      return reason(why.name().toLowerCase(Locale.ROOT));
    }

    /** Also the label of the count. */
    private Entry reason(String reason) {
      return label(reason).with("reason", reason);
    }

    private Entry label(String kind) {
      label = kind;
      return this;
    }
  }
}
