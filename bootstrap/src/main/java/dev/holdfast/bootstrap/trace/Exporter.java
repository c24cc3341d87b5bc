package dev.holdfast.bootstrap.trace;

import dev.holdfast.bootstrap.settings.TraceSettings;
import dev.holdfast.domain.platform.Counters;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends spans in batches on a thread of its own. Nobody waits for it: what does not fit into the
 * queue is dropped, and so is what the collector does not take; both are counted, and said once a
 * minute. Without traffic nothing is sent.
 */
final class Exporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Exporter.class);
  private static final int BATCH = 512;
  private static final Duration LAST = Duration.ofSeconds(2);
  private static final long SAY_AGAIN = Duration.ofMinutes(1).toNanos();

  private final TraceSettings settings;
  private final OtlpJson json;
  private final Counters counters;
  private final HttpClient client;
  private final BlockingQueue<SpanData> queue;
  private final Thread thread;
  private volatile boolean closed;
  private boolean told;
  private long toldAt;

  /** Sends nothing yet. */
  Exporter(TraceSettings settings, Counters counters) {
    this.settings = settings;
    this.counters = counters;
    this.json = new OtlpJson(settings.resource());
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout())
            .build();
    this.queue = new ArrayBlockingQueue<>(settings.queue());
    this.thread = Thread.ofPlatform().daemon().name("traces").unstarted(this::work);
  }

  Exporter started() {
    thread.start();
    return this;
  }

  void add(SpanData span) {
    if (!queue.offer(span)) counters.add("spans_dropped", "queue_full");
  }

  private void work() {
    try {
      while (!closed) sendNext();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a first span, then a little for others, so that a request costs no request. */
  private void sendNext() throws InterruptedException {
    var batch = new ArrayList<SpanData>();
    batch.add(queue.take());
    long end = System.nanoTime() + settings.delay().toNanos();
    while (batch.size() < BATCH) {
      var next = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) break;
      batch.add(next);
    }
    send(batch, settings.timeout());
  }

  private void send(List<SpanData> batch, Duration timeout) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(settings.endpoint())
            .timeout(timeout)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofByteArray(json.body(batch)));
    settings.headers().forEach(request::header);
    try {
      int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) lost(batch.size(), "it answered " + status);
    } catch (IOException failed) {
      lost(batch.size(), failed.toString());
    }
  }

  private void lost(int spans, String why) {
    for (int i = 0; i < spans; i++) counters.add("spans_dropped", "not_taken");
    long now = System.nanoTime();
    if (told && now - toldAt < SAY_AGAIN) return;
    told = true;
    toldAt = now;
    LOG.atWarn()
        .addKeyValue("setting", "OTEL_EXPORTER_OTLP_ENDPOINT")
        .addKeyValue("detail", why)
        .log("the collector does not take spans; they are dropped");
  }

  /** Sends what is there, if the collector takes it soon. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(LAST);
      var rest = new ArrayList<SpanData>();
      queue.drainTo(rest);
      if (!rest.isEmpty()) send(rest, LAST);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    client.shutdownNow();
  }
}
