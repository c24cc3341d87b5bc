package dev.holdfast.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A key with a certificate that it has signed itself, made by the JDK's keytool.
 *
 * @param certificate the certificate in a file, as {@code sslrootcert} wants it
 */
public record Certified(String keyPem, String certificatePem, Path certificate) {
  private static final String PASSWORD = "throwaway";

  /** For servers of this name, from now on. */
  public static Certified named(Path folder, String host) {
    try {
      var store = Files.createTempDirectory(folder, "certified").resolve("store.p12");
      var command = new ArrayList<String>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
      command.addAll(List.of("-genkeypair", "-alias", "one", "-keyalg", "EC"));
      command.addAll(List.of("-groupname", "secp256r1", "-storetype", "PKCS12"));
      command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
      command.addAll(List.of("-dname", "CN=" + host, "-ext", "san=dns:" + host));
      var made = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (made.waitFor() != 0) throw new IllegalStateException(said);
      return read(store);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  private static Certified read(Path file) throws IOException {
    try {
      var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
      var key = store.getKey("one", PASSWORD.toCharArray()).getEncoded();
      var pem = pem("CERTIFICATE", store.getCertificate("one").getEncoded());
      var certificate = Files.writeString(file.resolveSibling("certificate.pem"), pem);
      return new Certified(pem("PRIVATE KEY", key), pem, certificate);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), kind);
  }
}
