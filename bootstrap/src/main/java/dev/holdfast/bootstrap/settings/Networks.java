package dev.holdfast.bootstrap.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Lists of networks in CIDR notation (RFC 4632 §3.1); a bare address is a network of one. */
final class Networks {
  private static final String MEND = "addresses or networks: 10.0.0.0/8, 192.0.2.7, fd00::/8";

  private Networks() {}

  static List<String> parse(String text) {
    var networks = Forms.list(text);
    networks.forEach(Networks::check);
    return networks;
  }

  private static void check(String network) {
    int slash = network.indexOf('/');
    int all = bits(slash < 0 ? network : network.substring(0, slash));
    if (slash < 0) return;
    var length = network.substring(slash + 1);
    if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > all) {
      throw new Malformed("names no network", MEND);
    }
    if (Integer.parseInt(length) == 0) {
      throw new Malformed("would believe everybody", "only the networks of your own proxies");
    }
  }

  /** Only literals: a name would be looked up. */
  private static int bits(String address) {
    boolean four = address.matches("\\d{1,3}(?:\\.\\d{1,3}){3}");
    boolean six = address.contains(":") && address.matches("[0-9A-Fa-f:.]{2,45}");
    if (!four && !six) throw new Malformed("names no network", MEND);
    try {
      return InetAddress.getByName(six ? "[" + address + "]" : address).getAddress().length * 8;
    } catch (UnknownHostException wrong) {
      throw new Malformed("names no network", MEND);
    }
  }
}
