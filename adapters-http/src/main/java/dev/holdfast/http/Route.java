package dev.holdfast.http;

import dev.holdfast.http.json.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of routes: everything that happens before its handler is said here.
 *
 * @param path below the base path, unless {@code atRoot}
 * @param formBodies whether form data is taken beside JSON
 * @param formCsrf the reference's check of sign-in forms (protocol security §1.3)
 * @param body null: any JSON is accepted and ignored
 * @param query null: the handler looks for itself
 * @param headers sent on every outcome of the route
 * @param managed also served on the management port, where all other paths are unknown
 */
public record Route(
    Method method,
    String path,
    Access access,
    boolean atRoot,
    boolean formBodies,
    boolean formCsrf,
    @Nullable Schema body,
    @Nullable Schema query,
    Map<String, String> headers,
    boolean managed,
    Handler handler) {
  /** The methods that the protocol uses, and HEAD for proxies that ask by it. */
  public enum Method {
    GET,
    HEAD,
    POST
  }

  public Route {
    headers = Map.copyOf(headers);
  }

  public static Route get(String path, Access access, Handler handler) {
    return plain(Method.GET, path, access, handler);
  }

  /** Beside a {@code get} of the same path; the answer has no body. */
  public static Route head(String path, Access access, Handler handler) {
    return plain(Method.HEAD, path, access, handler);
  }

  public static Route post(String path, Access access, Handler handler) {
    return plain(Method.POST, path, access, handler);
  }

  /** The same, outside the base path. */
  public Route rooted() {
    return new Route(
        method, path, access, true, formBodies, formCsrf, body, query, headers, managed, handler);
  }

  /** The same, and the one kind of route that the management port has. */
  public Route onManagementPort() {
    return new Route(
        method, path, access, atRoot, formBodies, formCsrf, body, query, headers, true, handler);
  }

  /** The same, with a body that has to look like this. */
  public Route body(Schema schema) {
    return new Route(
        method,
        path,
        access,
        atRoot,
        formBodies,
        formCsrf,
        schema,
        query,
        headers,
        managed,
        handler);
  }

  /** The same, with a query that has to look like this. */
  public Route query(Schema schema) {
    return new Route(
        method,
        path,
        access,
        atRoot,
        formBodies,
        formCsrf,
        body,
        schema,
        headers,
        managed,
        handler);
  }

  /** The same, taking form data beside JSON. */
  public Route orForm() {
    return new Route(
        method, path, access, atRoot, true, formCsrf, body, query, headers, managed, handler);
  }

  /** The same, with the check of sign-in forms. */
  public Route checkingForms() {
    return new Route(
        method, path, access, atRoot, formBodies, true, body, query, headers, managed, handler);
  }

  /** The same, with a header on every outcome. */
  public Route header(String name, String value) {
    var more = new java.util.HashMap<>(headers);
    more.put(name, value);
    return new Route(
        method, path, access, atRoot, formBodies, formCsrf, body, query, more, managed, handler);
  }

  /** Media types that a body may have, in the order in which a 415 lists them. */
  List<String> mediaTypes() {
    return formBodies ? List.of(BodyReader.FORM, BodyReader.JSON) : List.of(BodyReader.JSON);
  }

  private static Route plain(Method method, String path, Access access, Handler handler) {
    return new Route(
        method, path, access, false, false, false, null, null, Map.of(), false, handler);
  }
}
