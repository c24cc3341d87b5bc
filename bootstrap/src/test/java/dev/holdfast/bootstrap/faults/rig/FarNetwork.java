package dev.holdfast.bootstrap.faults.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace of its own for the server, with two wires to this side: a good one for its
 * users, and one for its database that the kernel can make lose or hold packets ({@code tc netem}).
 * Needs root; nothing outside the namespace and its wires is touched.
 */
public final class FarNetwork implements AutoCloseable {
  private static final String USERS = "10.99.71";
  private static final String DATABASE = "10.99.72";

  private final String name;

  private FarNetwork(String name) {
    this.name = name;
  }

  /** Whether we may, and whether this kernel has netem. */
  public static boolean isPossible() {
    try (var network = create()) {
      network.disturb("loss", "0%");
      return true;
    } catch (IllegalStateException forbidden) {
      return false;
    }
  }

  public static FarNetwork create() {
    var network = new FarNetwork("hf" + ProcessHandle.current().pid() % 100_000);
    try {
      run("ip", "netns", "add", network.name);
      network.wire("u", USERS);
      network.wire("d", DATABASE);
      run("ip", "netns", "exec", network.name, "ip", "link", "set", "lo", "up");
      return network;
    } catch (IllegalStateException forbidden) {
      network.close();
      throw forbidden;
    }
  }

  /** Both ends: .1 on this side, .2 in the namespace. */
  private void wire(String end, String net) {
    var here = name + end + "0";
    var there = name + end + "1";
    run("ip", "link", "add", here, "type", "veth", "peer", "name", there, "netns", name);
    run("ip", "addr", "add", net + ".1/24", "dev", here);
    run("ip", "link", "set", here, "up");
    run("ip", "netns", "exec", name, "ip", "addr", "add", net + ".2/24", "dev", there);
    run("ip", "netns", "exec", name, "ip", "link", "set", there, "up");
  }

  /** The words before a command that run it over there. */
  public List<String> prefix() {
    return List.of("ip", "netns", "exec", name);
  }

  /** Where a server over there is reached. */
  public URI server(int port) {
    return URI.create("http://%s.2:%d".formatted(USERS, port));
  }

  /** The database's wire on this side: what listens here is reached from over there. */
  public InetAddress databaseSide() {
    try {
      return InetAddress.getByAddress(new byte[] {10, 99, 72, 1});
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** What the database's wire does to packets, both ways, in the words of netem: loss 5%. */
  public void disturb(String... netem) {
    var words = new ArrayList<>(List.of("tc", "qdisc", "replace", "dev"));
    var here = new ArrayList<>(words);
    here.add(name + "d0");
    var there = new ArrayList<>(prefix());
    there.addAll(words);
    there.add(name + "d1");
    for (var side : List.of(here, there)) {
      side.addAll(List.of("root", "netem"));
      side.addAll(List.of(netem));
      run(side.toArray(String[]::new));
    }
  }

  private static void run(String... words) {
    try {
      var process = new ProcessBuilder(words).redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.onExit().join().exitValue() != 0) {
        throw new IllegalStateException(String.join(" ", words) + ": " + output);
      }
    } catch (IOException absent) {
      throw new IllegalStateException(String.join(" ", words), absent);
    }
  }

  /** With the namespace go its wires. */
  @Override
  public void close() {
    try {
      run("ip", "netns", "del", name);
    } catch (IllegalStateException neverMade) {
      // Nothing to take away.
    }
  }
}
