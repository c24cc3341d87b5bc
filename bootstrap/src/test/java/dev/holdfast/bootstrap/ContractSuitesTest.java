package dev.holdfast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every port to storage has a suite that says what it promises, and every adapter runs it. */
final class ContractSuitesTest {
  private static final JavaClasses ALL = new ClassFileImporter().importPackages("dev.holdfast");

  static List<JavaClass> ports() {
    return ALL.stream()
        .filter(JavaClass::isInterface)
        .filter(one -> one.getPackageName().startsWith("dev.holdfast.domain"))
        .filter(
            one ->
                one.getSimpleName().endsWith("Store") || one.getSimpleName().equals("Transactions"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("ports")
  void a_port_to_storage_has_a_suite_that_both_kinds_of_stores_run(JavaClass port) {
    var suite = "dev.holdfast.application.testing." + port.getSimpleName() + "Contract";
    assertThat(ALL.contain(suite)).as("%s exists", suite).isTrue();

    var runners =
        ALL.stream()
            .filter(one -> one.isAssignableTo(suite) && !one.getName().equals(suite))
            .map(JavaClass::getPackageName)
            .toList();
    assertThat(runners)
        .as("packages whose tests run %s", suite)
        .anyMatch(name -> name.startsWith("dev.holdfast.application"))
        .anyMatch(name -> name.startsWith("dev.holdfast.postgres"));
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void an_adapter_of_a_storage_port_has_such_a_test(JavaClass adapter) {
    var tested = adapter.getPackageName() + "." + adapter.getSimpleName() + "Test";
    assertThat(ALL.contain(tested)).as("%s exists", tested).isTrue();
  }

  static Stream<JavaClass> adapters() {
    return ports().stream()
        .flatMap(port -> port.getAllSubclasses().stream())
        .filter(
            one -> !one.isInterface() && one.getPackageName().startsWith("dev.holdfast.postgres"));
  }
}
