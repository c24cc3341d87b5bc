import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells the tests of the whole which Java the build has selected: Maven knows the JDK it selected,
 * but has no property that names it. Run by that JDK; the argument is the properties file to write.
 */
final class TestJava {
  private TestJava() {}

  public static void main(String[] arguments) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    Files.writeString(Path.of(arguments[0]), "holdfast.java=" + java + "\n");
  }
}
