package dev.holdfast.http;

import dev.holdfast.domain.platform.Events;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling: the peer of the connection, unless that is a trusted proxy; then the right-most
 * hop that is none (decisions "Client address", checklist 9.4). Addresses come in the reference's
 * form (protocol security §4): IPv4 as it is, IPv6 in eight groups with all beyond /64 zeroed.
 */
final class ClientAddress {
  /** Stored and logged where nobody knows. */
  static final String UNKNOWN = "";

  private static final int SUBNET_BYTES = 8;

  private final List<Network> trusted;
  private final Events events;
  private final AtomicBoolean said = new AtomicBoolean();

  /**
   * Believes nobody but these.
   *
   * @param cidrs addresses or networks, as {@code 10.0.0.0/8}
   * @throws IllegalArgumentException for one that is none
   */
  ClientAddress(List<String> cidrs, Events events) {
    this.trusted = cidrs.stream().map(Network::parse).toList();
    this.events = events;
  }

  /**
   * The address in the reference's form; empty if unknown.
   *
   * @param peer the address of the connection
   * @param forwardedFor all {@code X-Forwarded-For} lines, joined by commas; null without one
   * @param otherForwarding whether another header claims to forward
   */
  String of(String peer, @Nullable String forwardedFor, boolean otherForwarding) {
    byte[] address = bytes(peer).orElse(null);
    if (address == null) return UNKNOWN;
    if (!isTrusted(address)) {
      if (forwardedFor == null && !otherForwarding) return normalise(address);
      if (said.compareAndSet(false, true)) {
        events.publish(new HttpEvent.ForwardedByUntrustedPeer(normalise(address)));
      }
      return UNKNOWN;
    }
    return forwardedFor == null ? normalise(address) : lastUntrusted(forwardedFor);
  }

  private String lastUntrusted(String forwardedFor) {
    var hops = forwardedFor.split(",", -1);
    for (int i = hops.length - 1; i >= 0; i--) {
      byte[] hop = bytes(hops[i].strip()).orElse(null);
      if (hop == null) return UNKNOWN;
      if (!isTrusted(hop)) return normalise(hop);
    }
    return UNKNOWN;
  }

  private boolean isTrusted(byte[] address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }

  private static String normalise(byte[] address) {
    if (address.length == 4) {
      return "%d.%d.%d.%d"
          .formatted(address[0] & 255, address[1] & 255, address[2] & 255, address[3] & 255);
    }
    var hex = HexFormat.of().formatHex(address, 0, SUBNET_BYTES) + "0".repeat(2 * SUBNET_BYTES);
    return String.join(":", hex.split("(?<=\\G.{4})"));
  }

  /** Only literals: a host name would be looked up. IPv4 inside IPv6 comes out as IPv4. */
  private static Optional<byte[]> bytes(String literal) {
    var text =
        literal.startsWith("[") && literal.endsWith("]")
            ? literal.substring(1, literal.length() - 1)
            : literal;
    boolean four = text.matches("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    boolean six = text.length() <= 45 && text.contains(":") && text.matches("[0-9A-Fa-f:.]+");
    if (!four && !six) return Optional.empty();
    try {
      return Optional.of(InetAddress.getByName(six ? "[" + text + "]" : text).getAddress());
    } catch (UnknownHostException wrong) {
      return Optional.empty();
    }
  }

  /**
   * A trusted network.
   *
   * @param prefix the leading bits as a number
   * @param length 4 or 16 bytes
   * @param free bits that do not matter
   */
  private record Network(BigInteger prefix, int length, int free) {
    static Network parse(String cidr) {
      int slash = cidr.indexOf('/');
      byte[] address =
          ClientAddress.bytes(slash < 0 ? cidr : cidr.substring(0, slash))
              .orElseThrow(() -> new IllegalArgumentException("no network: " + cidr));
      int all = address.length * 8;
      int bits = slash < 0 ? all : Integer.parseInt(cidr.substring(slash + 1));
      if (bits < 0 || bits > all) throw new IllegalArgumentException("no network: " + cidr);
      return new Network(prefix(address, all - bits), address.length, all - bits);
    }

    boolean contains(byte[] address) {
      return address.length == length && prefix(address, free).equals(prefix);
    }

    private static BigInteger prefix(byte[] address, int free) {
      return new BigInteger(1, address).shiftRight(free);
    }
  }
}
