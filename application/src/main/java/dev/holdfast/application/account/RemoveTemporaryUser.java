package dev.holdfast.application.account;

import dev.holdfast.domain.account.AccountEvent;
import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.account.TemporaryUser;
import dev.holdfast.domain.account.UserStore;
import dev.holdfast.domain.platform.Events;

/** Takes a lent-out user back, sessions included; nobody else can be removed by it. */
public final class RemoveTemporaryUser {
  private final UserStore users;
  private final Events events;

  public RemoveTemporaryUser(UserStore users, Events events) {
    this.users = users;
    this.events = events;
  }

  /** False if there is no such user, or if it is not a temporary one. */
  public boolean execute(EmailAddress email) {
    if (!TemporaryUser.is(email)) return false;
    var login = users.byEmail(email);
    if (login.isEmpty() || !users.remove(login.get().user().id())) return false;
    events.publish(new AccountEvent.TemporaryUserRemoved(login.get().user().id()));
    return true;
  }
}
