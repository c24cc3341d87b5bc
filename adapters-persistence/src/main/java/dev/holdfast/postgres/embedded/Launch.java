package dev.holdfast.postgres.embedded;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which words stand in front of a PostgreSQL command so that it runs in a session of its own
 * (Ctrl-C does not reach it), never as root, and ends when we end, even by kill -9.
 *
 * <p>The order of the words matters: a change of user clears the parent-death signal, so {@code
 * setpriv} sets it last. That signal is sent when the <em>thread</em> that started the process
 * ends; {@link ServerProcess} keeps one for it.
 */
final class Launch {
  private static final String ACCOUNT = "nobody";

  /**
   * For systems without {@code setpriv}: the shell stays between us and the server and waits until
   * our end of its standard input is closed. It gives its own output up, so that the end of that
   * stream is the end of the server.
   */
  private static final String HELD_BY_STANDARD_INPUT =
      "trap '' INT QUIT HUP; \"$@\" & p=$!; exec >/dev/null 2>&1; cat >/dev/null; kill -INT $p;"
          + " wait $p";

  private final Tools tools;
  private final List<String> change;
  private final Optional<UserPrincipal> owner;
  private final Optional<String> group;
  private final boolean diesWithParent;

  private Launch(
      Tools tools, List<String> change, Optional<UserPrincipal> owner, Optional<String> group) {
    this.tools = tools;
    this.change = List.copyOf(change);
    this.owner = owner;
    this.group = group;
    this.diesWithParent = tools.find("setpriv").map(Launch::knowsParentDeath).orElse(false);
  }

  /**
   * As an ordinary user: as that user. As root: as {@code nobody} where every folder on the way can
   * be entered by others, else in a user namespace without any rights.
   */
  static Launch choose(Tools tools, Path dataFolder, Path binaries) {
    if (!isRoot()) {
      return new Launch(tools, List.of(), Optional.empty(), Optional.empty());
    }
    var setpriv = tools.find("setpriv").filter(Launch::knowsParentDeath);
    var group = primaryGroup();
    if (setpriv.isPresent()
        && group.isPresent()
        && canBeEntered(dataFolder.getParent())
        && (binaries.startsWith(dataFolder) || canBeEntered(binaries))) {
      var words =
          List.of(setpriv.get(), "--reuid=" + ACCOUNT, "--regid=" + group.get(), "--clear-groups");
      return new Launch(tools, words, Optional.of(account(ACCOUNT)), group);
    }
    var unshare = tools.find("unshare");
    if (unshare.isPresent() && Tools.succeeds(List.of(unshare.get(), "-U", "/bin/true"))) {
      return new Launch(
          tools, List.of(unshare.get(), "-U"), Optional.of(account("root")), Optional.empty());
    }
    throw new EmbeddedPostgresException(
        ("PostgreSQL never runs as root, and the account %s cannot enter %s: start Holdfast as an"
                + " ordinary user, set HOLDFAST_DATA_DIR to a folder below /var/lib, or set"
                + " DATABASE_URL.")
            .formatted(ACCOUNT, dataFolder));
  }

  /** The account that must own the server's files, if it is another than ours. */
  Optional<UserPrincipal> owner() {
    return owner;
  }

  /** The group through which that account enters the data folder. */
  Optional<String> group() {
    return group;
  }

  /** True if the server is to be ended by closing its standard input. */
  boolean isHeldByStandardInput() {
    return !diesWithParent;
  }

  /** A server: stopped cleanly (SIGINT, "fast") when we end. */
  List<String> server(List<String> command) {
    return words("INT", true, command);
  }

  /** A short job, whose work is thrown away when we end before it. */
  List<String> job(List<String> command) {
    return words("KILL", false, command);
  }

  private List<String> words(String atOurEnd, boolean held, List<String> command) {
    var words = new ArrayList<String>();
    tools.find("setsid").ifPresent(words::add);
    words.addAll(change);
    if (diesWithParent) {
      if (words.stream().noneMatch(word -> word.endsWith("/setpriv"))) {
        words.add(tools.find("setpriv").orElseThrow());
      }
      words.addAll(List.of("--pdeathsig", atOurEnd, "--"));
    } else if (held) {
      // Without setsid, job control puts the server into a process group that Ctrl-C does not
      // reach.
      var ownGroup = tools.find("setsid").isPresent() ? "" : "set -m; ";
      words.addAll(List.of("/bin/sh", "-c", ownGroup + HELD_BY_STANDARD_INPUT, "sh"));
    }
    words.addAll(command);
    return words;
  }

  /** BusyBox has a {@code setpriv} of the same name that cannot do it. */
  private static boolean knowsParentDeath(String setpriv) {
    return Tools.succeeds(List.of(setpriv, "--pdeathsig", "INT", "--", "/bin/true"));
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }

  private static boolean canBeEntered(@Nullable Path folder) {
    if (folder == null) {
      return true;
    }
    try {
      for (var step = folder.toRealPath(); step != null; step = step.getParent()) {
        if (!Files.getPosixFilePermissions(step).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Called nogroup in one system, nobody in another. */
  private static Optional<String> primaryGroup() {
    return Stream.of("nogroup", ACCOUNT).filter(Launch::isGroup).findFirst();
  }

  private static boolean isGroup(String name) {
    try {
      var _ =
          FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByGroupName(name);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static UserPrincipal account(String name) {
    try {
      return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name);
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "This system has no account %s, which runs PostgreSQL: set DATABASE_URL.".formatted(name),
          e);
    }
  }
}
