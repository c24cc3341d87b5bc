/**
 * What can be asked for on the command line, and how it ends.
 *
 * <p>{@code Main} hands the arguments over.
 *
 * <p>It must not know how a command does its work, only what it is called and takes.
 */
@org.jspecify.annotations.NullMarked
package dev.holdfast.bootstrap.command;
