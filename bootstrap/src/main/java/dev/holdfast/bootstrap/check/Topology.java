package dev.holdfast.bootstrap.check;

import dev.holdfast.bootstrap.settings.Choices.SameSite;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.bootstrap.site.Closeness;
import dev.holdfast.bootstrap.site.PublicSuffixes;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the pages of a front end may lie, and whether the session cookie goes along with what they
 * fetch.
 *
 * @param pages which pages
 * @param survives whether their requests carry the cookie
 * @param why in one sentence
 * @param trusted whether the setting of trusted origins names them
 */
record Topology(String pages, boolean survives, String why, boolean trusted) {

  /** The three that people build, then each origin that is trusted. */
  static List<Topology> of(Configuration configuration) {
    var all = new ArrayList<Topology>();
    all.add(
        new Topology(
            "same origin: " + configuration.publicUrl().origin(),
            true,
            "pages and API share scheme, host and port",
            false));
    all.add(subDomains(configuration));
    all.add(crossSite("another site", configuration, false));
    for (var pattern : configuration.listening().trustedOrigins()) {
      all.add(trusted(pattern, configuration));
    }
    return List.copyOf(all);
  }

  /** How near the pages of a trusted origin are; a wildcard stands for any name. */
  static Closeness closeness(String pattern, Configuration configuration) {
    var scheme = configuration.publicUrl().scheme() + "://";
    var page = (pattern.contains(":") ? pattern : scheme + pattern).replaceAll("[*?]+", "x");
    return Closeness.of(page, configuration.publicUrl().origin());
  }

  private static Topology subDomains(Configuration configuration) {
    var url = configuration.publicUrl();
    var site = PublicSuffixes.registrable(url.host());
    if (site.isEmpty()) {
      return new Topology(
          "sub-domains",
          false,
          url.host() + " has none that browsers take for the same site",
          false);
    }
    var domain = configuration.cookies().domain();
    return new Topology(
        "sub-domains: " + url.scheme() + "://*." + site.get(),
        true,
        domain == null
            ? "their requests to " + url.host() + " are same-site; their own servers get no cookie"
            : "their requests are same-site, and every host below " + domain + " gets the cookie",
        false);
  }

  private static Topology trusted(String pattern, Configuration configuration) {
    return switch (closeness(pattern, configuration)) {
      case SAME_ORIGIN -> new Topology(pattern, true, "the same origin", true);
      case SAME_SITE -> new Topology(pattern, true, "the same site", true);
      case CROSS_SITE -> crossSite(pattern, configuration, true);
      case UNKNOWN ->
          new Topology(pattern, false, "no web page: an app sends the token as bearer", true);
    };
  }

  private static Topology crossSite(String pages, Configuration configuration, boolean trusted) {
    boolean none = configuration.cookies().sameSite() == SameSite.NONE;
    return new Topology(
        pages,
        none,
        none
            ? "SameSite=None, in browsers that still take cookies of third parties"
            : "SameSite="
                + CookieWords.of(configuration.cookies().sameSite())
                + ": cross-site requests carry no cookie",
        trusted);
  }
}
