package dev.holdfast.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bootstrap.settings.TraceSettings.Sampling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TraceReaderTest {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  private final List<Problem> problems = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  private @Nullable TraceSettings read(String... settings) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) environment.put(settings[i], settings[i + 1]);
    var sources = Sources.of(environment);
    return new TraceReader(sources, new Reading(sources, problems), remarks).read();
  }

  private TraceSettings given(String... settings) {
    return Objects.requireNonNull(read(settings));
  }

  @Test
  void without_an_endpoint_nothing_is_sent() {
    assertThat(read("OTEL_SERVICE_NAME", "auth")).isNull();
    assertThat(read(ENDPOINT, "")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"OTEL_SDK_DISABLED,true", "OTEL_SDK_DISABLED,TRUE", "OTEL_TRACES_EXPORTER,none"})
  void the_standards_switches_switch_it_off(String name, String value) {
    assertThat(read(ENDPOINT, "http://collector:4318", name, value)).isNull();
  }

  @Test
  void the_path_is_appended_to_the_common_endpoint_and_not_to_the_one_of_traces() {
    var common = given(ENDPOINT, "http://collector:4318/");
    assertThat(common.endpoint()).hasToString("http://collector:4318/v1/traces");
    assertThat(common.sampling()).isEqualTo(new Sampling(true, 1));
    assertThat(common.resource()).containsEntry("service.name", "holdfast");
    assertThat(common.timeout()).isEqualTo(Duration.ofSeconds(10));

    var own = given("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "https://vendor.example/in");
    assertThat(own.endpoint()).hasToString("https://vendor.example/in");
  }

  @Test
  void headers_and_resource_are_pairs_and_headers_are_not_printed() {
    var read =
        given(
            ENDPOINT,
            "http://collector:4318",
            "OTEL_EXPORTER_OTLP_HEADERS",
            "api-key=a%3Db, second=2",
            "OTEL_RESOURCE_ATTRIBUTES",
            "service.name=other,deployment.environment.name=staging",
            "OTEL_SERVICE_NAME",
            "auth");
    assertThat(read.headers()).containsEntry("api-key", "a=b").containsEntry("second", "2");
    assertThat(read.resource())
        .containsEntry("service.name", "auth")
        .containsEntry("deployment.environment.name", "staging");
    assertThat(read.toString()).doesNotContain("a=b");
  }

  @ParameterizedTest
  @CsvSource({
    "always_on,0.5,false,1",
    "always_off,0.5,false,0",
    "traceidratio,0.5,false,0.5",
    "parentbased_traceidratio,0.25,true,0.25",
    "parentbased_always_off,0.5,true,0",
    "something_else,0.5,true,1"
  })
  void the_standards_samplers_are_known(String name, String arg, boolean byParent, double ratio) {
    var read =
        given(
            ENDPOINT,
            "http://collector:4318",
            "OTEL_TRACES_SAMPLER",
            name,
            "OTEL_TRACES_SAMPLER_ARG",
            arg);
    assertThat(read.sampling()).isEqualTo(new Sampling(byParent, ratio));
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "OTEL_EXPORTER_OTLP_ENDPOINT,collector:4318",
    "OTEL_EXPORTER_OTLP_PROTOCOL,grpc",
    "OTEL_TRACES_EXPORTER,zipkin",
    "OTEL_TRACES_SAMPLER_ARG,2"
  })
  void what_cannot_be_done_is_a_problem_by_name(String name, String value) {
    read("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "", ENDPOINT, "http://collector:4318", name, value);
    assertThat(problems).extracting(Problem::setting).containsExactly(name);
  }

  @Test
  void protobuf_over_http_is_answered_with_json_and_said() {
    assertThat(read(ENDPOINT, "http://c:4318", "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"))
        .isNotNull();
    assertThat(remarks).anyMatch(remark -> remark.contains("http/json"));
  }
}
