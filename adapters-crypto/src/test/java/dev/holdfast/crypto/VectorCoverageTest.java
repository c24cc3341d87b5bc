package dev.holdfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No vector of the protocol goes unchecked; a new one makes this test fail until somebody does. */
final class VectorCoverageTest {
  private static final List<Class<?>> TESTS =
      List.of(
          HmacCookieSignerTest.class,
          JwkKeyVaultTest.class,
          JwtSignerTest.class,
          LaterVectorsTest.class,
          PermittedHasherTest.class,
          XChaChaSealerTest.class);

  @Test
  void every_vector_is_checked_by_a_test() {
    var checked = new TreeSet<String>();
    for (var test : TESTS) {
      for (var method : test.getDeclaredMethods()) {
        var checks = method.getAnnotation(Vectors.Checks.class);
        if (checks != null) checked.addAll(Arrays.asList(checks.value()));
      }
    }
    var all = new TreeSet<>(Vectors.all().propertyNames());
    all.remove("$comment");
    assertThat(checked).isEqualTo(all);
  }
}
