package dev.holdfast.domain.audit;

import org.jspecify.annotations.Nullable;

/**
 * Whom or what rows are about; any one that fits will do.
 *
 * @param maskedEmail of rows that name no user
 */
public record AuditSubject(
    @Nullable String user,
    @Nullable String session,
    @Nullable String request,
    @Nullable String maskedEmail) {}
