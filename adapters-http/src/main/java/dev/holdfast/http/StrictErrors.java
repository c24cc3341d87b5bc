package dev.holdfast.http;

import dev.holdfast.http.json.Json;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what never reached a route, in the form of every other error: bad framing, oversized
 * headers, bad paths, a server that is stopping (checklist 16.1). Jetty's own pages are never sent.
 */
final class StrictErrors extends ErrorHandler {
  private final Entrance entrance;

  StrictErrors(Entrance entrance) {
    this.entrance = entrance;
  }

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    // Without a status Jetty means 200 here; the exception knows better.
    if (status < 400 && request.getAttribute(ERROR_EXCEPTION) instanceof HttpException exception) {
      status = exception.getCode();
    }
    if (status < 400) status = 500;
    boolean unseen = Passage.of(request) == null;
    entrance.decorate(request, response);
    if (unseen) entrance.log(request, status);
    var error = ApiError.ofStatus(status);
    response.setStatus(status);
    var body = Json.write(error.body());
    response.getHeaders().put("content-type", "application/json");
    response.getHeaders().put("content-length", body.length);
    // What was left unread, or could not be parsed, must not be taken for the next request.
    response.getHeaders().put("connection", "close");
    if (status == 503) response.getHeaders().put("retry-after", "1");
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
