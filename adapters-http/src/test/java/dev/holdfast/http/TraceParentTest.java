package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceParentTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";

  @Test
  void a_well_formed_header_names_trace_caller_and_whether_it_is_recorded() {
    assertThat(TraceParent.of(List.of("00-" + TRACE + "-" + PARENT + "-01")))
        .contains(new TraceParent(TRACE, PARENT, true));
    assertThat(TraceParent.of(List.of("00-" + TRACE + "-" + PARENT + "-02")))
        .contains(new TraceParent(TRACE, PARENT, false));
  }

  @Test
  void a_later_version_may_say_more() {
    assertThat(TraceParent.of(List.of("01-" + TRACE + "-" + PARENT + "-01-more"))).isNotEmpty();
    assertThat(TraceParent.of(List.of("01-" + TRACE + "-" + PARENT + "-01more"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
        "00-4bf92f3577b34da6a3ce929d0e0e473\u001b-00f067aa0ba902b7-01"
      })
  void anything_else_is_passed_over(String field) {
    assertThat(TraceParent.of(List.of(field))).isEmpty();
  }

  @Test
  void two_headers_are_none() {
    var field = "00-" + TRACE + "-" + PARENT + "-01";
    assertThat(TraceParent.of(List.of(field, field))).isEmpty();
  }
}
