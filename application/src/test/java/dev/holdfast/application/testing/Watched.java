package dev.holdfast.application.testing;

import dev.holdfast.domain.platform.Unavailable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port in front of another that counts its calls and can be made to fail, one method at a time,
 * as a store does whose connection breaks between two statements.
 */
public final class Watched<P> {
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> calls = new ConcurrentHashMap<>();
  private final Map<String, Runnable> afterwards = new ConcurrentHashMap<>();
  private final P port;

  private Watched(Class<P> kind, P behind) {
    this.port =
        kind.cast(
            Proxy.newProxyInstance(
                kind.getClassLoader(),
                new Class<?>[] {kind},
                (_, method, arguments) -> {
                  calls.merge(method.getName(), 1, Integer::sum);
                  if (failing.contains(method.getName())) {
                    throw Unavailable.store("made unavailable by the test", null);
                  }
                  try {
                    var answer = method.invoke(behind, arguments);
                    afterwards.getOrDefault(method.getName(), () -> {}).run();
                    return answer;
                  } catch (InvocationTargetException thrown) {
                    throw thrown.getCause();
                  }
                }));
  }

  public static <P> Watched<P> over(Class<P> kind, P behind) {
    return new Watched<>(kind, behind);
  }

  /** With something that happens between the answer of this method and whatever comes next. */
  public static <P> Watched<P> after(Class<P> kind, P behind, String method, Runnable happens) {
    var watched = over(kind, behind);
    watched.afterwards.put(method, happens);
    return watched;
  }

  public P port() {
    return port;
  }

  /** From now on this method throws {@link Unavailable}, and has no effect. */
  public void fail(String method) {
    failing.add(method);
  }

  public void heal() {
    failing.clear();
  }

  public int calls(String method) {
    return calls.getOrDefault(method, 0);
  }

  /** Calls of all methods. */
  public int calls() {
    return calls.values().stream().mapToInt(Integer::intValue).sum();
  }
}
