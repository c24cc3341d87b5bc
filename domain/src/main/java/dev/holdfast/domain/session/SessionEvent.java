package dev.holdfast.domain.session;

import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens to sessions: ids and reasons, no tokens, no addresses. */
public sealed interface SessionEvent extends Events.Event {
  record SignedIn(UserId user, SessionId session) implements SessionEvent {}

  /** Known to the operator; the caller is told less (checklist 3.1). */
  record SignInRefused(Why why, @Nullable UserId user) implements SessionEvent {}

  /** A request that named a session was not taken for signed in. */
  record Refused(Reason reason, @Nullable SessionId session, @Nullable UserId user)
      implements SessionEvent {}

  record Renewed(SessionId session, UserId user) implements SessionEvent {}

  /** A write that a check would have made could not be made; the check went on without it. */
  record SideWriteSkipped(SessionId session, String what) implements SessionEvent {}

  /** The store could not be asked; the session was served as it was this long ago. */
  record ServedInGrace(SessionId session, UserId user, Duration age) implements SessionEvent {}

  record Ended(Ending ending, @Nullable UserId user, int sessions) implements SessionEvent {}

  /** Why a sign-in was refused. */
  enum Why {
    UNKNOWN_ADDRESS,
    NO_PASSWORD,
    WRONG_PASSWORD,
    /** An alert: the stored hash cannot be read (checklist 2.7). */
    MALFORMED_HASH,
    BANNED,
    SECOND_FACTOR
  }
}
