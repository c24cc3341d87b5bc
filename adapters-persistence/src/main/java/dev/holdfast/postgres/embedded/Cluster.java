package dev.holdfast.postgres.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The database's own files. Made beside their final place and renamed when whole, so that a first
 * start which was killed leaves nothing that a later one could take for a database.
 *
 * <p>Nobody can log in as the superuser: it has no password and every connection must show one
 * (scram). Programs use a role that owns the one database and nothing else.
 */
final class Cluster {
  static final String ROLE = "holdfast";
  static final String DATABASE = "holdfast";
  private static final String ADMISSION = "host all all 127.0.0.1/32 scram-sha-256\n";

  /** Makes the cluster if there is none; refuses one of another major version by name. */
  static void prepare(
      DataFolder folder, Binaries binaries, Launch launch, ServerLog log, Settings settings)
      throws IOException {
    for (var half : Trees.entries(folder.path(), "postgres-(data|password|port)\\.half-.*")) {
      Trees.delete(half);
    }
    var cluster = folder.cluster();
    if (Files.exists(cluster)) {
      checkVersion(folder, binaries);
      Leftovers.end(cluster);
    } else {
      make(folder, binaries, launch, log, settings);
    }
    if (launch.owner().isPresent()) {
      Trees.give(cluster, launch.owner().get());
    }
  }

  private static void checkVersion(DataFolder folder, Binaries binaries) throws IOException {
    var file = folder.cluster().resolve("PG_VERSION");
    var found = Files.exists(file) ? Files.readString(file).strip() : "of an unknown version";
    if (!found.equals(binaries.majorVersion())) {
      throw new EmbeddedPostgresException(
          ("The data folder %s holds a PostgreSQL %s database and this Holdfast brings PostgreSQL"
               + " %s: start the Holdfast that wrote it, run PGPASSWORD=\"$(cat '%s')\" pg_dump -h"
               + " 127.0.0.1 -p %d -U %s -f holdfast.sql %s, move the folder away, start this"
               + " Holdfast and load holdfast.sql with psql.")
              .formatted(
                  folder.path(),
                  found,
                  binaries.majorVersion(),
                  folder.passwordFile(),
                  folder.port(),
                  ROLE,
                  DATABASE));
    }
  }

  private static void make(
      DataFolder folder, Binaries binaries, Launch launch, ServerLog log, Settings settings)
      throws IOException {
    var half = Files.createTempDirectory(folder.path(), "postgres-data.half-");
    if (launch.owner().isPresent()) {
      Trees.give(half, launch.owner().get());
    }
    run("initdb", launch.job(initdb(binaries, half, settings)), "", folder.path(), log);
    admitOnlyWithPassword(half);
    if (launch.owner().isPresent()) {
      Files.setOwner(half.resolve("pg_hba.conf"), launch.owner().get());
    }
    run(
        "postgres --single",
        launch.job(single(binaries, half)),
        statements(folder, settings),
        folder.path(),
        log);
    Files.move(half, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<String> initdb(Binaries binaries, Path half, Settings settings) {
    var command =
        new ArrayList<>(
            List.of(
                binaries.initdb().toString(),
                "--pgdata=" + half,
                "--username=postgres",
                "--auth=reject",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions"));
    if (settings.throwaway()) {
      command.add("--no-sync");
    }
    return command;
  }

  private static List<String> single(Binaries binaries, Path half) {
    return List.of(
        binaries.postgres().toString(),
        "--single",
        "-D",
        half.toString(),
        "-c",
        "exit_on_error=on",
        "-c",
        "log_min_error_statement=panic",
        "postgres");
  }

  /** One statement a line: single-user mode knows no other end of a statement. */
  private static String statements(DataFolder folder, Settings settings) throws IOException {
    return """
    CREATE ROLE %s LOGIN %s PASSWORD '%s'
    CREATE DATABASE %s OWNER %s
    """
        .formatted(
            ROLE,
            settings.throwaway() ? "SUPERUSER" : "NOSUPERUSER",
            folder.password(),
            DATABASE,
            ROLE);
  }

  private static void admitOnlyWithPassword(Path half) throws IOException {
    var file = half.resolve("pg_hba.conf");
    Files.delete(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, ADMISSION, UTF_8, StandardOpenOption.SYNC);
  }

  private static void run(
      String name, List<String> command, String input, Path directory, ServerLog log)
      throws IOException {
    var process = ServerProcess.builder(command, directory).start();
    try (var out = process.getOutputStream()) {
      out.write(input.getBytes(UTF_8));
    } catch (IOException e) {
      // It ended before it read all; its exit code and last words say why.
      process.descendants().forEach(ProcessHandle::destroy);
    }
    log.drain(process.getInputStream());
    if (process.onExit().join().exitValue() != 0) {
      throw new EmbeddedPostgresException(
          "PostgreSQL's %s failed (%s): %s".formatted(name, log.file(), log.lastLines()));
    }
  }

  private Cluster() {}
}
