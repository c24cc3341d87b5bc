@org.jspecify.annotations.NullMarked
package dev.holdfast.crypto;
