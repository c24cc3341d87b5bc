package dev.holdfast.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.application.testing.InMemory;
import dev.holdfast.application.testing.People;
import dev.holdfast.application.testing.Sessions;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.audit.AuditEntry;
import dev.holdfast.domain.audit.AuditKind;
import dev.holdfast.domain.audit.AuditRow;
import dev.holdfast.domain.platform.Source;
import dev.holdfast.domain.session.Ending;
import dev.holdfast.domain.session.SessionHandle;
import dev.holdfast.domain.session.TokenForm;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TraceAuditTest {
  private final InMemory data = new InMemory();
  private final User ada = People.ada();
  private final TraceAudit trace = new TraceAudit(data.stores().audit(), data.stores().users());

  @BeforeEach
  void ada_signs_up_and_in_and_out_and_somebody_tries_her_address_before() {
    var stores = data.stores();
    stores
        .audit()
        .add(
            List.of(
                AuditEntry.of(AuditKind.SIGN_IN_REFUSED, TestClock.START)
                    .withMaskedEmail(ada.email().masked())));
    Source.ofRequest("first", "", "").run(() -> stores.users().add(ada, People.credentialOf(ada)));
    stores.sessions().add(Sessions.of(ada, "laptop", TokenForm.DIGEST, TestClock.START));
    stores.sessions().end(Sessions.token("laptop"), Ending.SIGNED_OUT, TestClock.START);
  }

  private List<String> kinds(String named) {
    return trace.execute(named).stream().map(AuditRow::kind).toList();
  }

  @Test
  void a_user_is_found_by_id_and_by_address_together_with_refusals_of_the_address() {
    assertThat(kinds(ada.id().value())).containsExactly("signed_up", "signed_in", "signed_out");
    assertThat(kinds(ada.email().value()))
        .containsExactly("sign_in_refused", "signed_up", "signed_in", "signed_out");
  }

  @Test
  void a_session_is_found_by_id_and_by_handle() {
    var session = Sessions.of(ada, "laptop", TokenForm.DIGEST, TestClock.START).id();

    assertThat(kinds(session.value())).containsExactly("signed_in", "signed_out");
    assertThat(kinds(SessionHandle.of(session))).containsExactly("signed_in", "signed_out");
  }

  @Test
  void a_request_is_found_by_its_id() {
    assertThat(kinds("first")).containsExactly("signed_up");
  }

  @Test
  void nothing_is_found_by_a_token() {
    assertThat(kinds(Sessions.token("laptop").value())).isEmpty();
  }
}
