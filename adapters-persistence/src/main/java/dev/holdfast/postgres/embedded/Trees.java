package dev.holdfast.postgres.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole folders at once. Symbolic links are never followed. */
final class Trees {
  /** Deletes a folder with all in it; whatever vanishes meanwhile is fine. */
  static void delete(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Gives a folder with all in it to {@code owner}, unless it has it already. */
  static void give(Path root, UserPrincipal owner) throws IOException {
    if (Files.getOwner(root, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
      return;
    }
    try (var paths = Files.walk(root)) {
      // The root comes last, so that an interrupted run is taken up again by the next.
      for (var path : paths.toList().reversed()) {
        Files.setAttribute(path, "posix:owner", owner, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  /** The entries of a folder whose names match the regular expression. */
  static List<Path> entries(Path folder, String name) {
    try (var entries = Files.list(folder)) {
      return entries.filter(entry -> entry.getFileName().toString().matches(name)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Trees() {}
}
