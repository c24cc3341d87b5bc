package dev.holdfast.bootstrap.metrics;

import static dev.holdfast.bootstrap.metrics.Metric.Kind.COUNTER;
import static dev.holdfast.bootstrap.metrics.Metric.Kind.GAUGE;
import static dev.holdfast.bootstrap.metrics.Metric.Kind.HISTOGRAM;
import static dev.holdfast.bootstrap.metrics.Metric.Kind.SUMMARY;

import java.util.List;

/**
 * Every metric there is. Names and labels are stable: add freely, never rename. The values of each
 * label come from code, so that no caller can make the list longer.
 */
public enum Metric {
  // Requests and decisions.
  HTTP_REQUESTS(
      "holdfast_http_requests_seconds",
      HISTOGRAM,
      "Requests by route template (none: no such path), method and status class.",
      "route",
      "method",
      "status"),
  SESSION_CHECKS(
      "holdfast_session_checks_total",
      COUNTER,
      "Requests that asked who is signed in: signed_in, refused, in_grace or unavailable; and why.",
      "outcome",
      "reason"),
  SIGN_INS(
      "holdfast_sign_ins_total",
      COUNTER,
      "Sessions started (signed_in, also by signing up) and sign-ins refused; why.",
      "outcome",
      "reason"),
  SIGN_UPS("holdfast_sign_ups_total", COUNTER, "Accounts made or not; why.", "outcome", "reason"),
  TOKEN_ISSUES(
      "holdfast_token_issues_total",
      COUNTER,
      "Access tokens signed, and those that could not be; why.",
      "outcome",
      "reason"),
  TOKEN_CHECKS(
      "holdfast_token_checks_total",
      COUNTER,
      "Access tokens verified: accepted, refused or unavailable; and why.",
      "outcome",
      "reason"),
  EVENTS(
      "holdfast_events_total",
      COUNTER,
      "All other events of the log (docs/log.md), whether their level is written or not.",
      "event",
      "reason"),

  // Passwords.
  HASHES_WAITING("holdfast_password_hashes_waiting", GAUGE, "Passwords that wait to be hashed."),
  HASHES_RUNNING("holdfast_password_hashes_running", GAUGE, "Passwords being hashed now."),
  HASHES_REFUSED(
      "holdfast_password_hashes_refused_total",
      COUNTER,
      "Passwords not hashed: full (too many wait), late (waited in vain), closed (stopping).",
      "reason"),

  // The database.
  DATABASE_CONNECTIONS(
      "holdfast_database_connections", GAUGE, "Connections: active or idle.", "state"),
  DATABASE_CONNECTIONS_MOST(
      "holdfast_database_connections_most", GAUGE, "How many connections there may be."),
  DATABASE_CALLERS_WAITING(
      "holdfast_database_callers_waiting", GAUGE, "Requests that wait for a connection."),
  DATABASE_WAIT(
      "holdfast_database_wait_seconds", HISTOGRAM, "Time that a request waited for a connection."),
  DATABASE_USE(
      "holdfast_database_use_seconds", HISTOGRAM, "Time that a connection was in use at once."),
  DATABASE_AWAY(
      "holdfast_database_away",
      GAUGE,
      "1 while the breaker is open: requests are answered 503 without asking the database."),
  DATABASE_CLOCK(
      "holdfast_database_clock_ahead_seconds",
      GAUGE,
      "How far the database's clock is ahead of this machine's; followed beyond 5 s."),

  // Keys.
  SIGNING_KEYS("holdfast_signing_keys", GAUGE, "Unexpired keys: usable, or not_opened.", "state"),
  SIGNING_KEY_AGE(
      "holdfast_signing_key_age_seconds", GAUGE, "Age of the key that signs; NaN: none does."),
  SIGNING_KEYS_READ(
      "holdfast_signing_keys_read_age_seconds",
      GAUGE,
      "How long ago the keys were read; grows while no token is asked for."),

  // The log.
  LOG_LINES_DROPPED(
      "holdfast_log_lines_dropped_total", COUNTER, "Lines lost to a full queue.", "level"),
  LOG_LINES_WITHHELD(
      "holdfast_log_lines_withheld_total",
      COUNTER,
      "Lines of a burst of one fault that were counted and not written.",
      "level"),

  SPANS_DROPPED(
      "holdfast_spans_dropped_total",
      COUNTER,
      "Parts of traces lost: queue_full, or not_taken by the collector.",
      "reason"),

