@org.jspecify.annotations.NullMarked
package dev.holdfast.http;
