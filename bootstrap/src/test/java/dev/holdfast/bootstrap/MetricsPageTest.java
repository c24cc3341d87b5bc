package dev.holdfast.bootstrap;

import dev.holdfast.bootstrap.metrics.Metric;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of metrics. */
final class MetricsPageTest {
  @Test
  void the_page_of_metrics_says_what_the_table_says() throws IOException {
    var head =
        """
        # Metrics

        Made from the table `Metric` in code; a test compares the two.

        `GET /metrics` answers in Prometheus' text form: on `HOLDFAST_MANAGEMENT_PORT` to anybody who
        reaches it (keep that port from the public), on the main port to who sends
        `Authorization: Bearer` and `HOLDFAST_METRICS_TOKEN`. Without either setting nothing is
        measured and the path is 404. Whoever measures changes no answer.

        [monitoring/dashboard.json](monitoring/dashboard.json) is a dashboard for Grafana,
        [monitoring/alerts.yaml](monitoring/alerts.yaml) are rules for Prometheus; both ask only for
        what stands here. The reasons are those of [reasons.md](reasons.md), the events those of
        [log.md](log.md). No label comes from a caller: a path that is no route is `none`, a method
        that nobody serves is `other`.

        A histogram `X` has `X_bucket`, `X_count` and `X_sum`, and `X_max`, the longest of the last
        minutes; a summary has no buckets.

        | Metric | Kind | Labels | What it says |
        |---|---|---|---|
        """;
    var rows =
        Arrays.stream(Metric.values())
            .map(
                metric ->
                    "| `%s` | %s | %s | %s |\n"
                        .formatted(
                            metric.text(),
                            metric.kind().name().toLowerCase(Locale.ROOT),
                            metric.labels().stream()
                                .map(label -> "`" + label + "`")
                                .collect(Collectors.joining(", ")),
                            metric.meaning()))
            .collect(Collectors.joining());
    GeneratedPage.check("metrics.md", head + rows);
  }
}
