/**
 * The running instances of one deployment, as they see each other, and where they disagree.
 *
 * <p>Use cases of the platform register and compare them.
 *
 * <p>It must not know any secret, only what secrets are recognised by.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.domain.instance;
