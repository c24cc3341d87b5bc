package dev.holdfast.bootstrap.faults.load;

/** What users ask for, and how health is looked at. */
public enum Kind {
  CHECK(true),
  CHECK_ENDED(true),
  SIGN_IN(true),
  SIGN_UP(true),
  REVOKE(true),
  REVOKE_OTHERS(true),
  SIGN_OUT(true),
  TOKEN(true),
  LIVE(false),
  READY(false);

  private final boolean ofUsers;

  Kind(boolean ofUsers) {
    this.ofUsers = ofUsers;
  }

  boolean isOfUsers() {
    return ofUsers;
  }

  /** Whether it changes nothing. */
  boolean isRead() {
    return this == CHECK || this == CHECK_ENDED || this == TOKEN;
  }
}
