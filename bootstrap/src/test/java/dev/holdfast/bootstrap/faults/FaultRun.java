package dev.holdfast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.faults.figures.Figures;
import dev.holdfast.bootstrap.faults.load.Answers;
import dev.holdfast.bootstrap.faults.load.Kind;
import dev.holdfast.bootstrap.faults.load.Load;
import dev.holdfast.bootstrap.faults.load.Outcome;
import dev.holdfast.bootstrap.faults.load.Rates;
import dev.holdfast.bootstrap.faults.load.Truth;
import dev.holdfast.bootstrap.faults.rig.Bouncer;
import dev.holdfast.bootstrap.faults.rig.Cluster;
import dev.holdfast.bootstrap.faults.rig.Eventually;
import dev.holdfast.bootstrap.faults.rig.FaultyProxy;
import dev.holdfast.bootstrap.faults.rig.Pace;
import dev.holdfast.bootstrap.faults.rig.PackagedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of one row: the processes that it needs, in a folder of its own, ended in the reverse
 * order of their start; the users; the figures; and the invariants, which every row asserts.
 *
 * <p>What the servers said stays in {@code target/faults/<row>/}.
 */
final class FaultRun implements AutoCloseable {
  private static final int PERSONS = 12;

  private final String row;
  private final Figures figures;
  private final Path logs;
  private final Path scratch;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private int crowds;

  FaultRun(String row, String fault) {
    this.row = row;
    this.figures = new Figures(row, fault);
    try {
      logs = Path.of("target", "faults", row).toAbsolutePath();
      Files.createDirectories(logs);
      // Below the temporary folder, which the account that runs PostgreSQL can enter.
      scratch = Files.createTempDirectory("holdfast-" + row + "-");
      Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static Level level() {
    return Level.current();
  }

  Figures figures() {
    return figures;
  }

  Path scratch() {
    return scratch;
  }

  Cluster cluster(String... settings) {
    return keep(Cluster.create(scratch, map(settings)));
  }

  Cluster standby(Cluster primary, String name) {
    return keep(primary.standby(scratch, name));
  }

  /** One without which the primary acknowledges nothing. */
  Cluster synchronousStandby(Cluster primary, String name) {
    var standby = standby(primary, name);
    var owner = primary.asOwner();
    owner.run("alter system set synchronous_standby_names = '" + name + "'");
    owner.run("select pg_reload_conf()");
    Eventually.happens(
        primary::log,
        Duration.ofSeconds(10),
        () -> owner.column("select sync_state from pg_stat_replication").contains("sync"));
    return standby;
  }

  Bouncer bouncer(Cluster cluster, String... settings) {
    return keep(Bouncer.start(scratch, cluster, map(settings)));
  }

  FaultyProxy proxy(int target) {
    return keep(FaultyProxy.to(target));
  }

  /** A server on this database, not yet ready. */
  PackagedServer server(String url, String... settings) {
    return server(url, map(settings));
  }

  PackagedServer server(String url, Map<String, String> settings) {
    return serverUnder(List.of(), url, settings);
  }

  /** The same behind another command. */
  PackagedServer serverUnder(List<String> prefix, String url, Map<String, String> settings) {
    var all = new HashMap<>(settings);
    all.put("DATABASE_URL", url);
    return keep(PackagedServer.start(prefix, logs, all));
  }

  /** People who know this server, and nothing asked yet. Each time others. */
  Load people(PackagedServer server) {
    crowds++;
    var ledger = logs.resolve("ledger-" + crowds);
    var load = keep(new Load(server.base(), server.origin(), ledger, crowds * 10_000));
    return load.populate(PERSONS);
  }

  /** The usual load, for as long as it takes before a fault. */
  Load warmLoad(PackagedServer server) {
    var started = people(server).start(Rates.USUAL);
    Pace.pass(level().warm());
    return started;
  }

  <T extends AutoCloseable> T keep(T process) {
    open.push(process);
    return process;
  }

  /**
   * The invariants of every row: nobody was told an infrastructure's fault as a fact about
   * themselves (I3), no ended session was served (I2), every answer came in time and in the
   * promised form (I5), nothing acknowledged is lost (I1) and nothing is there by half (I8, I9).
   */
  void assertInvariants(Answers answers, Truth truth) {
    var users = answers.ofUsers();
    System.out.println(
        row + ": " + answers.count() + " answers; not good were\n" + answers.evidence());
    figures.atMost(
        "false null, 401, 403 or cleared cookies", 0, users.with(Outcome.FALSE_IDENTITY).count());
    figures.atMost("acknowledged writes lost", 0, truth.lost().size());
    assertThat(users.with(Outcome.FALSE_IDENTITY).evidence()).as(row + " I3").isEmpty();
    assertThat(users.with(Outcome.REVOKED_ACCEPTED).evidence()).as(row + " I2").isEmpty();
    assertThat(answers.with(Outcome.LATE).evidence()).as(row + " I5: too late").isEmpty();
    assertThat(answers.with(Outcome.MALFORMED).evidence()).as(row + " I5: form").isEmpty();
    assertThat(truth.lost()).as(row + " I1: acknowledged and lost").isEmpty();
    assertThat(truth.revived()).as(row + " I2: ended and served").isEmpty();
    assertThat(truth.halfMade()).as(row + " I9: half made, or twice").isEmpty();
    if ("fail".equals(System.getProperty("faults.misses"))) {
      assertThat(figures.misses()).as(row + ": figures beside their targets").isEmpty();
    }
  }

  /** Liveness has no dependency: it answered every time (I6). */
  void assertAlwaysLive(Answers answers) {
    assertThat(answers.of(Kind.LIVE).failures().evidence()).as(row + " I6: liveness").isEmpty();
  }

  private static Map<String, String> map(String... namesAndValues) {
    var map = new HashMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) close(open.pop());
    Scratch.delete(scratch);
  }

  private static void close(AutoCloseable process) {
    try {
      process.close();
    } catch (Exception failed) {
      throw new IllegalStateException("a process of the rig did not end", failed);
    }
  }
}
