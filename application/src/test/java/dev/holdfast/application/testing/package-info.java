/**
 * People, clocks and stores of the tests, and the suites that every adapter must pass.
 *
 * <p>The tests of every module call it.
 *
 * <p>It must not know any adapter.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.application.testing;
