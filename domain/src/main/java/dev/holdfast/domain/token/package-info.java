/**
 * Access tokens: claims, the keys that sign them, and how keys are chosen and published.
 *
 * <p>Use cases issue and publish by it.
 *
 * <p>It must not know how a signature is computed.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.domain.token;
