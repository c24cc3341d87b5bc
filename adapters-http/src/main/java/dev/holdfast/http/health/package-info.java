/**
 * Whether this process lives, has started and may be sent requests.
 *
 * <p>Orchestrators and load balancers call it, without credentials.
 *
 * <p>It must not tell versions, hosts or addresses (checklist 16.8).
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.http.health;
