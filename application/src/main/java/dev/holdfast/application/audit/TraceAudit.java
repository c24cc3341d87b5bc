package dev.holdfast.application.audit;

import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.account.UserStore;
import dev.holdfast.domain.audit.AuditRow;
import dev.holdfast.domain.audit.AuditStore;
import dev.holdfast.domain.audit.AuditSubject;
import dev.holdfast.domain.session.SessionHandle;
import java.util.List;

/**
 * Finds what is known of a user, a session or a request, over all instances. Ids of the three do
 * not look different, so a name is taken for all of them; only an address says what it is.
 */
public final class TraceAudit {
  /** More is no timeline but an export. */
  public static final int MOST = 1_000;

  private final AuditStore store;
  private final UserStore users;

  public TraceAudit(AuditStore store, UserStore users) {
    this.store = store;
    this.users = users;
  }

  /**
   * The newest rows, oldest first.
   *
   * @param named an id, a session's handle from the list of sessions, or an e-mail address
   */
  public List<AuditRow> execute(String named) {
    return store.about(subject(named), MOST);
  }

  private AuditSubject subject(String named) {
    if (EmailAddress.isAddress(named)) {
      var address = EmailAddress.parse(named);
      var user = users.byEmail(address).map(login -> login.user().id().value()).orElse(null);
      return new AuditSubject(user, null, null, address.masked());
    }
    if (named.startsWith(SessionHandle.PREFIX)) {
      return new AuditSubject(named, named.substring(SessionHandle.PREFIX.length()), named, null);
    }
    return new AuditSubject(named, named, named, null);
  }
}
