package dev.holdfast.application.testing;

import dev.holdfast.domain.account.UserStore;
import dev.holdfast.domain.audit.AuditStore;
import dev.holdfast.domain.instance.InstanceStore;
import dev.holdfast.domain.platform.Transactions;
import dev.holdfast.domain.session.SessionStore;
import dev.holdfast.domain.token.KeyStore;

/** The ports of one storage adapter, over one set of data that is empty at first. */
public record Stores(
    UserStore users,
    SessionStore sessions,
    KeyStore keys,
    AuditStore audit,
    InstanceStore instances,
    Transactions transactions) {}
