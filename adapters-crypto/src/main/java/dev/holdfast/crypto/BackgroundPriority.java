package dev.holdfast.crypto;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Lets a thread's long computations go behind everything that is answered in a millisecond. Java's
 * own thread priorities do nothing on Linux without a privilege; a thread may always lower its
 * share by {@code setpriority(2)}. Elsewhere, or where it is forbidden, nothing changes.
 */
final class BackgroundPriority {
  /** A ninth of the share of a thread with the usual 0, while both want the core. */
  private static final int NICE = 10;

  /** On Linux {@code PRIO_PROCESS} and 0 mean the calling thread. */
  private static final int PRIO_PROCESS = 0;

  private BackgroundPriority() {}

  /** The same work, for a thread that does nothing else. */
  static Runnable of(Runnable work) {
    return () -> {
      take();
      work.run();
    };
  }

  private static void take() {
    if (!System.getProperty("os.name").equals("Linux")) return;
    try {
      var _ = (int) setpriority().invokeExact(PRIO_PROCESS, 0, NICE);
    } catch (Throwable unavailable) {
      // Without it hashes are as good; only others wait longer beside them.
    }
  }

  @SuppressWarnings("restricted") // the signature is the one of setpriority(2)
  private static MethodHandle setpriority() {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find("setpriority").orElseThrow(),
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT));
  }
}
