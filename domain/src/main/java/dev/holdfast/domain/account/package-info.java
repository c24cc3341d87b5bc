/**
 * Users, their addresses and their passwords.
 *
 * <p>Sessions and tokens build on it.
 *
 * <p>It must not know how a user is signed in, nor how a hash is computed.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.domain.account;
