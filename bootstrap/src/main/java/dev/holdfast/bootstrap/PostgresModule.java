package dev.holdfast.bootstrap;

import dagger.Module;
import dagger.Provides;
import dev.holdfast.domain.account.UserStore;
import dev.holdfast.domain.audit.AuditStore;
import dev.holdfast.domain.instance.InstanceStore;
import dev.holdfast.domain.platform.Transactions;
import dev.holdfast.domain.session.SessionStore;
import dev.holdfast.domain.token.KeyStore;
import dev.holdfast.postgres.Database;
import dev.holdfast.postgres.account.PostgresUserStore;
import dev.holdfast.postgres.audit.PostgresAuditStore;
import dev.holdfast.postgres.instance.PostgresInstanceStore;
import dev.holdfast.postgres.session.PostgresSessionStore;
import dev.holdfast.postgres.token.PostgresKeyStore;

/** What is kept in PostgreSQL. */
@Module
interface PostgresModule {
  @Provides
  static UserStore users(Database database) {
    return new PostgresUserStore(database.jdbc(), database.auditRows());
  }

  @Provides
  static SessionStore sessions(Database database) {
    return new PostgresSessionStore(database.jdbc(), database.auditRows());
  }

  @Provides
  static KeyStore keys(Database database) {
    return new PostgresKeyStore(database.jdbc(), database.auditRows());
  }

  @Provides
  static AuditStore audit(Database database) {
    return new PostgresAuditStore(database.jdbc(), database.auditRows());
  }

  @Provides
  static InstanceStore instances(Database database) {
    return new PostgresInstanceStore(database.jdbc());
  }

  @Provides
  static Transactions transactions(Database database) {
    return database.transactions();
  }
}
