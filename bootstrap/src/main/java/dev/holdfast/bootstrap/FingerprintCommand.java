package dev.holdfast.bootstrap;

import dev.holdfast.application.instance.MeetInstances;
import dev.holdfast.bootstrap.command.ExitCode;
import dev.holdfast.bootstrap.identity.OwnInstance;
import dev.holdfast.bootstrap.identity.ServerFacts;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.crypto.SecureEntropy;
import dev.holdfast.domain.instance.Disagreement;
import dev.holdfast.domain.instance.Identity;
import dev.holdfast.domain.instance.Instance;
import dev.holdfast.domain.secret.SecretRing;
import dev.holdfast.domain.token.KeyVault;
import dev.holdfast.http.json.Json;
import dev.holdfast.http.json.JsonObject;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Who would start with these settings, who runs on the same database, and where they disagree. The
 * command itself does not register.
 */
final class FingerprintCommand {
  private final PrintWriter out;
  private final boolean json;

  FingerprintCommand(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** {@link ExitCode#FAILED} where some instance disagrees with these settings. */
  int run(Configuration configuration, SecretRing secrets, Server server) {
    var store = server.instanceStore();
    var clock = InstantSource.system();
    var database = server.database();
    var own =
        new OwnInstance(
                configuration,
                secrets,
                () -> opened(server, clock.instant()),
                database::clockAhead,
                new SecureEntropy(),
                () -> clock.instant().plus(database.clockCorrection()))
            .now(store.salt());
    var others = store.seenSince(own.seenAt().minus(MeetInstances.RECENT));
    var disagreements = Disagreement.between(own, others);
    if (json) {
      var object =
          new JsonObject()
              .put("own", view(own))
              .put("others", others.stream().map(FingerprintCommand::view).toList())
              .put("disagreements", disagreements.stream().map(ServerFacts::view).toList());
      out.println(new String(Json.write(object), StandardCharsets.UTF_8));
    } else {
      print("these settings", own);
      for (var other : others) print("instance " + other.name(), other);
      verdict(others, disagreements);
    }
    out.flush();
    return disagreements.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** Read past the running server's keyring, which would make a key where there is none. */
  private static List<String> opened(Server server, Instant now) {
    return server.keyStore().all().stream()
        .filter(key -> !key.isExpired(now))
        .filter(key -> server.keyVault().open(key) != KeyVault.Opening.FAILED)
        .map(key -> key.id().value())
        .toList();
  }

  private void print(String title, Instance instance) {
    var identity = instance.identity();
    out.println(title);
    line("role, version", identity.role() + ", " + identity.version());
    line("url", identity.url());
    line("issuer", identity.issuer());
    line("audience", String.join(", ", identity.audience()));
    line("jwks_url", identity.jwksUrl());
    line("cookie", identity.cookie());
    line("secrets", secrets(identity));
    line("keys", String.join(", ", identity.keys()));
    line("clock", "%+d ms".formatted(-instance.clockAhead().toMillis()));
    out.println();
  }

  private static String secrets(Identity identity) {
    return String.join(", ", identity.secrets()) + " (the first one signs)";
  }

  private void line(String name, String value) {
    out.println("  %-14s %s".formatted(name, value));
  }

  private void verdict(List<Instance> others, List<Disagreement> disagreements) {
    for (var one : disagreements) {
      var difference = one.difference();
      out.println("%s differs: %s".formatted(difference.value(), one.instance()));
      out.println("  these settings: " + difference.mine());
      out.println("  that instance:  " + difference.theirs());
    }
    if (!disagreements.isEmpty()) return;
    out.println(
        others.isEmpty()
            ? "No instance was seen on this database within %d s."
                .formatted(MeetInstances.RECENT.toSeconds())
            : "These settings and %d running agree.".formatted(others.size()));
  }

  private static JsonObject view(Instance instance) {
    var identity = instance.identity();
    return new JsonObject()
        .put("name", instance.name())
        .put("role", identity.role())
        .put("version", identity.version())
        .put("url", identity.url())
        .put("issuer", identity.issuer())
        .put("audience", identity.audience())
        .put("jwksUrl", identity.jwksUrl())
        .put("cookie", identity.cookie())
        .put("secrets", identity.secrets())
        .put("keys", identity.keys())
        .put("clockAheadMs", instance.clockAhead().toMillis())
        .put("startedAt", instance.startedAt())
        .put("seenAt", instance.seenAt());
  }
}
