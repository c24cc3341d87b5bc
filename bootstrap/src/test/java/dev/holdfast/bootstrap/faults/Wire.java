package dev.holdfast.bootstrap.faults;

import dev.holdfast.bootstrap.faults.rig.Cluster;
import dev.holdfast.bootstrap.faults.rig.FarNetwork;
import dev.holdfast.bootstrap.faults.rig.FaultyProxy;
import dev.holdfast.bootstrap.faults.rig.PackagedServer;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * A lossy wire between a server and its database: the kernel's own where this machine allows it,
 * else a proxy that holds data for as long as TCP would take to send it again.
 *
 * @param by what loses the packets
 * @param losing sets the share that is lost, in percent
 */
record Wire(PackagedServer server, String by, IntConsumer losing) {
  static Wire to(Cluster cluster, FaultRun run) {
    if (!FarNetwork.isPossible()) {
      var proxy = run.proxy(cluster.port());
      var server = run.server(Cluster.urlAt(proxy.port()));
      return new Wire(server, "a proxy", percent -> proxy.lose(percent / 100.0));
    }
    var network = run.keep(FarNetwork.create());
    var far = run.keep(FaultyProxy.on(network.databaseSide(), cluster.port()));
    // Off loopback TLS would be asked for; this cluster has none.
    var url =
        Cluster.urlAt(far.port()).replace("127.0.0.1", network.databaseSide().getHostAddress())
            + "?sslmode=disable";
    var server =
        run.serverUnder(network.prefix(), url, Map.of("HOLDFAST_LISTEN_ADDRESS", "0.0.0.0"));
    server.reachedAt(network::server);
    return new Wire(
        server, "the kernel (`tc netem`)", percent -> network.disturb("loss", percent + "%"));
  }

  void lose(int percent) {
    losing.accept(percent);
  }
}
