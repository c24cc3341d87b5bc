package dev.holdfast.bootstrap.check;

import dev.holdfast.bootstrap.identity.CookieLine;
import dev.holdfast.bootstrap.settings.Choices.Role;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.bootstrap.settings.Configuration.Report.Line;
import dev.holdfast.bootstrap.settings.Origin;
import dev.holdfast.domain.secret.Secret;
import dev.holdfast.http.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What {@code check} tells, for people and as JSON. */
public final class CheckReport {
  private static final List<String> IDENTITY =
      List.of(
          "BETTER_AUTH_URL", "BETTER_AUTH_ISSUER", "BETTER_AUTH_AUDIENCE", "BETTER_AUTH_JWKS_URL");
  private static final List<String> COOKIE =
      List.of(
          "HOLDFAST_COOKIE_SECURE",
          "HOLDFAST_COOKIE_SAMESITE",
          "HOLDFAST_COOKIE_DOMAIN",
          "HOLDFAST_COOKIE_PREFIX");

  private final Configuration configuration;
  private final boolean sessions;
  private final List<Topology> topologies;
  private final List<String> warnings;

  public CheckReport(Configuration configuration) {
    this.configuration = configuration;
    // An API by itself sends no cookie, and expects an issuer elsewhere.
    this.sessions = configuration.role() != Role.API;
    this.topologies = sessions ? Topology.of(configuration) : List.of();
    this.warnings = sessions ? Warnings.of(configuration) : List.of();
  }

  /** What is allowed and will surprise; empty where nothing will. */
  public List<String> warnings() {
    return warnings;
  }

  public List<String> lines() {
    var lines = new ArrayList<String>();
    for (var line : configuration.report().read()) {
      lines.add(line.name() + "=" + line.value() + " (" + line.origin() + ")");
    }
    if (sessions) {
      lines.add("");
      lines.add("Set-Cookie: " + CookieLine.of(configuration));
    }
    lines.add("");
    lines.add("Where that comes from:");
    for (var line : named(IDENTITY)) lines.add("  " + from(line));
    if (sessions) {
      for (var line : named(COOKIE)) lines.add("  " + from(line));
      lines.add("");
      lines.add("Pages whose requests carry the cookie:");
      for (var one : topologies) {
        lines.add(
            "  %-3s  %s: %s".formatted(one.survives() ? "yes" : "no", one.pages(), one.why()));
      }
    }
    lines.add("");
    warnings.forEach(warning -> lines.add("warning: " + warning));
    configuration.report().remarks().forEach(remark -> lines.add("note: " + remark));
    return List.copyOf(lines);
  }

  public JsonObject json() {
    var json = new JsonObject().put("valid", true).put("settings", configuration.report().read());
    if (sessions) json.put("setCookie", CookieLine.of(configuration));
    json.put("identity", identity());
    json.put("secrets", secrets());
    if (sessions) json.put("pages", topologies);
    return json.put("warnings", warnings).put("notes", configuration.report().remarks());
  }

  private JsonObject identity() {
    return new JsonObject()
        .put("url", configuration.publicUrl().baseUrl())
        .put("issuer", configuration.tokens().issuer())
        .put("audience", configuration.tokens().audience())
        .put("jwksUrl", configuration.jwksUrl());
  }

  /** By version and fingerprint, the one that signs first. */
  private List<JsonObject> secrets() {
    var ring = configuration.configuredSecrets();
    if (ring == null) return List.of();
    return ring.accepted().stream().map(CheckReport::secret).toList();
  }

  private static JsonObject secret(Secret secret) {
    return new JsonObject()
        .putIfPresent("version", secret.version())
        .put("fingerprint", secret.fingerprint());
  }

  private List<Line> named(List<String> names) {
    return configuration.report().read().stream()
        .filter(line -> names.contains(line.name()))
        .toList();
  }

  private static String from(Line line) {
    var source =
        line.origin().equals(Origin.DERIVED.word())
            ? "follows from BETTER_AUTH_URL"
            : line.origin().equals(Origin.DEFAULT.word())
                ? "the default"
                : "set by " + line.origin();
    return line.name() + "=" + line.value() + ": " + source;
  }
}
