/**
 * Values, decisions and ports: what a session, a token and an account are, whatever serves them.
 *
 * <p>Every ring may call it; it calls nobody.
 *
 * <p>It knows no database, no HTTP, no clock and no chance: time is an argument, the rest a port.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.domain;
