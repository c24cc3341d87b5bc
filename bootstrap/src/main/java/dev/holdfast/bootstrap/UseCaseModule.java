package dev.holdfast.bootstrap;

import dagger.Module;
import dagger.Provides;
import dev.holdfast.application.account.AddTemporaryUser;
import dev.holdfast.application.account.RemoveTemporaryUser;
import dev.holdfast.application.account.SignUp;
import dev.holdfast.application.audit.AuditQueue;
import dev.holdfast.application.audit.AuditUpkeep;
import dev.holdfast.application.audit.ExportAudit;
import dev.holdfast.application.audit.TraceAudit;
import dev.holdfast.application.audit.VerifyAudit;
import dev.holdfast.application.instance.MeetInstances;
import dev.holdfast.application.session.CheckSession;
import dev.holdfast.application.session.ListSessions;
import dev.holdfast.application.session.RevokeSession;
import dev.holdfast.application.session.RevokeSessions;
import dev.holdfast.application.session.SessionGrace;
import dev.holdfast.application.session.SignIn;
import dev.holdfast.application.session.SignOut;
import dev.holdfast.application.token.IssueToken;
import dev.holdfast.application.token.OwnKeys;
import dev.holdfast.application.token.PublishKeys;
import dev.holdfast.application.token.ReplaceKey;
import dev.holdfast.application.token.RewrapSecrets;
import dev.holdfast.application.token.SigningKeys;
import dev.holdfast.application.token.VerifyToken;
import dev.holdfast.bootstrap.identity.OwnInstance;
import dev.holdfast.bootstrap.settings.Configuration;
import dev.holdfast.domain.account.BlockList;
import dev.holdfast.domain.account.PasswordHasher;
import dev.holdfast.domain.account.UserStore;
import dev.holdfast.domain.audit.AuditStore;
import dev.holdfast.domain.config.Environment;
import dev.holdfast.domain.instance.InstanceStore;
import dev.holdfast.domain.platform.Counters;
import dev.holdfast.domain.platform.Entropy;
import dev.holdfast.domain.platform.Events;
import dev.holdfast.domain.platform.Transactions;
import dev.holdfast.domain.platform.Uptime;
import dev.holdfast.domain.session.SessionStore;
import dev.holdfast.domain.token.KeyStore;
import dev.holdfast.domain.token.KeyVault;
import dev.holdfast.domain.token.TokenPolicy;
import dev.holdfast.domain.token.TokenSigner;
import dev.holdfast.domain.token.TokenVerifier;
import dev.holdfast.domain.token.TrustedKeys;
import dev.holdfast.postgres.Machine;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** What the product does, each with exactly what it needs. */
@Module
interface UseCaseModule {
  @Provides
  static SignUp signUp(
      Environment environment,
      UserStore users,
      SessionStore sessions,
      Transactions transactions,
      PasswordHasher hasher,
      BlockList commonest,
      Entropy entropy,
      Events events,
      InstantSource clock) {
    return new SignUp(
        environment, users, sessions, transactions, hasher, commonest, entropy, events, clock);
  }

  /** Tells of itself past the events that it rides on. */
  @Provides
  @Singleton
  static AuditUpkeep auditUpkeep(
      AuditStore store,
      Configuration configuration,
      Machine machine,
      InstantSource clock,
      Executor background) {
    return new AuditUpkeep(
        store, configuration.auditRetention(), machine.events(), clock, background);
  }

  @Provides
  @Singleton
  static AuditQueue auditQueue(
      AuditStore store,
      AuditUpkeep upkeep,
      Counters counters,
      Machine machine,
      Executor background) {
    return new AuditQueue(store, upkeep, counters, machine.events(), background);
  }

  @Provides
  static ExportAudit exportAudit(AuditStore store) {
    return new ExportAudit(store);
  }

  @Provides
  static VerifyAudit verifyAudit(AuditStore store) {
    return new VerifyAudit(store);
  }

