package dev.holdfast.bootstrap.faults.figures;

/**
 * One measured number beside its target.
 *
 * @param row the row of the table of faults: F3
 * @param fault the fault in words
 * @param measure what was measured
 * @param target what it must reach, in words
 * @param measured what was seen, with its unit
 * @param met whether that reaches the target
 */
public record Figure(
    String row, String fault, String measure, String target, String measured, boolean met) {}
