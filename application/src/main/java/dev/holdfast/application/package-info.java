@org.jspecify.annotations.NullMarked
package dev.holdfast.application;
