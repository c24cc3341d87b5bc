import static org.junit.platform.engine.discovery.ClassNameFilter.excludeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.PrintWriter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Runs what depends on the version of PostgreSQL: all tests of the PostgreSQL adapter, but those of
 * the embedded server, and the packaged JAR on a database that it is given. For
 * build/postgres-versions; the tests of bootstrap and JUnit's launcher are the class path. Ends
 * with 1 unless every test ran and held.
 */
final class Suites {
  private Suites() {}

  public static void main(String[] arguments) {
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                selectPackage("dev.holdfast.postgres"),
                selectClass("dev.holdfast.bootstrap.GivenDatabaseIT"))
            .filters(
                excludeClassNamePatterns(
                    "dev\\.holdfast\\.postgres\\.embedded\\..*",
                    // About the way to the server, whatever its version; and slow.
                    "dev\\.holdfast\\.postgres\\.(Outage|StartTls)Test"))
            .build();
    var summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, summary);
    var result = summary.getSummary();
    result.printFailuresTo(new PrintWriter(System.out, true), 40);
    System.out.printf(
        "%d of %d tests held%n", result.getTestsSucceededCount(), result.getTestsFoundCount());
    // Nothing found proves nothing; 100 is well below what there is.
    boolean all = result.getTestsSucceededCount() == result.getTestsFoundCount();
    System.exit(all && result.getTestsFoundCount() > 100 ? 0 : 1);
  }
}
