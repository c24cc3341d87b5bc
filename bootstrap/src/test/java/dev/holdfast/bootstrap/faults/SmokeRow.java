package dev.holdfast.bootstrap.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A row that every build runs, and the full run as well. */
@Test
@Tag("smoke")
@Tag("full")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface SmokeRow {}
