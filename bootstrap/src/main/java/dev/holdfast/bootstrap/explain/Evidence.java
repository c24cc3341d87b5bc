package dev.holdfast.bootstrap.explain;

import java.util.Optional;
import java.util.regex.Pattern;

/** What somebody pasted, recognised by its form. Never prints itself. */
public sealed interface Evidence {
  /** A {@code Cookie} header's value. */
  record Cookies(String header) implements Evidence {
    @Override
    public String toString() {
      return "Cookies[hidden]";
    }
  }

  /** An access token: three parts between dots. */
  record AccessToken(String token) implements Evidence {
    @Override
    public String toString() {
      return "AccessToken[hidden]";
    }
  }

  /** A session token sent as bearer, signed or bare. */
  record SessionBearer(String token) implements Evidence {
    @Override
    public String toString() {
      return "SessionBearer[hidden]";
    }
  }

  Pattern COOKIE_FIELD = Pattern.compile("(?is)^cookie\\s*:\\s*(.*)$");
  Pattern BEARER = Pattern.compile("(?is)^(?:authorization\\s*:\\s*)?bearer\\s+(.*)$");
  Pattern JWS = Pattern.compile("[^.\\s=;]*\\.[^.\\s=;]*\\.[^.\\s;]*");
  Pattern PAIR = Pattern.compile("(?s)^[^\\s=;]+=.*");

  /** Empty for an empty text. */
  static Optional<Evidence> of(String text) {
    var plain = text.strip();
    if (plain.isEmpty()) return Optional.empty();
    var cookies = COOKIE_FIELD.matcher(plain);
    if (cookies.matches()) return Optional.of(new Cookies(cookies.group(1).strip()));
    var bearer = BEARER.matcher(plain);
    if (bearer.matches()) return Optional.of(token(bearer.group(1).strip()));
    if (!JWS.matcher(plain).matches() && PAIR.matcher(plain).matches()) {
      return Optional.of(new Cookies(plain));
    }
    return Optional.of(token(plain));
  }

  private static Evidence token(String text) {
    return JWS.matcher(text).matches() ? new AccessToken(text) : new SessionBearer(text);
  }
}
