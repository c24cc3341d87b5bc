package dev.holdfast.http;

import dev.holdfast.domain.InvalidValue;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.http.cookie.SetCookie;
import dev.holdfast.http.origin.Origins;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running server: {@link StrictJetty} below, the table of routes above, and the one place where
 * exceptions become answers; faults become those of {@link FaultAnswers}.
 */
public final class HttpServer {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final String EXCHANGE = Exchange.class.getName();

  private final HttpSettings settings;
  private final Routes routes;
  private final FaultAnswers faults;
  private final Pipeline pipeline;
  private final Entrance entrance;
  private final StrictJetty jetty;
  private final Draining draining;
  private final Javalin javalin;

  /**
   * Prepares everything; nothing listens yet.
   *
   * @param deletions the cookies that make a browser forget its session
   */
  public HttpServer(
      HttpSettings settings,
      Routes routes,
      Guard guard,
      Function<Exchange, List<SetCookie>> deletions,
      Draining draining,
      Surroundings surroundings) {
    this.settings = settings;
    this.routes = routes;
    this.faults =
        new FaultAnswers(surroundings.entropy(), surroundings.clock(), surroundings.counters());
    this.draining = draining;
    var origins = new Origins(settings.publicUrl().origin(), settings.trustedOrigins());
    var events = surroundings.events();
    this.pipeline =
        new Pipeline(
            new OriginCheck(origins, events),
            new CallbackUrls(origins, events),
            guard,
            deletions,
            surroundings.uptime());
    this.entrance =
        new Entrance(
            surroundings.entropy(),
            new ClientAddress(settings.trustedProxies(), events),
            new Cors(origins),
            new AccessLog(surroundings.meter()),
            surroundings.tracer());
    this.jetty = new StrictJetty(settings, entrance);
    this.javalin = Javalin.create(this::configure);
  }

  /**
   * Listens, and returns the port.
   *
   * @throws CannotListen if the port is taken or not allowed
   */
  public int start() {
    try {
      javalin.start();
    } catch (RuntimeException failed) {
      throw new CannotListen(settings.host(), settings.port(), failed);
    }
    return javalin.port();
  }

  /** Refuses new requests, lets those in flight end within the time for draining, then stops. */
  public void stop() {
    draining.begin();
    try {
      javalin.stop();
    } catch (RuntimeException late) {
      LOG.atWarn().setCause(late).log("requests were cut off: they outlasted the drain");
    }
  }

  /** The port is taken, or may not be used. */
  public static final class CannotListen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotListen(String host, int port, Throwable cause) {
      super("cannot listen on " + host + ":" + port, cause);
    }
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.defaultContentType = "application/json";
    config.router.ignoreTrailingSlashes = false;
    config.router.javaLangErrorHandler(faults::error);
    jetty.configure(config);

    for (Route route : routes.rows()) {
      var path = routes.pathOf(route);
      switch (route.method()) {
        case GET -> config.routes.get(path, context -> serve(route, path, context));
        case HEAD -> config.routes.head(path, context -> serve(route, path, context));
        case POST -> config.routes.post(path, context -> serve(route, path, context));
      }
    }
    // Javalin answers HEAD for every GET route; the reference knows no HEAD (protocol README §2).
    // The first that fits is taken, so the rows above that do answer it come before these.
    config.routes.head("/*", context -> ApiError.NOT_FOUND.answer(exchange(context)));
    config.routes.head("/", context -> ApiError.NOT_FOUND.answer(exchange(context)));
    // Javalin looks at its own exceptions first, so they are named as well.
    config.routes.exception(HttpResponseException.class, this::answer);
    config.routes.exception(Exception.class, this::answer);
  }

  private void serve(Route route, String path, Context context) {
    var exchange = exchange(context);
    // The management port has its own few paths and no others.
    boolean unknown = exchange.cameByManagementPort() && !route.managed();
    if (unknown || hasEscapedSlash(context.path())) {
      ApiError.NOT_FOUND.answer(exchange);
      return;
    }
    exchange.entered(route, path);
    pipeline.run(route, exchange, context.req());
  }

  /** A parameter of a path is one segment: no caller can write a longer path into it. */
  private static boolean hasEscapedSlash(String rawPath) {
    return rawPath.contains("%2f") || rawPath.contains("%2F");
  }

  private Exchange exchange(Context context) {
    if (context.attribute(EXCHANGE) instanceof Exchange known) return known;
    var passage = StrictJetty.passage(context.req());
    boolean managed =
        settings.managementPort() != 0 && context.req().getLocalPort() == settings.managementPort();
    var exchange = new Exchange(context, passage, settings.reasonsInHeader(), managed);
    context.attribute(EXCHANGE, exchange);
    return exchange;
  }

  private void answer(Exception failure, Context context) {
    var exchange = exchange(context);
    switch (failure) {
      case Refused refused -> exchange.refuse(refused.error(), refused.status(), refused.text());
      case InvalidValue invalid ->
          exchange.refuse(invalid.code(), 400, String.valueOf(invalid.getMessage()));
      case Unavailable unavailable -> faults.unavailable(unavailable, exchange);
      case NotFoundResponse _ -> ApiError.NOT_FOUND.answer(exchange);
      case HttpResponseException other -> ApiError.ofStatus(other.getStatus()).answer(exchange);
      default -> {
        int status = ClientFault.status(failure);
        if (status == 0) faults.fault(failure, exchange);
        else ApiError.ofStatus(status).answer(exchange, status);
      }
    }
  }
}
