package dev.holdfast.domain.config;

/** What a deployment is for: it decides defaults and how strict the start is. */
public enum Mode {
  DEVELOPMENT,
  PRODUCTION
}
