/**
 * What browsers call a site: which hosts belong together, by the Public Suffix List.
 *
 * <p>The rules of the settings, {@code check} and {@code doctor} ask it.
 *
 * <p>It must not know any setting, nor open a connection.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.bootstrap.site;
