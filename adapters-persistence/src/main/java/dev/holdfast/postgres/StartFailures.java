package dev.holdfast.postgres;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says of a failed first contact whether waiting can help. */
final class StartFailures {
  private static final String TLS_MEND =
      "Put sslrootcert=FILE with the certificate of the server's authority into the URL, or"
          + " sslmode=disable if the network between is private.";

  private StartFailures() {}

  static Start classify(String variable, DatabaseSettings settings, SQLException problem) {
    var said = Failure.said(problem);
    @Nullable String state = problem.getSQLState();
    if (isTlsRefused(problem)) {
      return new Start.Wrong(
          variable + ": no trusted TLS connection to " + settings.place() + ": " + said, TLS_MEND);
    }
    if (state == null) return new Start.Waiting(said);
    if (state.startsWith("28")) {
      return new Start.Wrong(
          variable + ": the database refused the log-in: " + said,
          "Correct user and password in the URL; \"no encryption\" asks for sslmode=require.");
    }
    if (state.equals("3D000")) {
      return new Start.Wrong(
          variable + ": there is no such database: " + said,
          "Create the database, or correct its name in the URL.");
    }
    if (state.equals("42501")) {
      return new Start.Wrong(
          variable + ": the role lacks a right: " + said,
          "Give DATABASE_URL_UNPOOLED a role that may create tables in the schema.");
    }
    if (state.equals("08P01") && said.contains("unsupported startup parameter")) {
      return new Start.Wrong(
          variable + ": the pooler refuses a parameter of the connection: " + said,
          "Remove it from the URL, or add it to the pooler's ignore_startup_parameters.");
    }
    return new Start.Waiting(said);
  }

  /** A certificate or a whole TLS that is not to be had; not a connection lost on the way. */
  private static boolean isTlsRefused(SQLException problem) {
    boolean tls = false;
    @Nullable Throwable cause = problem;
    for (int depth = 0; cause != null && depth < 10; depth++, cause = cause.getCause()) {
      if (cause instanceof EOFException) return false;
      if (cause instanceof FileNotFoundException
          || cause instanceof CertificateException
          || cause instanceof CertPathBuilderException
          || cause instanceof CertPathValidatorException) {
        return true;
      }
      tls |= cause instanceof SSLException;
    }
    // 08004: the server does not speak TLS. 08006 without a cause: another name in the certificate.
    @Nullable String state = problem.getSQLState();
    return tls || "08004".equals(state) || ("08006".equals(state) && problem.getCause() == null);
  }
}
