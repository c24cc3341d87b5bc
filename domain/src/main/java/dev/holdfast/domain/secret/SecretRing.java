package dev.holdfast.domain.secret;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All secrets of the deployment, and the one place that says which of them counts for what
 * (protocol security §5, decisions "Secrets and keys").
 *
 * @param versioned {@code BETTER_AUTH_SECRETS}, the current one first; empty if there is only one
 * @param single {@code BETTER_AUTH_SECRET}; beside versioned ones it is accepted, never written
 * @param retired recognised, to say so; never accepted
 */
public record SecretRing(List<Secret> versioned, @Nullable Secret single, List<Secret> retired) {
  public SecretRing {
    versioned = List.copyOf(versioned);
    retired = List.copyOf(retired);
    if (versioned.isEmpty() && single == null) {
      throw new IllegalArgumentException("a ring has at least one secret");
    }
    if (versioned.stream().anyMatch(secret -> secret.version() == null)) {
      throw new IllegalArgumentException("a versioned secret has no version");
    }
    if (single != null && single.version() != null) {
      throw new IllegalArgumentException("a secret given alone has a version");
    }
    if (versioned.stream().map(Secret::version).distinct().count() < versioned.size()) {
      throw new IllegalArgumentException("a version stands twice");
    }
  }

  public static SecretRing of(Secret only) {
    return new SecretRing(List.of(), only, List.of());
  }

  /** Signs and seals whatever is written. */
  public Secret current() {
    return versioned.isEmpty() ? Objects.requireNonNull(single) : versioned.getFirst();
  }

  /** Accepted though no longer current, in the order in which they are tried. */
  public List<Secret> previous() {
    Set<Secret> all = new LinkedHashSet<>(versioned);
    if (single != null) all.add(single);
    return all.stream().filter(secret -> !secret.equals(current())).toList();
  }

  /** Current first, then the previous ones. */
  public List<Secret> accepted() {
    return Stream.concat(Stream.of(current()), previous().stream()).toList();
  }

  public Optional<Secret> version(int version) {
    return versioned.stream()
        .filter(secret -> secret.version() != null && secret.version() == version)
        .findFirst();
  }

  /** Opens what was sealed without a version. */
  public Optional<Secret> unversioned() {
    return Optional.ofNullable(single);
  }
}
