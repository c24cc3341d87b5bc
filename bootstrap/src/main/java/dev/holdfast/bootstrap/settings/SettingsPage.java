package dev.holdfast.bootstrap.settings;

import java.util.stream.Collectors;

/** The reference page of all settings, made from the table. */
public final class SettingsPage {
  private static final String HEAD =
      """
      # Settings

      Made from the table in `bootstrap/.../settings/Settings.java`; a test compares the two.

      Settings are environment variables; in development a file `.env` in the working folder may
      hold them too, below the real environment. An empty value counts as not set. Every mistake is
      reported at once, before a port opens, with exit code 78; a name that begins with `HOLDFAST_`
      or `BETTER_AUTH_` and is not listed here is one.

      Durations are written `90s`, `15m`, `12h`, `7d` or `1h30m`; switches `on` and `off`; lists have
      commas between their parts. A secret may stand in a file that `<NAME>_FILE` names; the line
      break at its end is not part of it.

      | Setting | Default | Meaning | Since |
      |---|---|---|---|
      """;

  private SettingsPage() {}

  public static String text() {
    var rows = Settings.ALL.stream().map(SettingsPage::row).collect(Collectors.joining());
    var ignored =
        Settings.IGNORED.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    return HEAD
        + rows
        + """

        "later": the feature does not exist yet. What asks for nothing (`off`, or the default) is
        accepted, everything else is refused by name.

        `HOLDFAST_OAUTH_<NAME>_CLIENT_ID`, `_CLIENT_SECRET`, `_ISSUER`, `_SCOPES` and `_DISCOVERY_URL`,
        one group for each provider of social sign-in, are known by name; the feature comes later.

        Accepted and ignored: %s.
        """
            .formatted(ignored);
  }

  private static String row(Setting<?> setting) {
    var names = setting.names().stream().map(name -> "`" + name + "`").toList();
    return "| %s | %s | %s%s | %s |\n"
        .formatted(
            String.join(", else ", names),
            setting.note(),
            setting.meaning(),
            setting.secret() ? " (secret)" : "",
            setting.isLater() ? "later" : setting.since());
  }
}
