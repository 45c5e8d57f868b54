package io.xendisk.bench;

import io.xendisk.adapter.xenapi.XenApiPool;
import io.xendisk.fixtures.SimulatedPool;
import io.xendisk.port.Inventory;
import io.xendisk.xenapi.ClientOptions;
import io.xendisk.xenapi.Secret;
import io.xendisk.xenapi.XenApi;
import io.xendisk.xenapi.xmlrpc.Limits;
import io.xendisk.xenapi.xmlrpc.ReplyReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** A simulated pool, for what a benchmark needs of it before it begins. Confined to one thread. */
final class OnePool implements AutoCloseable {
  private final SimulatedPool pool = SimulatedPool.of("nas").vms(200).start();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String session;

  OnePool() throws Exception {
    session = value(answer("session.login_with_password", "root", pool.password())).toString();
  }

  /** All disks, and this VM, as an attach sees them first. */
  Inventory inventoryWith(String vm) {
    var options = ClientOptions.of(pool.url(), "root", new Secret(pool.password())).build();
    try (var seen = new XenApiPool(XenApi.login(options), System::nanoTime)) {
      return seen.inventoryWith(vm);
    }
  }

  /** The records of 200 VMs as they come over the wire. */
  byte[] vms() throws Exception {
    return answer("VM.get_all_records", session);
  }

  /** The beginning of the disk that the pool's records have under this name. */
  byte[] start(String name, int length) throws Exception {
    var filter = "field \"name__label\" = \"" + name + "\"";
    var found = (Map<?, ?>) value(answer("VDI.get_all_records_where", session, filter));
    var path = "/export_raw_vdi?format=raw&session_id=%s&vdi=%s";
    var uri = pool.url().resolve(path.formatted(session, found.keySet().iterator().next()));
    var request = HttpRequest.newBuilder(uri).build();
    try (InputStream bytes = http.send(request, BodyHandlers.ofInputStream()).body()) {
      return bytes.readNBytes(length);
    }
  }

  private byte[] answer(String method, String... parameters) throws Exception {
    var xml = new StringBuilder("<methodCall><methodName>" + method + "</methodName><params>");
    for (var value : parameters) {
      xml.append("<param><value>").append(value).append("</value></param>");
    }
    var body = BodyPublishers.ofString(xml.append("</params></methodCall>").toString());
    var request = HttpRequest.newBuilder(pool.url()).POST(body).build();
    return http.send(request, BodyHandlers.ofByteArray()).body();
  }

  private static Object value(byte[] answer) throws Exception {
    var read = new ReplyReader(Limits.DEFAULT).read(new ByteArrayInputStream(answer));
    return ((Map<?, ?>) read).get("Value");
  }

  @Override
  public void close() {
    http.close();
    pool.close();
  }
}
