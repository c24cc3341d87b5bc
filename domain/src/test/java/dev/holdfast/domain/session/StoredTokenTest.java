package dev.holdfast.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StoredTokenTest {
  private static final SessionToken TOKEN = new SessionToken("bhkdciIYrgdDMFqVWRQzQZmCM5XH9uKI");
  private static final String DIGEST = "sha256:G2JCQPDNBHdj5KGd-ai5mqVT_YQEnyQVP4F6M3Oypis";

  @Test
  void the_plain_form_is_the_token() {
    var stored = StoredToken.of(TOKEN, TokenForm.PLAIN);

    assertThat(stored.value()).isEqualTo(TOKEN.value());
    assertThat(stored.form()).isEqualTo(TokenForm.PLAIN);
  }

  @Test
  void checklist_4_5_the_digest_form_is_base64url_of_sha_256() {
    var stored = StoredToken.of(TOKEN, TokenForm.DIGEST);

    assertThat(stored.value()).isEqualTo(DIGEST);
    assertThat(stored.form()).isEqualTo(TokenForm.DIGEST);
  }

  @Test
  void a_token_is_looked_up_in_both_forms() {
    assertThat(StoredToken.candidates(TOKEN))
        .containsExactly(new StoredToken(TOKEN.value()), new StoredToken(DIGEST));
  }

  @Test
  void checklist_4_5_a_dumped_digest_is_not_looked_up_as_it_is() {
    assertThat(StoredToken.candidates(new SessionToken(DIGEST)))
        .doesNotContain(new StoredToken(DIGEST))
        .hasSize(1);
    assertThat(StoredToken.candidates(new SessionToken("a:b")))
        .doesNotContain(new StoredToken("a:b"));
  }

  @Test
  void ended_sessions_of_either_form_are_remembered_by_the_same_digest() {
    assertThat(StoredToken.of(TOKEN, TokenForm.PLAIN).asDigest().value()).isEqualTo(DIGEST);
    assertThat(StoredToken.of(TOKEN, TokenForm.DIGEST).asDigest().value()).isEqualTo(DIGEST);
  }
}
