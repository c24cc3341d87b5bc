package dev.holdfast.postgres;

import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Uptime;
import java.time.InstantSource;

/**
 * What the stores take from the machine that they run on, and whom they tell.
 *
 * @param clock this machine's own, not corrected
 */
public record Machine(
    InstantSource clock, Uptime uptime, Events events, StatementListener statements) {}
