package dev.holdfast.http;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The table of all routes (checklist 18.1). */
public record Routes(String basePath, List<Route> rows) {
  public Routes {
    rows = List.copyOf(rows);
    Set<String> seen = new HashSet<>();
    for (Route route : rows) {
      if (!route.path().startsWith("/")) throw new IllegalArgumentException(route.path());
      if (!seen.add(route.method() + " " + route.path() + route.atRoot())) {
        throw new IllegalArgumentException("stands twice: " + route.path());
      }
    }
  }

  /** The path of a row as clients send it, parameters in braces. */
  public String pathOf(Route route) {
    return route.atRoot() ? route.path() : basePath + route.path();
  }
}
