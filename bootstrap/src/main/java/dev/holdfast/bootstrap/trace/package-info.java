/**
 * Traces: how long a request and its parts took, sent to a collector of OpenTelemetry's.
 *
 * <p>The wiring makes it where OpenTelemetry's variables ask for it; nothing of it is loaded
 * otherwise.
 *
 * <p>It must not hold a request up, nor send what came from a caller: names, codes and times only.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.bootstrap.trace;