  @Provides
  static TraceAudit traceAudit(AuditStore store, UserStore users) {
    return new TraceAudit(store, users);
  }

  @Provides
  static AddTemporaryUser addTemporaryUser(
      Environment environment,
      UserStore users,
      PasswordHasher hasher,
      Entropy entropy,
      Events events,
      InstantSource clock) {
    return new AddTemporaryUser(environment, users, hasher, entropy, events, clock);
  }

  @Provides
  static RemoveTemporaryUser removeTemporaryUser(UserStore users, Events events) {
    return new RemoveTemporaryUser(users, events);
  }

  @Provides
  static SignIn signIn(
      Environment environment,
      UserStore users,
      SessionStore sessions,
      PasswordHasher hasher,
      Entropy entropy,
      AuditQueue audit,
      Events events,
      InstantSource clock) {
    return new SignIn(environment, users, sessions, hasher, entropy, audit, events, clock);
  }

  @Provides
  @Singleton
  static SessionGrace sessionGrace(
      Configuration configuration, InstantSource clock, Uptime uptime) {
    return new SessionGrace(configuration.sessions().grace(), clock, uptime);
  }

  @Provides
  static CheckSession checkSession(
      Environment environment,
      SessionStore sessions,
      SessionGrace grace,
      Events events,
      InstantSource clock) {
    return new CheckSession(environment, sessions, grace, events, clock);
  }

  @Provides
  static SignOut signOut(
      SessionStore sessions, SessionGrace grace, Events events, InstantSource clock) {
    return new SignOut(sessions, grace, events, clock);
  }

  @Provides
  static ListSessions listSessions(
      Environment environment, SessionStore sessions, InstantSource clock) {
    return new ListSessions(environment, sessions, clock);
  }

  @Provides
  static RevokeSession revokeSession(
      SessionStore sessions, SessionGrace grace, Events events, InstantSource clock) {
    return new RevokeSession(sessions, grace, events, clock);
  }

  @Provides
  static RevokeSessions revokeSessions(
      SessionStore sessions, SessionGrace grace, Events events, InstantSource clock) {
    return new RevokeSessions(sessions, grace, events, clock);
  }

  @Provides
  @Singleton
  static SigningKeys signingKeys(
      KeyStore store,
      KeyVault vault,
      TokenPolicy policy,
      Entropy entropy,
      Events events,
      InstantSource clock,
      Executor background) {
    return new SigningKeys(store, vault, policy, entropy, events, clock, background);
  }

  /** One for all: it remembers the tokens it signed a moment ago. */
  @Provides
  @Singleton
  static IssueToken issueToken(
      SigningKeys keys,
      TokenSigner signer,
      TokenPolicy policy,
      Events events,
      InstantSource clock) {
    return new IssueToken(keys, signer, policy, events, clock);
  }

  /** One for all: it remembers whom it met. */
  @Provides
  @Singleton
  static MeetInstances meetInstances(
      InstanceStore store, OwnInstance own, Events events, InstantSource clock) {
    return new MeetInstances(store, own::now, events, clock);
  }

  @Provides
  static PublishKeys publishKeys(SigningKeys keys, KeyVault vault) {
    return new PublishKeys(keys, vault);
  }

  @Provides
  @Singleton
  static TrustedKeys trustedKeys(SigningKeys keys, PublishKeys publish) {
    return new OwnKeys(keys, publish);
  }

  @Provides
  static VerifyToken verifyToken(TrustedKeys keys, TokenVerifier verifier, Events events) {
    return new VerifyToken(keys, verifier, events);
  }

  @Provides
  static RewrapSecrets rewrapSecrets(
      KeyStore store, KeyVault vault, Events events, InstantSource clock) {
    return new RewrapSecrets(store, vault, events, clock);
  }

  @Provides
  static ReplaceKey replaceKey(
      KeyStore store,
      KeyVault vault,
      TokenPolicy policy,
      Entropy entropy,
      Events events,
      InstantSource clock) {
    return new ReplaceKey(store, vault, policy, entropy, events, clock);
  }
}
