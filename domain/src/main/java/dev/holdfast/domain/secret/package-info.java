/**
 * The deployment's secrets and what is done with them: signing cookies, sealing columns.
 *
 * <p>Whatever is signed or sealed goes through one ring of secrets.
 *
 * <p>It must not know what it signs or seals.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.domain.secret;
