package dev.holdfast.domain.token;

/** The {@code kid}: names a key in the table, in token headers and in the JWKS. */
public record KeyId(String value) {
  public static final int LENGTH = 32;
}
