package dev.holdfast.postgres;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about the connections before the first is made, and why.
 *
 * @param pooled whether a pooler in transaction mode is taken to lie in between, whatever the mode:
 *     no statement is then kept on the server by name
 * @param instances how many processes share what the role may open
 * @param why for the line that says so
 */
public record ConnectionPlan(
    DatabaseSettings settings, ConnectionMode mode, boolean pooled, int instances, String why) {

  /** Hosts whose databases go to sleep when nobody asks them anything. */
  private static final List<String> SLEEPING_HOSTS =
      List.of(".neon.tech", ".neon.build", ".pg.koyeb.app", ".db.prisma.io");

  /** Variables that a platform sets which may freeze or stop a process between two requests. */
  private static final Map<String, String> FREEZING_PLATFORMS =
      Map.of(
          "VERCEL", "Vercel",
          "K_SERVICE", "Cloud Run",
          "AWS_LAMBDA_FUNCTION_NAME", "AWS Lambda",
          "FLY_APP_NAME", "Fly",
          "CONTAINER_APP_NAME", "Azure Container Apps",
          "WEBSITE_INSTANCE_ID", "Azure App Service");

  public ConnectionPlan {
    if (instances < 1) throw new IllegalArgumentException("there is at least one instance");
  }

  /** One instance, decided by the URL alone. */
  public static ConnectionPlan of(DatabaseSettings settings) {
    return of(settings, null, 1, Set.of());
  }

  /**
   * Decides.
   *
   * @param wanted what the deployment asks for; null: what URL and platform show
   * @param variables names in this process's environment, among them the platform's own
   */
  public static ConnectionPlan of(
      DatabaseSettings settings,
      @Nullable ConnectionMode wanted,
      int instances,
      Set<String> variables) {
    boolean pooled = settings.looksPooled();
    if (wanted != null) {
      boolean asked = wanted == ConnectionMode.POOLER;
      return new ConnectionPlan(settings, wanted, pooled || asked, instances, "as it is set");
    }
    var sleeping =
        settings.hosts().stream()
            .map(DatabaseSettings.Host::name)
            .filter(name -> SLEEPING_HOSTS.stream().anyMatch(name::endsWith))
            .findFirst();
    if (sleeping.isPresent()) {
      var why = "databases at " + sleeping.get() + " go to sleep";
      return new ConnectionPlan(settings, ConnectionMode.SERVERLESS, pooled, instances, why);
    }
    var platform = platform(variables);
    if (platform.isPresent()) {
      var why = platform.get() + " may freeze this process";
      return new ConnectionPlan(settings, ConnectionMode.SERVERLESS, pooled, instances, why);
    }
    return pooled
        ? new ConnectionPlan(settings, ConnectionMode.POOLER, true, instances, "by the URL")
        : new ConnectionPlan(
            settings, ConnectionMode.DIRECT, false, instances, "nothing speaks for another mode");
  }

  private static Optional<String> platform(Set<String> variables) {
    return FREEZING_PLATFORMS.entrySet().stream()
        .filter(entry -> variables.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .sorted()
        .findFirst();
  }

  /** The same, where the server turned out to be behind a pooler. */
  ConnectionPlan behindPooler() {
    if (pooled) return this;
    var found = mode == ConnectionMode.DIRECT ? ConnectionMode.POOLER : mode;
    return new ConnectionPlan(settings, found, true, instances, "the server is behind a pooler");
  }

  /**
   * How many connections this process opens at most.
   *
   * @param roleLimit how many the role may have on this server; a pooler's own limit is not known
   */
  int poolSize(int roleLimit) {
    int wanted = settings.poolSize() == null ? mode.most() : settings.poolSize();
    // One is left for the probe, and for whoever looks at the database by hand.
    return pooled ? wanted : Math.clamp(roleLimit / instances - 1L, 1, wanted);
  }
}