  // The process and its Java virtual machine.
  PROCESS_UPTIME("process_uptime_seconds", GAUGE, "How long the process runs."),
  PROCESS_START("process_start_time_seconds", GAUGE, "When it was started (Unix time)."),
  PROCESS_CPU_USAGE("process_cpu_usage", GAUGE, "Share of all cores that the process uses."),
  PROCESS_CPU_TIME("process_cpu_time_ns_total", COUNTER, "Time on a core so far, in nanoseconds."),
  PROCESS_FILES("process_files_open_files", GAUGE, "Open file descriptors."),
  PROCESS_FILES_MAX("process_files_max_files", GAUGE, "How many may be open."),
  SYSTEM_CPUS("system_cpu_count", GAUGE, "Cores that the process may use."),
  SYSTEM_CPU_USAGE("system_cpu_usage", GAUGE, "Share of the machine's cores in use."),
  SYSTEM_LOAD("system_load_average_1m", GAUGE, "The machine's load over a minute."),
  JVM_MEMORY_USED("jvm_memory_used_bytes", GAUGE, "Memory in use.", "area", "id"),
  JVM_MEMORY_COMMITTED("jvm_memory_committed_bytes", GAUGE, "Memory taken.", "area", "id"),
  JVM_MEMORY_MAX("jvm_memory_max_bytes", GAUGE, "Memory allowed; -1: no limit.", "area", "id"),
  JVM_BUFFERS("jvm_buffer_count_buffers", GAUGE, "Buffers outside the heap.", "id"),
  JVM_BUFFERS_USED("jvm_buffer_memory_used_bytes", GAUGE, "Memory of those in use.", "id"),
  JVM_BUFFERS_CAPACITY("jvm_buffer_total_capacity_bytes", GAUGE, "What they can hold.", "id"),
  JVM_GC_PAUSE("jvm_gc_pause_seconds", SUMMARY, "Pauses of collections.", "action", "cause", "gc"),
  JVM_GC_CONCURRENT(
      "jvm_gc_concurrent_phase_time_seconds",
      SUMMARY,
      "Collections beside the running program.",
      "action",
      "cause",
      "gc"),
  JVM_GC_ALLOCATED("jvm_gc_memory_allocated_bytes_total", COUNTER, "Memory given to objects."),
  JVM_GC_PROMOTED("jvm_gc_memory_promoted_bytes_total", COUNTER, "Memory that grew old."),
  JVM_GC_LIVE("jvm_gc_live_data_size_bytes", GAUGE, "Old memory left by the last collection."),
  JVM_GC_MAX("jvm_gc_max_data_size_bytes", GAUGE, "The most that old memory can be."),
  JVM_THREADS("jvm_threads_live_threads", GAUGE, "Platform threads."),
  JVM_THREADS_DAEMON("jvm_threads_daemon_threads", GAUGE, "Those that keep nothing alive."),
  JVM_THREADS_PEAK("jvm_threads_peak_threads", GAUGE, "The most so far."),
  JVM_THREADS_STARTED("jvm_threads_started_threads_total", COUNTER, "All started so far."),
  JVM_THREADS_STATES("jvm_threads_states_threads", GAUGE, "By what they do.", "state");

  /** What a metric is to Prometheus. */
  public enum Kind {
    COUNTER,
    GAUGE,
    /** {@code _bucket}, {@code _count}, {@code _sum}, and the {@code _max} of late. */
    HISTOGRAM,
    /** The same without buckets. */
    SUMMARY
  }

  private final String text;
  private final Kind kind;
  private final String meaning;
  private final String labels;

  Metric(String text, Kind kind, String meaning, String... labels) {
    this.text = text;
    this.kind = kind;
    this.meaning = meaning;
    this.labels = String.join(" ", labels);
  }

  /** The name in queries; a histogram's without the endings of its parts. */
  public String text() {
    return text;
  }

  public Kind kind() {
    return kind;
  }

  /** One sentence for a person who has never seen the name. */
  public String meaning() {
    return meaning;
  }

  public List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(" ", -1));
  }

  /** The name without the ending that the library appends by itself. */
  String stem() {
    return switch (kind) {
      case COUNTER -> text.substring(0, text.length() - "_total".length());
      case HISTOGRAM, SUMMARY -> text.substring(0, text.length() - "_seconds".length());
      case GAUGE -> text;
    };
  }
}
