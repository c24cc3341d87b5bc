package dev.holdfast.http;

import dev.holdfast.http.json.Body;
import dev.holdfast.http.json.Form;
import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.MalformedJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;

/** Reads bodies as the reference does (protocol README §1 and §4), within {@link Limits}. */
final class BodyReader {
  static final String JSON = "application/json";
  static final String FORM = "application/x-www-form-urlencoded";

  private static final String NOT_JSON = "Invalid JSON in request body";
  private static final String NOT_A_FORM = "Invalid form data in request body";

  private BodyReader() {}

  /**
   * The body; none without a {@code Content-Type}, or with {@code Content-Length: 0}.
   *
   * @throws Refused 415 for another media type, 413 over the limit, 408 if it does not arrive, 400
   *     for what cannot be parsed
   */
  static Body read(HttpServletRequest request, Route route) {
    var type = request.getHeader("content-type");
    if (type == null || request.getContentLengthLong() == 0) return Body.NONE;
    var mediaType = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!route.mediaTypes().contains(mediaType)) {
      throw new Refused(
          ApiError.UNSUPPORTED_MEDIA_TYPE,
          415,
          "Content-Type \"%s\" is not allowed. Allowed types: %s"
              .formatted(type, String.join(", ", route.mediaTypes())));
    }
    boolean form = mediaType.equals(FORM);
    byte[] bytes = bytes(request);
    try {
      return new Body(form ? Form.read(bytes, Limits.FORM_FIELDS) : Json.read(bytes));
    } catch (MalformedJson wrong) {
      throw new Refused(ApiError.BAD_REQUEST, 400, form ? NOT_A_FORM : NOT_JSON);
    }
  }

  private static byte[] bytes(HttpServletRequest request) {
    try (var in = request.getInputStream()) {
      byte[] bytes = in.readNBytes(Limits.BODY_BYTES + 1);
      if (bytes.length > Limits.BODY_BYTES) throw new Refused(ApiError.PAYLOAD_TOO_LARGE);
      return bytes;
    } catch (IOException broken) {
      int status = ClientFault.status(broken);
      throw new Refused(ApiError.ofStatus(status == 0 ? 400 : status));
    }
  }
}
