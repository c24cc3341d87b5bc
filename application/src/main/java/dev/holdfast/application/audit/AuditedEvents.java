package dev.holdfast.application.audit;

import dev.holdfast.domain.account.AccountEvent;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.session.SessionEvent;
import dev.holdfast.domain.token.TokenEvent;

/**
 * Passes events on. Those that are published after the store wrote a row of the audit take the
 * audit's upkeep along.
 */
public final class AuditedEvents implements Events {
  private final Events next;
  private final AuditUpkeep upkeep;

  public AuditedEvents(Events next, AuditUpkeep upkeep) {
    this.next = next;
    this.upkeep = upkeep;
  }

  @Override
  public void publish(Event event) {
    next.publish(event);
    if (cameWithARow(event)) upkeep.ride();
  }

  private static boolean cameWithARow(Event event) {
    return event instanceof AccountEvent.SignedUp
        || event instanceof AccountEvent.PasswordRehashed
        || event instanceof SessionEvent.SignedIn
        || event instanceof SessionEvent.Ended
        || event instanceof TokenEvent.KeyCreated
        || event instanceof TokenEvent.KeyResealed;
  }
}
