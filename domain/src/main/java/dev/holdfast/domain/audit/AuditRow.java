package dev.holdfast.domain.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the audit as it is stored: texts, since a newer program may have written what this one
 * has no word for, and what is checked is what stands there.
 *
 * @param id in the order in which rows were begun, over all instances
 * @param instance which process wrote it; null for rows of the schema's own making
 * @param batch by which it was sealed; null: not sealed yet
 */
public record AuditRow(
    long id,
    Instant at,
    String kind,
    String actor,
    @Nullable String user,
    @Nullable String session,
    @Nullable String email,
    @Nullable String request,
    @Nullable String address,
    @Nullable String userAgent,
    @Nullable String reason,
    @Nullable String detail,
    @Nullable String instance,
    @Nullable String marker,
    @Nullable Long batch) {

  /** This row, sealed. */
  public AuditRow sealedBy(long by) {
    return new AuditRow(
        id, at, kind, actor, user, session, email, request, address, userAgent, reason, detail,
        instance, marker, by);
  }

  /** All that a seal covers, in the order in which it covers it. */
  List<@Nullable String> sealedParts() {
    return Arrays.asList(
        Long.toString(id),
        at.toString(),
        kind,
        actor,
        user,
        session,
        email,
        request,
        address,
        userAgent,
        reason,
        detail,
        instance,
        marker);
  }
}
