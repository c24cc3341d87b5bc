package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client's connections may ask of the whole server, with limits that can be reached. */
final class ConnectionsTest {
  private static final String OK = "GET /api/auth/ok HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration A_WHILE = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final int STEPS = 50;
  private static final Duration STEP = Duration.ofMillis(100);
  private static final ConnectionLimits SHIPPED = ConnectionLimits.STANDARD;

  private final List<OpenConnection> opened = new ArrayList<>();

  @AfterEach
  void hang_up() {
    opened.forEach(OpenConnection::close);
  }

  private OpenConnection connect(Api api) {
    var connection = new OpenConnection(api.port());
    opened.add(connection);
    return connection;
  }

  private OpenConnection served(Api api) {
    var connection = connect(api).send(OK).awaitAnswer(SOON);
    assertThat(connection.answers()).singleElement().matches(answer -> answer.status() == 200);
    return connection;
  }

  @Test
  void checklist_14_3_the_connection_over_the_limit_waits_until_another_closes() {
    try (var api = new Api(new ConnectionLimits(4, 1_000, PATIENCE, Duration.ofSeconds(30)))) {
      var inside = IntStream.range(0, 4).mapToObj(i -> served(api)).toList();

      var waiting = connect(api).send(OK).listen(A_WHILE);
      assertThat(waiting.answers()).as("over the limit").isEmpty();
      assertThat(waiting.isClosed()).isFalse();

      for (var good : inside) good.send(OK).listen(A_WHILE);
      assertThat(inside).as("good traffic goes on").allMatch(good -> good.answers().size() == 2);

      inside.getFirst().close();
      assertThat(waiting.awaitAnswer(SOON).answers())
          .singleElement()
          .matches(answer -> answer.status() == 200);
    }
  }

  @Test
  void checklist_14_3_connections_that_come_too_fast_are_accepted_late_and_none_is_lost() {
    try (var api = new Api(new ConnectionLimits(100, 5, PATIENCE, Duration.ofSeconds(30)))) {
      var before = served(api);

      long begun = System.nanoTime();
      var storm = IntStream.range(0, 15).mapToObj(i -> connect(api).send(OK)).toList();
      before.send(OK).listen(A_WHILE);
      assertThat(before.answers()).as("who is inside notices nothing").hasSize(2);
      for (var late : storm) late.awaitAnswer(SOON);
      var took = Duration.ofNanos(System.nanoTime() - begun);

      assertThat(storm).allMatch(late -> late.answers().getFirst().status() == 200);
      assertThat(took).as("15 at 5 a second").isGreaterThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void checklist_14_3_who_never_ends_a_request_is_cut_off_and_others_are_served_meanwhile() {
    var limits = new ConnectionLimits(1_000, 1_000, PATIENCE, Duration.ofSeconds(30));
    try (var api = new Api(limits)) {
      var ada = api.signedUp("Ada");
      api.get("/jwks"); // the first key is made here
      var before = api.data.contents();
      List<OpenConnection> slow = new ArrayList<>();
      BadFraming.halves()
          .forEach(
              half -> {
                for (Route route : api.everyRoute()) {
                  var bytes = half.bytes(route.method().name(), api.pathOf(route), "");
                  slow.add(connect(api).send(bytes));
                }
              });
      assertThat(ada.email()).as("meanwhile").hasValue("ada@example.com");

      long deadline = System.nanoTime() + SOON.toNanos();
      for (var one : slow) one.listen(Duration.ofNanos(deadline - System.nanoTime()));

      assertThat(slow).allMatch(OpenConnection::isClosed);
      for (var one : slow) {
        assertThat(one.answers()).hasSizeLessThanOrEqualTo(1).allSatisfy(api.wire()::check);
      }
      assertThat(ada.email()).as("afterwards").hasValue("ada@example.com");
      assertThat(api.data.contents()).isEqualTo(before);
    }
  }

  @Test
  void checklist_14_3_a_silent_connection_is_closed_in_the_end() {
    try (var api = new Api(new ConnectionLimits(100, 1_000, PATIENCE, PATIENCE))) {
      var silent = connect(api).listen(SOON);
      assertThat(silent.isClosed()).isTrue();
      var rested = served(api).listen(SOON);
      assertThat(rested.isClosed()).isTrue();
      assertThat(rested.answers()).hasSize(1);
    }
  }

  @Test
  void checklist_14_3_what_is_shipped_is_what_the_checklist_says() {
    assertThat(SHIPPED.slowClient()).isLessThanOrEqualTo(Duration.ofSeconds(10));
    assertThat(SHIPPED.idle()).isLessThanOrEqualTo(Duration.ofSeconds(30));
    assertThat(SHIPPED.open()).as("its proof has 5,000 dribbling sockets").isGreaterThan(5_000);
    assertThat(SHIPPED.acceptsPerSecond()).isBetween(100, 5_000);
  }

  /** Bad input D23. Paced, since slowness is the subject: each body takes five seconds. */
  @Test
  void a_good_body_that_comes_byte_by_byte_over_five_seconds_is_as_good_as_any() {
    try (var api = new Api();
        var twin = new Api()) {
      for (var one : List.of(api, twin)) one.signedUp("Grace");
      var slow =
          api.everyRoute().stream().filter(row -> row.method() == Route.Method.POST).toList();
      var all = slow.stream().map(route -> connect(api).send(head(api, route))).toList();
      for (int step = 0; step < STEPS; step++) {
        for (int i = 0; i < all.size(); i++) {
          for (char c : piece(Bodies.of(slow.get(i)), step)) all.get(i).send(String.valueOf(c));
        }
        all.getFirst().listen(STEP);
      }
      for (int i = 0; i < all.size(); i++) {
        var path = slow.get(i).path();
        var atOnce = twin.send("POST", path, JSON, Bodies.of(slow.get(i)));
        assertThat(all.get(i).awaitAnswer(SOON).answers())
            .as(path)
            .singleElement()
            .matches(answer -> answer.status() == atOnce.status());
      }
    }
  }

  private static String head(Api api, Route route) {
    return "POST %s HTTP/1.1\r\nHost: x\r\n%sContent-Length: %d\r\n\r\n"
        .formatted(api.pathOf(route), JSON, Bodies.of(route).length());
  }

  private static char[] piece(String body, int step) {
    return body.substring(body.length() * step / STEPS, body.length() * (step + 1) / STEPS)
        .toCharArray();
  }
}
