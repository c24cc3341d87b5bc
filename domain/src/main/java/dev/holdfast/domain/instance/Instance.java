package dev.holdfast.domain.instance;

import java.time.Duration;
import java.time.Instant;

/**
 * One running process.
 *
 * @param id chance, so that two processes never share a row
 * @param name for people: host and port
 * @param clockAhead how far the database's clock is ahead of this instance's
 * @param seenAt when it last said so, by the clock that all instances agree on
 */
public record Instance(
    String id,
    String name,
    Identity identity,
    Duration clockAhead,
    Instant startedAt,
    Instant seenAt) {}
