/**
 * What the platform that runs this process asks of it over HTTP. The table of routes alone calls
 * it; it knows no sessions and no users.
 */
@NullMarked
package dev.holdfast.http.platform;

import org.jspecify.annotations.NullMarked;
