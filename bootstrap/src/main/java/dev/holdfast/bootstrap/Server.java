package dev.holdfast.bootstrap;

import dagger.BindsInstance;
import dagger.Component;
import dev.holdfast.application.audit.AuditQueue;
import dev.holdfast.application.audit.AuditUpkeep;
import dev.holdfast.application.audit.ExportAudit;
import dev.holdfast.application.audit.TraceAudit;
import dev.holdfast.application.audit.VerifyAudit;
import dev.holdfast.application.instance.MeetInstances;
import dev.holdfast.application.token.ReplaceKey;
import dev.holdfast.application.token.RewrapSecrets;
import dev.holdfast.application.token.SigningKeys;
import dev.holdfast.bootstrap.identity.OwnInstance;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.crypto.JwtSigner;
import dev.holdfast.crypto.PermittedHasher;
import dev.holdfast.domain.audit.AuditStore;
import dev.holdfast.domain.config.Environment;
import dev.holdfast.domain.instance.InstanceStore;
import dev.holdfast.domain.platform.Counters;
import dev.holdfast.domain.platform.Transactions;
import dev.holdfast.domain.secret.SecretRing;
import dev.holdfast.domain.session.SessionStore;
import dev.holdfast.domain.token.KeyStore;
import dev.holdfast.domain.token.KeyVault;
import dev.holdfast.http.Draining;
import dev.holdfast.http.HttpServer;
import dev.holdfast.postgres.Database;
import dev.holdfast.postgres.Machine;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The whole, put together: the modules, read one after the other, are the diagram of the parts. */
@Singleton
@Component(
    modules = {
      PlatformModule.class,
      PostgresModule.class,
      CryptoModule.class,
      UseCaseModule.class,
      HttpModule.class
    })
interface Server {
  HttpServer http();

  Database database();

  Draining draining();

  Environment environment();

  SigningKeys keys();

  RewrapSecrets rewrapSecrets();

  ReplaceKey replaceKey();

  AuditStore audit();

  AuditQueue auditQueue();

  AuditUpkeep auditUpkeep();

  ExportAudit exportAudit();

  VerifyAudit verifyAudit();

  TraceAudit traceAudit();

  Transactions transactions();

  InstantSource clock();

  PermittedHasher hasher();

  JwtSigner signer();

  Started started();

  MeetInstances instances();

  InstanceStore instanceStore();

  SessionStore sessionStore();

  KeyStore keyStore();

  KeyVault keyVault();

  OwnInstance ownInstance();

  /** What is there before anything is put together. */
  @Component.Factory
  interface Factory {
    Server with(
        @BindsInstance Configuration configuration,
        @BindsInstance SecretRing secrets,
        @BindsInstance Database database,
        @BindsInstance Machine machine,
        @BindsInstance Counters counters,
        @BindsInstance Observation observation);
  }
}
