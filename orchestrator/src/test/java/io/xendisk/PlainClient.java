package io.xendisk;

import io.xendisk.fixtures.SimulatedPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Somebody who knows XenAPI and nothing of xendisk: calls over JSON-RPC, so that no code of ours
 * looks at the pool through its own eyes. Thread-safe.
 */
public final class PlainClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI url;
  private final String session;

  private PlainClient(URI url, String user, String password) {
    this.url = url;
    this.session =
        send("session.login_with_password", List.of(user, password, "1.0", "plain")).asString();
  }

  /** Logs in at the host that is the master now. */
  public static PlainClient on(SimulatedPool pool) {
    IllegalStateException noMaster = null;
    for (var url : pool.urls().values()) {
      try {
        return new PlainClient(url, pool.user(), pool.password());
      } catch (IllegalStateException e) {
        noMaster = e;
      }
    }
    throw new IllegalStateException("no host is the master", noMaster);
  }

  /** Calls a method; the session comes by itself. */
  public JsonNode call(String method, Object... parameters) {
    var all = new ArrayList<Object>();
    all.add(session);
    all.addAll(List.of(parameters));
    return send(method, all);
  }

  /** The reference of the VM with this name. */
  public String vm(String name) {
    return call("VM.get_by_name_label", name).get(0).asString();
  }

  /** The reference of the VDI with this uuid. */
  public String vdi(String uuid) {
    return call("VDI.get_by_uuid", uuid).asString();
  }

  /** The records of the VBDs on a VDI. */
  public List<JsonNode> vbds(String vdi) {
    return call("VBD.get_all_records_where", "field \"VDI\" = \"" + vdi + "\"")
        .valueStream()
        .toList();
  }

  /** Makes a VBD as XenCenter does. */
  public String createVbd(String vm, String vdi) {
    return call(
            "VBD.create",
            Map.ofEntries(
                Map.entry("VM", vm),
                Map.entry("VDI", vdi),
                Map.entry("userdevice", "autodetect"),
                Map.entry("bootable", false),
                Map.entry("mode", "RW"),
                Map.entry("type", "Disk"),
                Map.entry("unpluggable", true),
                Map.entry("empty", false),
                Map.entry("other_config", Map.of()),
                Map.entry("qos_algorithm_type", ""),
                Map.entry("qos_algorithm_params", Map.of())))
        .asString();
  }

  private JsonNode send(String method, List<Object> parameters) {
    var body =
        JSON.writeValueAsString(
            Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", parameters));
    try {
      var answer =
          http.send(
              HttpRequest.newBuilder(url.resolve("/jsonrpc"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      var json = JSON.readTree(answer.body());
      if (json.has("error")) {
        throw new IllegalStateException(method + ": " + json.get("error"));
      }
      return json.get("result");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** How often the bytes of a VDI were read, as the simulator's wire has it. */
  public static int rawReads(SimulatedPool pool) {
    return JSON.readTree(at(pool, "/_sim/calls", "GET", "")).get("rawReads").size();
  }

  /** Asks for the bytes of a VDI, and hangs up without reading them. */
  public static void readRaw(SimulatedPool pool, String vdi) {
    try (var plain = on(pool)) {
      var path = "/export_raw_vdi?vdi=" + vdi + "&session_id=" + plain.session;
      var request = HttpRequest.newBuilder(pool.url().resolve(path)).build();
      plain.http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends one of the simulator's own requests. */
  public static void post(SimulatedPool pool, String path, String body) {
    at(pool, path, "POST", body);
  }

  /** Sends one of the simulator's own requests. */
  public static void put(SimulatedPool pool, String path, String body) {
    at(pool, path, "PUT", body);
  }

  private static String at(SimulatedPool pool, String path, String method, String body) {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(pool.url().resolve(path))
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    send("session.logout", List.of(session));
    http.close();
  }
}
