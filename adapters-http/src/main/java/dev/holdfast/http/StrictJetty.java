package dev.holdfast.http;

import io.javalin.config.JavalinConfig;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.AcceptRateLimit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty with every lenience off and every limit on (checklist section 14). */
final class StrictJetty {
  private static final int ACCEPT_QUEUE = 1024;
  private static final long CLOSE_IDLE_MILLIS = 100;
  private static final int ANSWER_HEADER_BYTES = 32 * 1024;
  private static final int PLATFORM_THREADS = 32;

  private final HttpSettings settings;
  private final Entrance entrance;

  StrictJetty(HttpSettings settings, Entrance entrance) {
    this.settings = settings;
    this.entrance = entrance;
  }

  void configure(JavalinConfig config) {
    // Handlers run on virtual threads, acceptor and selector keep platform threads: a burst of
    // work cannot keep the server from reading its sockets.
    var threads = new QueuedThreadPool(PLATFORM_THREADS);
    threads.setName("holdfast-http");
    threads.setVirtualThreadsExecutor(
        VirtualThreads.getNamedVirtualThreadsExecutor("holdfast-request-"));
    config.jetty.threadPool = threads;
    config.jetty.host = settings.host();
    config.jetty.port = settings.port();
    config.jetty.modifyHttpConfiguration(StrictJetty::strict);
    config.jetty.addConnector((server, http) -> connector(server, http, settings.port()));
    int managementPort = settings.managementPort();
    if (managementPort != 0) {
      config.jetty.addConnector((server, http) -> connector(server, http, managementPort));
    }
    config.jetty.modifyServer(this::limit);
  }

  static Passage passage(HttpServletRequest request) {
    if (request.getAttribute(Passage.class.getName()) instanceof Passage passage) return passage;
    throw new IllegalStateException("a request came past the entrance");
  }

  private static void strict(HttpConfiguration http) {
    http.setSendDateHeader(false);
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setHttpCompliance(HttpCompliance.STRICT);
    // Empty segments and escaped slashes go as far as the router, which knows no such path: 404, as
    // the reference has it. Paths are matched as they came, so neither reaches another route.
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "holdfast",
            UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
    // Jetty remembers the header lines of a connection, by default whatever their case: a token or
    // cookie that differs from an earlier one in its case alone would be taken for that one.
    http.setHeaderCacheCaseSensitive(true);
    http.setRequestHeaderSize(Limits.HEADER_BYTES);
    http.setResponseHeaderSize(ANSWER_HEADER_BYTES);
    http.setMaxResponseHeaderSize(ANSWER_HEADER_BYTES);
  }

  private Connector connector(Server server, HttpConfiguration http, int port) {
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(port);
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.setIdleTimeout(settings.connections().idle().toMillis());
    connector.setShutdownIdleTimeout(CLOSE_IDLE_MILLIS);
    connector.addBean(new SlowClients(connector, settings.connections().slowClient().toNanos()));
    return connector;
  }

  private void limit(Server server) {
    server.setErrorHandler(new StrictErrors(entrance));
    server.setStopTimeout(settings.drain().toMillis());
    var limits = settings.connections();
    server.addBean(new NetworkConnectionLimit(limits.open(), server));
    server.addBean(new AcceptRateLimit(limits.acceptsPerSecond(), 1, TimeUnit.SECONDS, server));
    // Inserted last is met first.
    server.insertHandler(new MinimumDataRateHandler(Limits.SLOWEST_BODY, 0));
    server.insertHandler(new GracefulHandler());
    server.insertHandler(entrance);
  }
}
