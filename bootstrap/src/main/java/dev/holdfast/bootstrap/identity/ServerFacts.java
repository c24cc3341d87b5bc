package dev.holdfast.bootstrap.identity;

import dev.holdfast.application.instance.MeetInstances;
import dev.holdfast.bootstrap.command.Version;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.domain.instance.Disagreement;
import dev.holdfast.domain.instance.Instance;
import dev.holdfast.http.json.JsonObject;
import java.time.InstantSource;
import java.util.Locale;

/** What a running server tells {@code doctor} of itself. No secret, and nothing of any user. */
public final class ServerFacts {
  private final Configuration configuration;
  private final MeetInstances instances;
  private final InstantSource clock;

  public ServerFacts(Configuration configuration, MeetInstances instances, InstantSource clock) {
    this.configuration = configuration;
    this.instances = instances;
    this.clock = clock;
  }

  public JsonObject json() {
    return new JsonObject()
        .put("version", Version.text())
        .put("role", configuration.role().name().toLowerCase(Locale.ROOT))
        .put("mode", configuration.mode().name().toLowerCase(Locale.ROOT))
        .put("time", clock.instant())
        .put("origin", configuration.publicUrl().origin())
        .put("url", configuration.publicUrl().baseUrl())
        .put("issuer", configuration.tokens().issuer())
        .put("audience", configuration.tokens().audience())
        .put("jwksUrl", configuration.jwksUrl())
        .put("cookie", CookieLine.of(configuration))
        .put("trustedOrigins", configuration.listening().trustedOrigins())
        .put("trustedProxies", configuration.listening().trustedProxies())
        .put("instances", instances.others().stream().map(Instance::name).toList())
        .put("disagreements", instances.disagreements().stream().map(ServerFacts::view).toList());
  }

  /** A disagreement as machines read it. */
  public static JsonObject view(Disagreement disagreement) {
    var difference = disagreement.difference();
    return new JsonObject()
        .put("instance", disagreement.instance())
        .put("value", difference.value())
        .put("mine", difference.mine())
        .put("theirs", difference.theirs());
  }
}
