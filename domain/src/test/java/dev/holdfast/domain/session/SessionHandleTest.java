package dev.holdfast.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SessionHandleTest {
  private static final SessionId ID = new SessionId("lbhyM49cRZRCyO1KfZiSHIocUUSyNVCO");

  @Test
  void what_the_list_shows_names_the_same_session_again() {
    assertThat(SessionHandle.of(ID)).isEqualTo("h_lbhyM49cRZRCyO1KfZiSHIocUUSyNVCO");
    assertThat(SessionHandle.parse(SessionHandle.of(ID))).isEqualTo(new SessionHandle.ById(ID));
  }

  @Test
  void any_other_text_is_a_token() {
    for (var text : new String[] {"bhkdciIYrgdDMFqVWRQzQZmCM5XH9uKI", "", "h", "H_x", " h_x"}) {
      assertThat(SessionHandle.parse(text))
          .isEqualTo(new SessionHandle.ByToken(new SessionToken(text)));
    }
  }

  @Test
  void a_handle_without_an_id_names_nobodys_session() {
    assertThat(SessionHandle.parse("h_")).isEqualTo(new SessionHandle.ById(new SessionId("")));
  }
}
