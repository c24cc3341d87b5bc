package dev.holdfast.bootstrap.settings;

import dev.holdfast.bootstrap.settings.Configuration.Report.Line;
import dev.holdfast.domain.InvalidValue;
import dev.holdfast.domain.config.PublicUrl;
import dev.holdfast.domain.token.NearMiss;
import dev.holdfast.domain.token.TokenPolicy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a protected API ({@code HOLDFAST_ROLE=api}) has to be told: whose tokens it takes, for whom,
 * and where their keys are. All three are needed, since nothing else they could follow from is sure
 * to be the auth instance's (decisions "Configuration").
 */
final class ApiRules {
  /** What such an instance follows; the rest of the table means nothing to it. */
  private static final Set<String> NAMES =
      Stream.of(
              Settings.ENV,
              Settings.ROLE,
              Settings.TRUSTED_ORIGINS,
              Settings.PORT,
              Settings.LISTEN_ADDRESS,
              Settings.SHUTDOWN_NOTICE,
              Settings.TRUSTED_PROXIES,
              Settings.REASONS,
              Settings.ISSUER,
              Settings.AUDIENCE,
              Settings.JWKS_URL,
              Settings.LOG_FORMAT,
              Settings.LOG_LEVEL)
          .map(Setting::name)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> NOT_ASKED = Set.of(Origin.DEFAULT.word(), Origin.DERIVED.word());

  private final Reading reading;
  private final List<String> remarks;

  ApiRules(Reading reading, List<String> remarks) {
    this.reading = reading;
    this.remarks = remarks;
  }

  /** An https address of the keys or the issuer is one of production. */
  static boolean isProduction(Reading reading) {
    return Stream.of(reading.given(Settings.JWKS_URL), reading.given(Settings.ISSUER))
        .flatMap(Optional::stream)
        .anyMatch(text -> text.startsWith("https:"));
  }

  /** Whose tokens are taken; nothing is issued by it. */
  TokenPolicy tokens() {
    var audience =
        needed(Settings.AUDIENCE, "whom the tokens are for, as the auth instance has it")
            .orElse(List.of("-"));
    if (audience.isEmpty()) {
      reading.problem(Settings.AUDIENCE.name(), "names nobody", "at least one audience");
      audience = List.of("-");
    }
    return new TokenPolicy(
        needed(Settings.ISSUER, "the issuer that tokens name, such as https://auth.example.com")
            .orElse(""),
        audience,
        reading.orDefault(Settings.JWT_EXPIRES_IN),
        reading.orDefault(Settings.JWT_ALGORITHM));
  }

  String jwksUrl() {
    return needed(
            Settings.JWKS_URL, "where the keys are, such as https://auth.example.com/api/auth/jwks")
        .orElse("");
  }

  private <T> Optional<T> needed(Setting<T> setting, String mend) {
    var given = reading.given(setting);
    if (given.isEmpty() && !reading.isSet(setting)) {
      reading.problem(setting.name(), "is missing, and HOLDFAST_ROLE=api needs it", mend);
    }
    return given;
  }

  /** Lets the three judge each other, and says what is set for nothing. */
  void check(TokenPolicy tokens, String jwksUrl) {
    var issuer = address(tokens.issuer());
    var keys = address(jwksUrl);
    keys.filter(url -> !url.isSecure() && !url.isLoopback()).ifPresent(url -> checkInsecure());
    if (keys.isPresent() && issuer.isPresent()) compare(issuer.get(), keys.get());
    slash(Settings.ISSUER, List.of(tokens.issuer()));
    slash(Settings.AUDIENCE, tokens.audience());
    for (var needless : List.of(Settings.DATABASE_URL, Settings.SECRET, Settings.SECRETS)) {
      if (reading.isSet(needless)) {
        remarks.add(
            needless.name()
                + " means nothing to HOLDFAST_ROLE=api: leave it out, so that fewer places hold"
                + " it");
      }
    }
  }

  private void checkInsecure() {
    if (reading.orDefault(Settings.ALLOW_INSECURE_HTTP)) {
      remarks.add(
          "BETTER_AUTH_JWKS_URL is http: whoever is in between can put keys of their own in place;"
              + " HOLDFAST_ALLOW_INSECURE_HTTP is on");
    } else {
      reading.problem(
          Settings.JWKS_URL.name(),
          "is http and not this machine, so that keys could be put in place of the issuer's",
          "https, or HOLDFAST_ALLOW_INSECURE_HTTP=on inside a network that is yours alone");
    }
  }

  private void compare(PublicUrl issuer, PublicUrl keys) {
    if (issuer.isLoopback() && !keys.isLoopback()) {
      reading.problem(
          Settings.ISSUER.name(),
          "names this machine, but BETTER_AUTH_JWKS_URL another one",
          "the issuer that the tokens of that machine name: its BETTER_AUTH_ISSUER, or the origin"
              + " of its BETTER_AUTH_URL");
      return;
    }
    NearMiss.between(keys.origin(), issuer.origin())
        .ifPresent(
            differs ->
                remarks.add(
                    "BETTER_AUTH_ISSUER is compared letter by letter, and its host %s from that of"
                            .formatted(differs.replace("differs only", "differs"))
                        + " BETTER_AUTH_JWKS_URL: is it what the tokens say?"));
  }

  private void slash(Setting<?> setting, List<String> texts) {
    if (texts.stream().noneMatch(text -> text.endsWith("/"))) return;
    remarks.add(
        setting.name()
            + " ends in a slash: tokens that name it without one are refused, since it is compared"
            + " letter by letter");
  }

  /** Scheme, host and port; empty for an issuer that is no web address. */
  private static Optional<PublicUrl> address(String text) {
    try {
      var uri = new URI(text);
      return Optional.of(PublicUrl.parse(uri.getScheme() + "://" + uri.getAuthority()));
    } catch (URISyntaxException | InvalidValue none) {
      return Optional.empty();
    }
  }

  /** Without the defaults of what such an instance does not do. */
  List<Line> told(List<Line> lines) {
    return lines.stream()
        .filter(line -> NAMES.contains(line.name()) || !NOT_ASKED.contains(line.origin()))
        .toList();
  }
}
