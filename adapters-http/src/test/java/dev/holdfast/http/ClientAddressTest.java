package dev.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.domain.platform.Events;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientAddressTest {
  private final List<Events.Event> events = new ArrayList<>();
  private final ClientAddress addresses =
      new ClientAddress(List.of("10.0.0.0/8", "fd00::/8"), events::add);

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:db8::1, 2001:0db8:0000:0000:0000:0000:0000:0000",
    "2001:db8:1:2:3:4:5:6, 2001:0db8:0001:0002:0000:0000:0000:0000",
    "::ffff:192.0.2.1, 192.0.2.1",
    "[2001:db8::1], 2001:0db8:0000:0000:0000:0000:0000:0000"
  })
  void a_peer_comes_out_in_the_form_of_the_reference(String peer, String form) {
    assertThat(addresses.of(peer, null, false)).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.7|192.0.2.7",
        "6.6.6.6, 192.0.2.7|192.0.2.7",
        "192.0.2.7, 10.1.2.3|192.0.2.7",
        "192.0.2.7, fd00::1, 10.1.2.3|192.0.2.7",
        "10.9.9.9|''",
        "192.0.2.7, evil|''",
        "192.0.2.7, 999.1.1.1|''",
        "192.0.2.7,|''",
        "localhost|''"
      })
  void checklist_9_4_behind_a_trusted_proxy_the_last_foreign_hop_counts(
      String forwarded, String address) {
    assertThat(addresses.of("10.0.0.1", forwarded, false)).isEqualTo(address);
  }

  @Test
  void checklist_14_15_headers_of_an_untrusted_peer_make_the_address_unknown_and_are_said_once() {
    assertThat(addresses.of("192.0.2.1", "1.2.3.4", false)).isEmpty();
    assertThat(addresses.of("192.0.2.1", null, true)).isEmpty();
    assertThat(events).hasSize(1);
  }
}
