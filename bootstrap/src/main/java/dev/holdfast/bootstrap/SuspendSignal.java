package dev.holdfast.bootstrap;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.LoggerFactory;

/**
 * SIGUSR2, by which a platform can announce that it is about to freeze this process. Java has no
 * public interface for signals; the one of the module {@code jdk.unsupported} is called by name,
 * because the compiler warns of every other use of it.
 */
final class SuspendSignal {
  private SuspendSignal() {}

  /** Does this on each signal; where signals are not to be had, says so and goes on. */
  static void handle(Runnable release) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler calls =
          (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) release.run();
            return null;
          };
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance("USR2"),
              Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, calls));
    } catch (ReflectiveOperationException | RuntimeException unknown) {
      LoggerFactory.getLogger("dev.holdfast.start")
          .warn("SIGUSR2 releases no connections here: {}", unknown.toString());
    }
  }
}
