package dev.holdfast.bootstrap.faults.load;

/** What an answer means to the user who waits for it. */
public enum Outcome {
  /** What was asked for, and true. */
  GOOD,
  /** 503 in its full form: JSON with a code, and when to try again. */
  UNAVAILABLE,
  /** No answer: refused, reset or closed. */
  DROPPED,
  /** Later than any answer may be. */
  LATE,
  /** A fault told as a fact about who somebody is: null, 401, 403 or a cleared cookie. */
  FALSE_IDENTITY,
  /** A session that was ended for certain is served. */
  REVOKED_ACCEPTED,
  /** An error that is not in the promised form, or a status that nobody promised. */
  MALFORMED
}
