package dev.holdfast.bootstrap.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What {@code explain} was asked. The cookie or token itself comes on standard input.
 *
 * @param request an id whose log lines are to be told; null: a cookie or a token is explained
 * @param log where its lines lie; null: on standard input
 * @param offline whether the database is left alone
 */
public record ExplainOptions(
    @Nullable String request, @Nullable Path log, boolean offline, boolean json) {}
