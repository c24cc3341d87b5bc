package dev.holdfast.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.audit.AuditQueue;
import dev.holdfast.application.session.SignIn.Result;
import dev.holdfast.application.testing.Audits;
import dev.holdfast.application.testing.FixedEnvironment;
import dev.holdfast.application.testing.InMemory;
import dev.holdfast.application.testing.People;
import dev.holdfast.application.testing.PlainHasher;
import dev.holdfast.application.testing.RecordedEvents;
import dev.holdfast.application.testing.SequenceEntropy;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.application.testing.Watched;
import dev.holdfast.domain.account.AccountEvent;
import dev.holdfast.domain.account.Credential;
import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.account.HashForm;
import dev.holdfast.domain.account.Login;
import dev.holdfast.domain.account.Password;
import dev.holdfast.domain.account.PasswordHash;
import dev.holdfast.domain.account.Restrictions;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.account.UserId;
import dev.holdfast.domain.account.UserStore;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.session.Device;
import dev.holdfast.domain.session.SessionEvent;
import dev.holdfast.domain.session.SessionEvent.Why;
import dev.holdfast.domain.session.SessionPolicy.Start;
import dev.holdfast.domain.session.SessionToken;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignInTest {
  private static final Password WRONG = new Password("wrong horse battery");
  private static final EmailAddress NOBODY = EmailAddress.parse("nobody@example.com");

  private final InMemory data = new InMemory();
  private final Watched<UserStore> users = Watched.over(UserStore.class, data.stores().users());
  private final PlainHasher hasher = new PlainHasher();
  private final RecordedEvents events = new RecordedEvents();
  private final SequenceEntropy entropy = new SequenceEntropy();
  private final TestClock clock = new TestClock();
  private final FixedEnvironment environment = FixedEnvironment.defaults();
  private final AuditQueue audit = Audits.at(data, clock);
  private final User ada = People.ada();

  @AfterEach
  void every_place_at_the_door_was_given_back() {
    assertThat(hasher.taken()).isZero();
  }

  @BeforeEach
  void ada_has_signed_up() {
    var hash = new PlainHasher().hash(People.PASSWORD, environment.hashForm());
    users.port().add(ada, new Credential("cred-ada", ada.id(), hash));
  }

  @Test
  void the_right_password_starts_a_session() {
    var result = signedIn(signIn(ada.email(), People.PASSWORD));

    assertThat(result.user()).isEqualTo(ada);
    var known = data.stores().sessions().find(result.session().token()).orElseThrow();
    assertThat(known.session()).isEqualTo(result.session().session());
    assertThat(events.all())
        .containsExactly(new SessionEvent.SignedIn(ada.id(), known.session().id()));
  }

  @Test
  void checklist_3_1_unknown_address_wrong_password_and_no_password_get_the_same_answer() {
    assertThat(signIn(NOBODY, WRONG)).isEqualTo(new Result.Refused());
    assertThat(signIn(ada.email(), WRONG)).isEqualTo(new Result.Refused());
    assertThat(signInWithoutPassword()).isEqualTo(new Result.Refused());
    assertThat(data.sessions()).isEmpty();
    assertThat(refusals())
        .as("the operator may know")
        .containsExactly(Why.UNKNOWN_ADDRESS, Why.WRONG_PASSWORD, Why.NO_PASSWORD);
  }

  @Test
  void checklist_3_2_unknown_address_wrong_password_and_no_password_cost_the_same_work() {
    signIn(NOBODY, WRONG);
    assertThat(hasher.worked()).isEqualTo(1);
    signIn(ada.email(), WRONG);
    assertThat(hasher.worked()).isEqualTo(2);
    signInWithoutPassword();
    assertThat(hasher.worked()).isEqualTo(3);
    signIn(ada.email(), People.PASSWORD);
    assertThat(hasher.worked()).isEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("obstacles")
  void checklist_3_3_what_stands_in_the_way_is_told_only_after_the_right_password(
      Obstacle obstacle) {
    data.restrict(ada.id(), obstacle.restrictions());

    assertThat(signIn(ada.email(), WRONG)).isEqualTo(new Result.Refused());
    assertThat(signIn(ada.email(), People.PASSWORD)).isEqualTo(obstacle.result());
    assertThat(data.sessions()).isEmpty();
    assertThat(refusals()).containsExactly(Why.WRONG_PASSWORD, obstacle.why());
  }

  record Obstacle(Restrictions restrictions, Result result, Why why) {}

  static List<Obstacle> obstacles() {
    var end = TestClock.START.plusSeconds(1);
    return List.of(
        new Obstacle(new Restrictions(true, null, false), new Result.Banned(), Why.BANNED),
        new Obstacle(new Restrictions(true, end, false), new Result.Banned(), Why.BANNED),
        new Obstacle(
            new Restrictions(false, null, true),
            new Result.SecondFactorNeeded(),
            Why.SECOND_FACTOR));
  }

  @Test
  void an_expired_ban_counts_as_none() {
    data.restrict(ada.id(), new Restrictions(true, clock.instant().minusSeconds(1), false));

    assertThat(signIn(ada.email(), People.PASSWORD)).isInstanceOf(Result.SignedIn.class);
  }

  @Test
  void checklist_2_7_a_malformed_hash_is_an_ordinary_refusal_and_an_alert() {
    data.setPassword(ada.id(), new PasswordHash("no hash at all"));

    assertThat(signIn(ada.email(), People.PASSWORD)).isEqualTo(new Result.Refused());
    assertThat(hasher.worked()).isEqualTo(1);
    assertThat(events.all())
        .containsExactly(new SessionEvent.SignInRefused(Why.MALFORMED_HASH, ada.id()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA", "00ff:00ff"})
  void bad_input_e26_a_password_that_looks_like_a_hash_is_only_a_password(String text) {
    assertThat(signIn(ada.email(), new Password(text))).isEqualTo(new Result.Refused());
  }

  @Test
  void checklist_1_5_the_other_spelling_of_an_accent_signs_in_and_a_missing_space_does_not() {
    data.setPassword(
        ada.id(), new PlainHasher().hash(new Password("cafe\u0301 noir "), HashForm.ARGON2ID));

    assertThat(signIn(ada.email(), new Password("caf\u00e9 noir ")))
        .isInstanceOf(Result.SignedIn.class);
    assertThat(signIn(ada.email(), new Password("caf\u00e9 noir"))).isEqualTo(new Result.Refused());
  }

  @Test
  void checklist_2_6_a_password_that_is_too_long_is_neither_looked_up_nor_hashed() {
    var endless = new Password("x".repeat(129));
    int calls = users.calls();

    assertThat(signIn(ada.email(), endless)).isEqualTo(new Result.PasswordTooLong());
    assertThat(users.calls()).isEqualTo(calls);
    assertThat(hasher.worked()).isZero();
  }

  @Test
  void a_password_shorter_than_the_policy_still_signs_in() {
    data.setPassword(ada.id(), new PlainHasher().hash(new Password("old"), HashForm.ARGON2ID));

    assertThat(signIn(ada.email(), new Password("old"))).isInstanceOf(Result.SignedIn.class);
  }

  @Test
  void checklist_4_2_every_sign_in_gets_a_token_of_its_own_and_leaves_the_others_alone() {
    Set<SessionToken> tokens = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      tokens.add(signedIn(signIn(ada.email(), People.PASSWORD)).session().token());
    }

    assertThat(tokens).hasSize(20);
    assertThat(data.sessions()).hasSize(20);
  }

  @Test
  void checklist_2_9_a_hash_of_another_form_is_written_anew() {
    data.setPassword(ada.id(), new PlainHasher().hash(People.PASSWORD, HashForm.SCRYPT));

    signedIn(signIn(ada.email(), People.PASSWORD));

    assertThat(storedHash()).isEqualTo(new PlainHasher().hash(People.PASSWORD, HashForm.ARGON2ID));
    assertThat(events.of(AccountEvent.PasswordRehashed.class)).hasSize(1);
    signedIn(signIn(ada.email(), People.PASSWORD));
    assertThat(users.calls("replacePassword")).as("once is enough").isEqualTo(1);
  }

  @Test
  void checklist_2_9_a_password_changed_in_the_meantime_survives() {
    var old = new PlainHasher().hash(People.PASSWORD, HashForm.SCRYPT);
    var changed = new PasswordHash("argon2id:changed meanwhile");
    data.setPassword(ada.id(), changed);
    UserStore slow = new UserStoreThatReadEarlier(users.port(), old);

    assertThat(signIn(slow, ada.email(), People.PASSWORD)).isInstanceOf(Result.SignedIn.class);
    assertThat(storedHash()).isEqualTo(changed);
    assertThat(events.of(AccountEvent.PasswordRehashed.class)).isEmpty();
  }

  @Test
  void a_new_hash_that_cannot_be_written_does_not_fail_the_sign_in() {
    var old = new PlainHasher().hash(People.PASSWORD, HashForm.SCRYPT);
    data.setPassword(ada.id(), old);
    users.fail("replacePassword");

    assertThat(signIn(ada.email(), People.PASSWORD)).isInstanceOf(Result.SignedIn.class);
    assertThat(storedHash()).isEqualTo(old);
    assertThat(events.of(AccountEvent.RehashPostponed.class)).hasSize(1);
  }

  @Test
  void a_refused_sign_in_writes_no_hash() {
    data.setPassword(ada.id(), new PlainHasher().hash(People.PASSWORD, HashForm.SCRYPT));

    signIn(ada.email(), WRONG);

    assertThat(users.calls("replacePassword")).isZero();
  }

  @Test
  void a_store_that_cannot_answer_is_never_a_refusal() {
    data.setAvailable(false);

    assertThatThrownBy(() -> signIn(ada.email(), People.PASSWORD)).isInstanceOf(Unavailable.class);
    assertThatThrownBy(() -> signIn(NOBODY, WRONG)).isInstanceOf(Unavailable.class);
    assertThat(events.all()).isEmpty();
  }

  @Test
  void faults_f29_one_too_many_is_turned_away_before_the_store_is_asked() {
    int before = users.calls();
    hasher.fill();

    assertThatThrownBy(() -> signIn(ada.email(), People.PASSWORD)).isInstanceOf(Unavailable.class);
    assertThat(users.calls()).isEqualTo(before);
  }

  @Test
  void a_session_that_cannot_be_written_signs_nobody_in() {
    data.setWritable(false);

    assertThatThrownBy(() -> signIn(ada.email(), People.PASSWORD)).isInstanceOf(Unavailable.class);
    assertThat(events.all()).isEmpty();
  }

  private Result signIn(EmailAddress email, Password password) {
    return signIn(users.port(), email, password);
  }

  private Result signIn(UserStore from, EmailAddress email, Password password) {
    return new SignIn(
            environment, from, data.stores().sessions(), hasher, entropy, audit, events, clock)
        .execute(email, password, new Start(Device.UNKNOWN, true, clock.instant()));
  }

  private Result signInWithoutPassword() {
    return signIn(new UserStoreThatReadEarlier(users.port(), null), ada.email(), WRONG);
  }

  private @Nullable PasswordHash storedHash() {
    return users.port().byEmail(ada.email()).orElseThrow().password();
  }

  private List<Why> refusals() {
    return events.of(SessionEvent.SignInRefused.class).stream()
        .map(SessionEvent.SignInRefused::why)
        .toList();
  }

  private static Result.SignedIn signedIn(Result result) {
    assertThat(result).isInstanceOf(Result.SignedIn.class);
    return (Result.SignedIn) result;
  }

  /** Tells everybody's password as it was at another time. */
  private record UserStoreThatReadEarlier(UserStore now, @Nullable PasswordHash earlier)
      implements UserStore {
    @Override
    public Optional<Login> byEmail(EmailAddress email) {
      return now.byEmail(email)
          .map(login -> new Login(login.user(), earlier, login.restrictions()));
    }

    @Override
    public boolean add(User user, Credential credential) {
      return now.add(user, credential);
    }

    @Override
    public boolean replacePassword(
        UserId user, PasswordHash old, PasswordHash replacement, Instant at) {
      return now.replacePassword(user, old, replacement, at);
    }

    @Override
    public boolean remove(UserId user) {
      return now.remove(user);
    }
  }
}
