package dev.holdfast.postgres;

import dev.holdfast.application.testing.Stores;
import dev.holdfast.postgres.account.PostgresUserStore;
import dev.holdfast.postgres.audit.PostgresAuditStore;
import dev.holdfast.postgres.instance.PostgresInstanceStore;
import dev.holdfast.postgres.session.PostgresSessionStore;
import dev.holdfast.postgres.token.PostgresKeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One migrated database for all tests of the stores; whoever asks gets it empty. */
public final class TestStores {
  private static final TestPostgres.Database PLACE = TestPostgres.freshDatabase();

  /** Every statement that was sent since the stores were emptied. */
  public static final List<String> SENT = Collections.synchronizedList(new ArrayList<>());

  public static final Database DATABASE = connected();

  private TestStores() {}

  private static Database connected() {
    var settings = DatabaseSettings.parse("DATABASE_URL", PLACE.uri());
    var database = TestMachine.database(settings, null, SENT::add);
    if (database.connect() instanceof Start.Ready) return database;
    throw new IllegalStateException("the database of the tests is not ready");
  }

  public static Stores emptied() {
    Sql.run(
        PLACE,
        """
        truncate "user", "session", "account", "verification", "jwks", "holdfast_key",
          "holdfast_ended_session", "holdfast_audit", "holdfast_audit_seal",
          "holdfast_instance" restart identity
        """);
    SENT.clear();
    return stores(DATABASE);
  }

  public static Stores stores(Database database) {
    var jdbc = database.jdbc();
    var audit = database.auditRows();
    return new Stores(
        new PostgresUserStore(jdbc, audit),
        new PostgresSessionStore(jdbc, audit),
        new PostgresKeyStore(jdbc, audit),
        new PostgresAuditStore(jdbc, audit),
        new PostgresInstanceStore(jdbc),
        database.transactions());
  }

  /** The database, as one who is not the server would ask it. */
  public static TestPostgres.Database place() {
    return PLACE;
  }
}
