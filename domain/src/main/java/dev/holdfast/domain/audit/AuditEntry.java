package dev.holdfast.domain.audit;

import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.platform.Source;
import dev.holdfast.domain.session.SessionId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be written down.
 *
 * @param email masked, and only where there may be no user to name
 * @param reason a code, never a sentence
 * @param detail what else is to be said, free of secrets
 */
public record AuditEntry(
    AuditKind kind,
    Instant at,
    @Nullable UserId user,
    @Nullable SessionId session,
    @Nullable String email,
    @Nullable String reason,
    @Nullable String detail,
    Source source) {

  /** Of the thread's own source. */
  public static AuditEntry of(AuditKind kind, Instant at) {
    return new AuditEntry(kind, at, null, null, null, null, null, Source.current());
  }

  public AuditEntry with(@Nullable UserId who, @Nullable SessionId which) {
    return new AuditEntry(kind, at, who, which, email, reason, detail, source);
  }

  /** Masked by whoever calls: {@code EmailAddress.masked()}. */
  public AuditEntry withMaskedEmail(String masked) {
    return new AuditEntry(kind, at, user, session, masked, reason, detail, source);
  }

  public AuditEntry because(Enum<?> why) {
    var code = why.name().toLowerCase(Locale.ROOT);
    return new AuditEntry(kind, at, user, session, email, code, detail, source);
  }

  public AuditEntry withDetail(String what) {
    return new AuditEntry(kind, at, user, session, email, reason, what, source);
  }
}
