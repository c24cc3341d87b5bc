package dev.holdfast.postgres;

import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.InstanceName;
import dev.holdfast.domain.platform.Uptime;
import java.time.InstantSource;

/**
 * What the stores take from the machine that they run on, and whom they tell.
 *
 * @param instance what this process is called where rows say who wrote them
 * @param clock this machine's own, not corrected
 */
public record Machine(
    InstanceName instance,
    InstantSource clock,
    Uptime uptime,
    Events events,
    StatementListener statements) {}
