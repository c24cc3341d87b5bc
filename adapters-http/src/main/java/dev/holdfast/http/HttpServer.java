package dev.holdfast.http;

import dev.holdfast.domain.InvalidValue;
import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Unavailable;
import dev.holdfast.http.cookie.SetCookie;
import dev.holdfast.http.json.Json;
import dev.holdfast.http.origin.Origins;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running server: {@link StrictJetty} below, the table of routes above, and the one place where
 * exceptions become answers. A fault is 503 or 500 and never an identity fact (checklist 4.15).
 */
public final class HttpServer {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final String EXCHANGE = Exchange.class.getName();

  private final HttpSettings settings;
  private final Routes routes;
  private final Entropy entropy;
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
      Entropy entropy,
      Events events) {
    this.settings = settings;
    this.routes = routes;
    this.entropy = entropy;
    this.draining = draining;
    var origins = new Origins(settings.publicUrl().origin(), settings.trustedOrigins());
    this.pipeline =
        new Pipeline(
            new OriginCheck(origins, events), new CallbackUrls(origins, events), guard, deletions);
    this.entrance =
        new Entrance(
            entropy,
            new ClientAddress(settings.trustedProxies(), events),
            new Cors(origins),
            new AccessLog());
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
    config.router.javaLangErrorHandler(this::answerError);
    jetty.configure(config);

    for (Route route : routes.rows()) {
      var path = routes.pathOf(route);
      switch (route.method()) {
        case GET -> config.routes.get(path, context -> serve(route, path, context));
        case POST -> config.routes.post(path, context -> serve(route, path, context));
      }
    }
    // Javalin answers HEAD for every GET route; the reference knows no HEAD (protocol README §2).
    config.routes.head("/*", context -> ApiError.NOT_FOUND.answer(exchange(context)));
    config.routes.head("/", context -> ApiError.NOT_FOUND.answer(exchange(context)));
    // Javalin looks at its own exceptions first, so they are named as well.
    config.routes.exception(HttpResponseException.class, this::answer);
    config.routes.exception(Exception.class, this::answer);
  }

  private void serve(Route route, String path, Context context) {
    var exchange = exchange(context);
    if (hasEscapedSlash(context.path())) {
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
    var exchange = new Exchange(context, passage, settings.reasonsInHeader());
    context.attribute(EXCHANGE, exchange);
    return exchange;
  }

  private void answer(Exception failure, Context context) {
    var exchange = exchange(context);
    switch (failure) {
      case Refused refused -> exchange.refuse(refused.error(), refused.status(), refused.text());
      case InvalidValue invalid ->
          exchange.refuse(invalid.code(), 400, String.valueOf(invalid.getMessage()));
      case Unavailable unavailable -> answerUnavailable(unavailable, exchange);
      case NotFoundResponse _ -> ApiError.NOT_FOUND.answer(exchange);
      case HttpResponseException other -> ApiError.ofStatus(other.getStatus()).answer(exchange);
      default -> {
        int status = ClientFault.status(failure);
        if (status == 0) answerFault(failure, exchange);
        else ApiError.ofStatus(status).answer(exchange, status);
      }
    }
  }

  private void answerUnavailable(Unavailable unavailable, Exchange exchange) {
    var reason = unavailable.reason();
    reason.ifPresent(exchange::reason);
    var line = LOG.atWarn();
    if (reason.isPresent()) line = line.addKeyValue("reason", reason.get().code());
    line.addKeyValue("part", unavailable.part())
        .addKeyValue("effect", unavailable.effect())
        .addKeyValue("detail", unavailable.getMessage())
        .log("answered 503");
    ApiError.SERVICE_UNAVAILABLE.answer(exchange);
    exchange.retryAfter(1 + (entropy.bytes(1)[0] & 255) % 5); // not all clients at once
  }

  private static void answerFault(Exception failure, Exchange exchange) {
    LOG.atError().setCause(failure).log("answered 500");
    ApiError.INTERNAL_SERVER_ERROR.answer(exchange);
  }

  /** An {@link Error} in a handler: Javalin's own answer would be empty (checklist 14.13). */
  private void answerError(HttpServletResponse response, Error error) {
    LOG.atError().setCause(error).log("answered 500");
    try {
      if (response.isCommitted()) return;
      response.setStatus(500);
      response.setContentType("application/json");
      response.getOutputStream().write(Json.write(ApiError.INTERNAL_SERVER_ERROR.body()));
    } catch (IOException gone) {
      LOG.atDebug().setCause(gone).log("the client is gone");
    }
  }
}
