/**
 * Log lines, counts, and the one place where events become both.
 *
 * <p>The program's start sets it up; everybody else publishes events or uses the logging facade.
 *
 * <p>It must not know how a request is answered, nor write anything that came as a secret.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.bootstrap.log;
