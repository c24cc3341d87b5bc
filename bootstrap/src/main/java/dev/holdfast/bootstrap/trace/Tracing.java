package dev.holdfast.bootstrap.trace;

import dev.holdfast.bootstrap.settings.TraceSettings;
import dev.holdfast.domain.account.PasswordHasher;
import dev.holdfast.domain.platform.Counters;
import dev.holdfast.domain.token.TokenSigner;
import dev.holdfast.http.RequestTracer;
import dev.holdfast.http.TraceParent;
import dev.holdfast.postgres.StatementListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows each request, its statements, and its hashes and signatures. The trace that a caller
 * began is continued (W3C Trace Context); a request that is not recorded still has an id for its
 * log lines.
 */
public final class Tracing implements RequestTracer, StatementListener, AutoCloseable {
  /** The request that this thread works on, if it is recorded. */
  private static final ThreadLocal<@Nullable Request> CURRENT = new ThreadLocal<>();

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "OPTIONS");

  /** OpenTelemetry's word for a method that is not known (semantic conventions for HTTP). */
  private static final String OTHER_METHOD = "_OTHER";

  private final InstantSource clock;
  private final Sampler sampler;
  private final Exporter exporter;
  private final StatementNames statements = new StatementNames();

  public Tracing(TraceSettings settings, InstantSource clock, Counters counters) {
    this.clock = clock;
    this.sampler = new Sampler(settings.sampling());
    this.exporter = new Exporter(settings, counters).started();
  }

  @Override
  public Span begin(@Nullable TraceParent parent) {
    var traceId = parent == null ? id() + id() : parent.traceId();
    var parentId = parent == null ? null : parent.parentId();
    boolean recorded = sampler.records(parent, traceId);
    return new Request(traceId, parentId, recorded, nanos(clock.instant()), System.nanoTime());
  }

  @Override
  public void sent(String sql) {}

  @Override
  public void ended(String sql, long nanos) {
    var request = CURRENT.get();
    if (request == null) return;
    var name = statements.of(sql);
    var verb = name.split(" ", 2)[0];
    var facts = Map.<String, Object>of("db.system.name", "postgresql", "db.operation.name", verb);
    part(request, SpanData.Kind.CLIENT, name, nanos, facts);
  }

  /** The same hasher, with its hashes as parts of their request. */
  public PasswordHasher timing(PasswordHasher hasher) {
    return new TimedHasher(hasher, this);
  }

  /** The same signer, with its signatures as parts of their request. */
  public TokenSigner timing(TokenSigner signer) {
    return (key, algorithm, claims) ->
        timed("token signature", () -> signer.sign(key, algorithm, claims));
  }

  /** Does a part of a request's work, and tells how long it took. */
  public <T> T timed(String name, Supplier<T> work) {
    var request = CURRENT.get();
    if (request == null) return work.get();
    long since = System.nanoTime();
    try {
      return work.get();
    } finally {
      part(request, SpanData.Kind.INTERNAL, name, System.nanoTime() - since, Map.of());
    }
  }

  /** A part that has just ended. */
  private void part(
      Request request, SpanData.Kind kind, String name, long nanos, Map<String, Object> facts) {
    long now = request.now();
    exporter.add(
        new SpanData(
            request.traceId, id(), request.spanId, kind, name, now - nanos, now, false, facts));
  }

  /** 16 hex digits, not all zero. Ids only have to differ, not to be hard to guess. */
  private static String id() {
    long number = ThreadLocalRandom.current().nextLong();
    return "%016x".formatted(number == 0 ? 1 : number);
  }

  private static long nanos(Instant moment) {
    return TimeUnit.SECONDS.toNanos(moment.getEpochSecond()) + moment.getNano();
  }

  @Override
  public void close() {
    exporter.close();
  }

  /** A request on its way. */
  private final class Request implements Span {
    private final String traceId;
    private final String spanId = id();
    private final @Nullable String parentId;
    private final boolean recorded;
    private final long begun;
    private final long begunNanos;

    private Request(
        String traceId, @Nullable String parentId, boolean recorded, long begun, long begunNanos) {
      this.traceId = traceId;
      this.parentId = parentId;
      this.recorded = recorded;
      this.begun = begun;
      this.begunNanos = begunNanos;
    }

    @Override
    public String traceId() {
      return traceId;
    }

    @Override
    public void enter() {
      if (recorded) CURRENT.set(this);
    }

    @Override
    public void leave() {
      CURRENT.remove();
    }

    @Override
    public void end(Answered answered) {
      if (!recorded) return;
      var route = answered.route();
      var method = METHODS.contains(answered.method()) ? answered.method() : OTHER_METHOD;
      Map<String, Object> facts = new HashMap<>();
      facts.put("http.request.method", method);
      facts.put("http.response.status_code", answered.status());
      facts.put("holdfast.request_id", answered.requestId().value());
      if (route != null) facts.put("http.route", route);
      var reason = answered.reason();
      if (reason != null) facts.put("holdfast.reason", reason.code());
      var name = route == null ? method : method + " " + route;
      boolean failed = answered.status() >= 500;
      exporter.add(
          new SpanData(
              traceId, spanId, parentId, SpanData.Kind.SERVER, name, begun, now(), failed, facts));
    }

    /** By the clock of its beginning, so that no step of the clock turns a span round. */
    private long now() {
      return begun + (System.nanoTime() - begunNanos);
    }
  }
}
