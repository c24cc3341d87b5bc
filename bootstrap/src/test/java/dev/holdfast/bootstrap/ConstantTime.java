package dev.holdfast.bootstrap;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.holdfast.domain.account.Password;
import dev.holdfast.domain.account.PasswordHash;
import dev.holdfast.domain.secret.CookieSigner;
import dev.holdfast.domain.session.SessionToken;
import dev.holdfast.domain.session.StoredToken;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.crypto.Mac;

/**
 * Secrets are compared by {@link MessageDigest#isEqual} alone, in every module (checklist 2.4,
 * 4.4). Byte code does not tell what a text is, so a method counts as one that holds a secret where
 * it takes one out: a token's or password's text, a signature, a digest, a derived key. There, no
 * comparison may stand that ends at the first difference. Bytes may nowhere be compared so.
 */
final class ConstantTime {
  /** Compared as a whole, they are compared as their texts. */
  private static final List<Class<?>> SECRETS =
      List.of(SessionToken.class, StoredToken.class, Password.class, PasswordHash.class);

  private static final Set<String> TEXTS_OF_SECRETS = Set.of("value", "normalized");

  /** Our own, which other modules cannot name. */
  static final Set<String> MAKERS =
      Set.of(
          "dev.holdfast.crypto.HmacKey.of",
          "dev.holdfast.crypto.Argon2Hash.derive",
          "dev.holdfast.crypto.ScryptHash.derive",
          "dev.holdfast.http.cookie.SignedValue.signature",
          "dev.holdfast.http.cookie.SignedValue.text");

  private static final Set<String> COMPARISONS_OF_TEXTS =
      Set.of(
          "equals",
          "equalsIgnoreCase",
          "contentEquals",
          "compareTo",
          "compareToIgnoreCase",
          "regionMatches");

  private static final Set<String> COMPARISONS_OF_ARRAYS =
      Set.of("equals", "deepEquals", "compare", "mismatch", "areEqual");

  private static final Set<String> ARRAYS =
      Set.of(Arrays.class.getName(), "org.bouncycastle.util.Arrays");

  static final ArchRule NO_COMPARISON_TELLS_HOW_MUCH_WAS_RIGHT =
      codeUnits()
          .should(compareNoSecretByHand())
          .because("MessageDigest.isEqual does not tell by its duration how much was right");

  static final ArchRule WHOEVER_CHECKS_USES_IS_EQUAL =
      classes()
          .that(checkSecrets())
          .should(compareInConstantTime())
          .because("a check of a secret is a comparison in constant time");

  private ConstantTime() {}

  static boolean givesSecret(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    var name = access.getTarget().getName();
    if (TEXTS_OF_SECRETS.contains(name) && isSecret(owner)) return true;
    if (name.equals("sign") && owner.isAssignableTo(CookieSigner.class)) return true;
    if (name.equals("doFinal") && owner.isEquivalentTo(Mac.class)) return true;
    if (name.equals("digest") && owner.isEquivalentTo(MessageDigest.class)) return true;
    return MAKERS.contains(owner.getName() + "." + name);
  }

  private static boolean isSecret(JavaClass type) {
    return SECRETS.stream().anyMatch(type::isEquivalentTo);
  }

  /** Whatever is compared: these have no business where secrets may be. */
  private static boolean comparesSecretsOrBytes(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    var name = access.getTarget().getName();
    if (name.equals("equals") && (isSecret(owner) || owner.isEquivalentTo(ByteBuffer.class))) {
      return true;
    }
    return ARRAYS.contains(owner.getName()) && COMPARISONS_OF_ARRAYS.contains(name);
  }

  private static boolean comparesTexts(JavaAccess<?> access) {
    var owner = access.getTargetOwner();
    var name = access.getTarget().getName();
    if (owner.isEquivalentTo(String.class)) return COMPARISONS_OF_TEXTS.contains(name);
    return name.equals("equals")
        && (owner.isEquivalentTo(Objects.class) || owner.isEquivalentTo(Object.class));
  }

  private static ArchCondition<JavaCodeUnit> compareNoSecretByHand() {
    return new ArchCondition<>("compare no secret but by MessageDigest.isEqual") {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        var accesses = unit.getAccessesFromSelf();
        boolean holdsSecret = accesses.stream().anyMatch(ConstantTime::givesSecret);
        for (JavaAccess<?> access : accesses) {
          if (comparesSecretsOrBytes(access) || (holdsSecret && comparesTexts(access))) {
            events.add(SimpleConditionEvent.violated(unit, access.getDescription()));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> compareInConstantTime() {
    return new ArchCondition<>("call MessageDigest.isEqual") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean does =
            type.getAccessesFromSelf().stream()
                .filter(access -> access.getTargetOwner().isEquivalentTo(MessageDigest.class))
                .anyMatch(access -> access.getTarget().getName().equals("isEqual"));
        if (!does) events.add(SimpleConditionEvent.violated(type, type.getName() + " does not"));
      }
    };
  }

  /** Signatures of cookies, and passwords against a stored hash. */
  private static DescribedPredicate<JavaClass> checkSecrets() {
    return DescribedPredicate.describe(
        "check signatures or passwords",
        type ->
            !type.isInterface()
                && (assignableTo(CookieSigner.class).test(type)
                    || type.tryGetMethod("matches", Password.class).isPresent()));
  }
}
