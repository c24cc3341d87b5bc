package dev.holdfast.bootstrap;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullMarked;

/** The rules of the house that modules alone cannot keep (docs/adr). */
@AnalyzeClasses(packages = "dev.holdfast", importOptions = ArchitectureTest.WhatIsShipped.class)
final class ArchitectureTest {
  /** Not the tests, whether they lie in folders or in the test JARs of other modules. */
  static final class WhatIsShipped implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
  }

  private static final String[] CORE = {"dev.holdfast.domain..", "dev.holdfast.application.."};
  private static final String[] ADAPTERS = {
    "dev.holdfast.http..", "dev.holdfast.postgres..", "dev.holdfast.crypto..", "dev.holdfast.mail.."
  };

  @ArchTest
  static final ArchRule the_core_does_not_ask_the_machine =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ThreadLocalRandom.class)
          .because("time and chance come in through ports");

  @ArchTest
  static final ArchRule the_core_is_plain_java =
      classes()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.holdfast.domain..",
              "dev.holdfast.application..",
              "java.lang..",
              "java.util..",
              "java.time..",
              "java.net",
              "java.math",
              "java.nio.charset",
              "java.security",
              "java.text",
              "java.io",
              "org.jspecify..")
          .because("the core has no library, no storage, no logs");

  @ArchTest
  static final ArchRule the_domain_does_not_know_its_use_cases =
      noClasses()
          .that()
          .resideInAPackage("dev.holdfast.domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.holdfast.application..")
          .because("a rule does not know who asks");

  @ArchTest
  static final ArchRule features_of_the_domain_have_no_cycles =
      slices().matching("dev.holdfast.domain.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule features_of_the_application_have_no_cycles =
      slices().matching("dev.holdfast.application.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule features_of_the_http_adapter_have_no_cycles =
      slices()
          .matching("dev.holdfast.http.(account|session|token|health)..")
          .should()
          .beFreeOfCycles();

  @ArchTest
  static final ArchRule features_of_the_postgres_adapter_have_no_cycles =
      slices()
          .matching("dev.holdfast.postgres.(account|session|token)..")
          .should()
          .beFreeOfCycles();

  @ArchTest
  static final ArchRule adapters_do_not_know_each_other =
      slices()
          .matching("dev.holdfast.(http|postgres|crypto|mail)..")
          .should()
          .notDependOnEachOther()
          .because("only bootstrap knows two adapters at once");

  @ArchTest
  static final ArchRule nobody_knows_bootstrap =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.holdfast.bootstrap..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.holdfast.bootstrap..", "dagger..", "jakarta.inject..")
          .because("wiring happens in one place; everything else has a constructor");

  @ArchTest
  static final ArchRule adapters_take_their_time_and_chance_from_the_ports =
      noClasses()
          .that()
          .resideInAnyPackage(ADAPTERS)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .because("tests push the clock by hand");

  @ArchTest
  static final ArchRule checklist_2_4_secrets_are_compared_in_constant_time =
      ConstantTime.NO_COMPARISON_TELLS_HOW_MUCH_WAS_RIGHT;

  @ArchTest
  static final ArchRule checklist_2_4_whoever_checks_a_secret_compares_it_in_constant_time =
      ConstantTime.WHOEVER_CHECKS_USES_IS_EQUAL;

  @ArchTest
  static final ArchRule every_package_is_null_marked =
      classes()
          .that(resideInAPackage("dev.holdfast.."))
          .and()
          .doNotHaveSimpleName("package-info")
          .should(lieInANullMarkedPackage())
          .because("a null that is possible is written in the type");

  private static ArchCondition<JavaClass> lieInANullMarkedPackage() {
    return new ArchCondition<>("lie in a @NullMarked package") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean marked =
            item.getPackage()
                .tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false);
        if (!marked) {
          events.add(SimpleConditionEvent.violated(item, item.getPackageName() + " is not marked"));
        }
      }
    };
  }
}
