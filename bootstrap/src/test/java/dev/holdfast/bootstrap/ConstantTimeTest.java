package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.holdfast.domain.account.Password;
import dev.holdfast.domain.secret.CookieSigner;
import dev.holdfast.domain.session.SessionToken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.Mac;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the rules of {@link ConstantTime} see what they are there to see, and only that. */
final class ConstantTimeTest {
  private static final JavaClasses SHIPPED =
      new ClassFileImporter()
          .withImportOption(new ArchitectureTest.WhatIsShipped())
          .importPackages("dev.holdfast");

  static Stream<String> leaks() {
    return Arrays.stream(Leaks.class.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .map(java.lang.reflect.Method::getName);
  }

  @ParameterizedTest
  @MethodSource("leaks")
  void a_comparison_that_ends_at_the_first_difference_is_seen(String method) {
    assertThat(found(Leaks.class)).anyMatch(line -> line.contains("Leaks." + method + "("));
  }

  @Test
  void what_compares_no_secret_or_in_constant_time_is_left_alone() {
    assertThat(found(Careful.class)).isEmpty();
  }

  @Test
  void a_check_without_a_comparison_in_constant_time_is_seen() {
    var classes = new ClassFileImporter().importClasses(Trusting.class, Leaks.class);
    var result = ConstantTime.WHOEVER_CHECKS_USES_IS_EQUAL.evaluate(classes);
    assertThat(result.getFailureReport().getDetails())
        .singleElement()
        .asString()
        .contains("Trusting");
  }

  @Test
  void every_maker_of_secrets_that_the_rule_names_is_there_and_used() {
    var used =
        SHIPPED.stream()
            .flatMap(type -> type.getAccessesFromSelf().stream())
            .map(access -> access.getTargetOwner().getName() + "." + access.getTarget().getName())
            .distinct();
    assertThat(used).containsAll(ConstantTime.MAKERS);
  }

  private static List<String> found(Class<?> type) {
    var classes = new ClassFileImporter().importClasses(type);
    return ConstantTime.NO_COMPARISON_TELLS_HOW_MUCH_WAS_RIGHT
        .evaluate(classes)
        .getFailureReport()
        .getDetails();
  }

  /** Each method is one way to do it wrong. */
  @SuppressWarnings("unused")
  static final class Leaks {
    static boolean signature(CookieSigner signer, String value, String presented) {
      return signer.sign(value).equals(presented);
    }

    static boolean token(SessionToken token, String presented) {
      return token.value().equalsIgnoreCase(presented);
    }

    static boolean wholeToken(SessionToken token, SessionToken presented) {
      return token.equals(presented);
    }

    static boolean throughObjects(Password password, String presented) {
      return Objects.equals(password.value(), presented);
    }

    static boolean byReference(SessionToken token, List<String> presented) {
      return presented.stream().anyMatch(token.value()::equals);
    }

    static boolean inLambda(SessionToken token, List<String> presented) {
      return presented.stream().anyMatch(one -> one.contentEquals(token.value()));
    }

    static boolean bytes(byte[] made, byte[] presented) {
      return Arrays.equals(made, presented);
    }

    static boolean firstDifference(byte[] made, byte[] presented) {
      return Arrays.mismatch(made, presented) < 0;
    }

    static boolean code(Mac mac, String presented) {
      return new String(mac.doFinal(), StandardCharsets.ISO_8859_1).equals(presented);
    }

    static boolean digest(String presented) throws GeneralSecurityException {
      var made = MessageDigest.getInstance("SHA-256").digest();
      return presented.compareTo(new String(made, StandardCharsets.ISO_8859_1)) == 0;
    }
  }

  /** Looks like it, and is not. */
  @SuppressWarnings("unused")
  static final class Careful {
    static boolean inConstantTime(Mac mac, byte[] presented) {
      return MessageDigest.isEqual(mac.doFinal(), presented);
    }

    static boolean noSecret(String scheme) {
      return scheme.equalsIgnoreCase("bearer");
    }

    static boolean form(SessionToken token) {
      return token.value().startsWith("sha256:") || token.value().isEmpty();
    }
  }

  /** Takes everybody's word for it. */
  static final class Trusting implements CookieSigner {
    @Override
    public String sign(String value) {
      return value;
    }

    @Override
    public Signature check(String value, String signature) {
      return Signature.CURRENT;
    }
  }
}
