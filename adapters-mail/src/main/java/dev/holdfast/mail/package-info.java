@org.jspecify.annotations.NullMarked
package dev.holdfast.mail;
