package dev.holdfast.domain.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what a batch of rows was when it was sealed. Each seal covers the one before it, so that no
 * row can be changed, removed or put in without every later seal being wrong (decisions "Audit").
 *
 * @param batch counted from 1, without gaps
 * @param rows how many
 * @param digest SHA-256 in hexadecimal digits: over the digest before, and the batch
 * @param sealedAt in milliseconds
 * @param forgottenAt when the rows were removed by the retention; this seal is then the checkpoint
 *     from which the chain goes on. Null: they are there
 */
public record AuditSeal(
    long batch, int rows, String digest, Instant sealedAt, @Nullable Instant forgottenAt) {

  /** Seals what comes after; the first seal has none before it. */
  public static AuditSeal after(@Nullable AuditSeal last, List<AuditRow> rows, Instant now) {
    long batch = last == null ? 1 : last.batch() + 1;
    var previous = last == null ? "" : last.digest();
    return new AuditSeal(batch, rows.size(), digest(previous, batch, now, rows), now, null);
  }

  /** Whether these rows are what was sealed, after a seal with this digest. */
  public boolean covers(String previous, List<AuditRow> found) {
    return rows == found.size() && digest.equals(digest(previous, batch, sealedAt, found));
  }

  /** The order of the rows is their own, whatever they come in. */
  private static String digest(String previous, long batch, Instant now, List<AuditRow> rows) {
    var sha = sha256();
    part(sha, previous);
    part(sha, Long.toString(batch));
    part(sha, now.toString());
    rows.stream()
        .sorted(Comparator.comparingLong(AuditRow::id))
        .forEach(row -> row.sealedParts().forEach(text -> part(sha, text)));
    return HexFormat.of().formatHex(sha.digest());
  }

  /** With its length in front, so that no two lists of texts look the same. */
  private static void part(MessageDigest sha, @Nullable String text) {
    if (text == null) {
      sha.update((byte) '-');
      return;
    }
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    sha.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every JDK has SHA-256", absent);
    }
  }
}
