package dev.holdfast.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.application.account.SignUp.Result;
import dev.holdfast.application.testing.FixedEnvironment;
import dev.holdfast.application.testing.InMemory;
import dev.holdfast.application.testing.People;
import dev.holdfast.application.testing.PlainHasher;
import dev.holdfast.application.testing.Race;
import dev.holdfast.application.testing.RecordedEvents;
import dev.holdfast.application.testing.SequenceEntropy;
import dev.holdfast.application.testing.TestClock;
import dev.holdfast.application.testing.Watched;
import dev.holdfast.domain.account.AccountEvent;
import dev.holdfast.domain.account.AccountEvent.Why;
import dev.holdfast.domain.account.EmailAddress;
import dev.holdfast.domain.account.HashForm;
import dev.holdfast.domain.account.Password;
import dev.holdfast.domain.account.PasswordPolicy.Refusal;
import dev.holdfast.domain.account.User;
import dev.holdfast.domain.account.UserStore;
import dev.holdfast.domain.config.SignUpPolicy;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.domain.session.Device;
import dev.holdfast.domain.session.NewSession;
import dev.holdfast.domain.session.SessionEvent;
import dev.holdfast.domain.session.SessionPolicy.Start;
import dev.holdfast.domain.session.SessionStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SignUpTest {
  private static final Device DEVICE = new Device("203.0.113.7", "tests/1");
  private static final SignUpPolicy WITHOUT_SESSION = new SignUpPolicy(true, false);

  private final InMemory data = new InMemory();
  private final Watched<UserStore> users = Watched.over(UserStore.class, data.stores().users());
  private final Watched<SessionStore> sessions =
      Watched.over(SessionStore.class, data.stores().sessions());
  private final PlainHasher hasher = new PlainHasher();
  private final RecordedEvents events = new RecordedEvents();
  private final SequenceEntropy entropy = new SequenceEntropy();
  private final TestClock clock = new TestClock();

  private FixedEnvironment environment = FixedEnvironment.defaults();

  @AfterEach
  void every_place_at_the_door_was_given_back() {
    assertThat(hasher.taken()).isZero();
  }

  @Test
  void makes_a_user_who_can_sign_in_and_is_signed_in() {
    var result = signedUp(signUp(ada()));

    assertThat(result.user().name()).isEqualTo("Ada");
    assertThat(result.user().emailVerified()).isFalse();
    assertThat(result.user().createdAt()).isEqualTo(TestClock.START);
    var login = users.port().byEmail(ada().email()).orElseThrow();
    assertThat(login.user()).isEqualTo(result.user());
    assertThat(login.password()).isNotNull();
    var known = sessions.port().find(sessionOf(result).token()).orElseThrow();
    assertThat(known.session()).isEqualTo(sessionOf(result).session());
    assertThat(known.session().device()).isEqualTo(DEVICE);
    assertThat(events.all())
        .containsExactly(
            new AccountEvent.SignedUp(result.user().id()),
            new SessionEvent.SignedIn(result.user().id(), known.session().id()));
  }

  @Test
  void a_browser_that_is_not_to_be_remembered_gets_a_session_of_a_day() {
    var start = new Start(DEVICE, false, clock.instant());

    var result = signedUp(useCase().execute(ada(), People.PASSWORD, start));

    assertThat(sessionOf(result).session().expiresAt())
        .isEqualTo(TestClock.START.plus(Duration.ofDays(1)));
  }

  @Test
  void the_password_is_hashed_in_the_form_of_the_deployment() {
    environment = environment.with(HashForm.SCRYPT);

    signUp(ada());

    var stored = users.port().byEmail(ada().email()).orElseThrow().password();
    assertThat(stored).isEqualTo(new PlainHasher().hash(People.PASSWORD, HashForm.SCRYPT));
  }

  @Test
  void a_closed_deployment_looks_at_nothing() {
    environment = environment.with(new SignUpPolicy(false, true));

    assertThat(useCase().execute(ada(), new Password("x"), start())).isEqualTo(new Result.Closed());
    assertThat(users.calls()).isZero();
    assertThat(hasher.worked()).isZero();
    assertThat(refusals()).containsExactly(Why.SIGN_UP_DISABLED);
  }

  @Test
  void checklist_1_1_the_password_is_judged_before_the_address_is_looked_up() {
    signUp(ada());
    int callsBefore = users.calls();
    int workedBefore = hasher.worked();

    assertThat(refused("1234567")).isEqualTo(Refusal.PASSWORD_TOO_SHORT);
    assertThat(refused("x".repeat(129))).isEqualTo(Refusal.PASSWORD_TOO_LONG);
    assertThat(refused("password")).isEqualTo(Refusal.PASSWORD_COMPROMISED);

    assertThat(users.calls()).isEqualTo(callsBefore);
    assertThat(hasher.worked()).isEqualTo(workedBefore);
    assertThat(refusals())
        .containsExactly(Why.PASSWORD_TOO_SHORT, Why.PASSWORD_TOO_LONG, Why.PASSWORD_COMPROMISED);
  }

  @Test
  void a_taken_address_is_told_before_anything_is_hashed() {
    signUp(ada());
    int worked = hasher.worked();

    assertThat(signUp(ada())).isEqualTo(new Result.EmailTaken());
    assertThat(hasher.worked()).isEqualTo(worked);
    assertThat(data.sessions()).hasSize(1);
    assertThat(refusals()).containsExactly(Why.EMAIL_TAKEN);
  }

  @Test
  void an_address_in_capitals_is_the_same_address() {
    signUp(ada());
    var shouting = new User.Profile("Ada", EmailAddress.parse("ADA@EXAMPLE.COM"), null);

    assertThat(signUp(shouting)).isEqualTo(new Result.EmailTaken());
  }

  @Test
  void without_auto_sign_in_a_new_user_gets_no_session() {
    environment = environment.with(WITHOUT_SESSION);

    assertThat(signedUp(signUp(ada())).session()).isNull();
    assertThat(data.sessions()).isEmpty();
    assertThat(users.port().byEmail(ada().email())).isPresent();
  }

  @Test
  void checklist_3_5_without_auto_sign_in_a_taken_address_looks_and_costs_like_a_free_one() {
    environment = environment.with(WITHOUT_SESSION);
    var real = signedUp(signUp(ada()));
    int workOfReal = hasher.worked();
    var mallory = new User.Profile("Mallory", ada().email(), "https://example.com/m.png");

    var madeUp = signedUp(signUp(mallory));

    assertThat(hasher.worked() - workOfReal).isEqualTo(workOfReal);
    assertThat(madeUp.session()).isNull();
    assertThat(madeUp.user().name()).isEqualTo("Mallory");
    assertThat(madeUp.user().image()).isEqualTo("https://example.com/m.png");
    assertThat(madeUp.user().emailVerified()).isFalse();
    assertThat(madeUp.user().createdAt()).isEqualTo(clock.instant());
    assertThat(madeUp.user().id()).isNotEqualTo(real.user().id());
    assertThat(madeUp.user().id().value()).hasSameSizeAs(real.user().id().value());
    assertThat(users.port().byEmail(ada().email()).orElseThrow().user()).isEqualTo(real.user());
    assertThat(refusals()).containsExactly(Why.EMAIL_TAKEN);
  }

  @Test
  void bad_input_j1_of_many_who_race_for_an_address_one_gets_it() {
    var results = Race.of(40, () -> signUp(ada()));

    assertThat(results.stream().filter(Result.SignedUp.class::isInstance)).hasSize(1);
    assertThat(results.stream().filter(Result.EmailTaken.class::isInstance)).hasSize(39);
    assertThat(data.sessions()).hasSize(1);
    assertThat(events.of(AccountEvent.SignedUp.class)).hasSize(1);
  }

  @Test
  void checklist_3_5_without_auto_sign_in_losers_of_the_race_cannot_tell() {
    environment = environment.with(WITHOUT_SESSION);

    var results = Race.of(40, () -> signUp(ada()));

    assertThat(results).allMatch(Result.SignedUp.class::isInstance);
    assertThat(events.of(AccountEvent.SignedUp.class)).hasSize(1);
    assertThat(refusals()).hasSize(39).containsOnly(Why.EMAIL_TAKEN);
  }

  @Test
  void when_the_session_cannot_be_written_there_is_no_user_either() {
    sessions.fail("add");

    assertThatThrownBy(() -> signUp(ada())).isInstanceOf(Unavailable.class);

    assertThat(users.port().byEmail(ada().email())).isEmpty();
    assertThat(events.all()).isEmpty();
    sessions.heal();
    assertThat(signUp(ada()))
        .as("so the same call may be made again")
        .isInstanceOf(Result.SignedUp.class);
  }

  @Test
  void a_store_that_cannot_answer_is_never_a_refusal() {
    data.setAvailable(false);

    assertThatThrownBy(() -> signUp(ada())).isInstanceOf(Unavailable.class);
    assertThat(events.all()).isEmpty();
  }

  private SignUp useCase() {
    return new SignUp(
        environment,
        users.port(),
        sessions.port(),
        data,
        hasher,
        password -> Set.of("password", "12345678").contains(password.value()),
        entropy,
        events,
        clock);
  }

  private Result signUp(User.Profile profile) {
    return useCase().execute(profile, People.PASSWORD, start());
  }

  private Start start() {
    return new Start(DEVICE, true, clock.instant());
  }

  private Refusal refused(String password) {
    var result = useCase().execute(ada(), new Password(password), start());
    assertThat(result).isInstanceOf(Result.PasswordRefused.class);
    return ((Result.PasswordRefused) result).why();
  }

  private List<Why> refusals() {
    return events.of(AccountEvent.SignUpRefused.class).stream()
        .map(AccountEvent.SignUpRefused::why)
        .toList();
  }

  private static Result.SignedUp signedUp(Result result) {
    assertThat(result).isInstanceOf(Result.SignedUp.class);
    return (Result.SignedUp) result;
  }

  private static NewSession sessionOf(Result.SignedUp result) {
    return Objects.requireNonNull(result.session());
  }

  private static User.Profile ada() {
    return new User.Profile("Ada", EmailAddress.parse("ada@example.com"), null);
  }
}
