package dev.holdfast.http;

import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Uptime;
import java.time.InstantSource;

/** What the server takes from the machine that it runs on, and whom it tells. */
public record Surroundings(Entropy entropy, InstantSource clock, Uptime uptime, Events events) {}
