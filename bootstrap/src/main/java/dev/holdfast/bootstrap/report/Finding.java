package dev.holdfast.bootstrap.report;

/**
 * One step.
 *
 * @param step a stable name
 * @param what was found; never a secret
 * @param mend what to do about it; empty where nothing is to be done
 */
public record Finding(String step, Verdict verdict, String what, String mend) {}
