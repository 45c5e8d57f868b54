package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.xenapi.xmlrpc.Dates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Decodes the recorded world of real xapi (reference/traces/world.json). */
@Isolated("it changes the locale of the whole JVM")
class RecordsTest {
  private static final JsonNode WORLD = world();

  private static JsonNode world() {
    try (InputStream in = RecordsTest.class.getResourceAsStream("/world.json")) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the traces become references that could be real. */
  private static String ref(String name) {
    return name.startsWith("{ref ") ? "OpaqueRef:" + name.replaceAll("[^A-Za-z0-9]", "_") : name;
  }

  private static Object wire(JsonNode node) {
    if (node.isObject()) {
      if (node.has("$double")) {
        return Double.valueOf(node.get("$double").asString());
      }
      if (node.has("$dateTime.iso8601")) {
        String text = node.get("$dateTime.iso8601").asString();
        Instant instant = Dates.instant(text);
        return instant == null ? text : Date.from(instant);
      }
      var map = new HashMap<String, Object>();
      node.properties().forEach(each -> map.put(ref(each.getKey()), wire(each.getValue())));
      return map;
    }
    if (node.isArray()) {
      return node.valueStream().map(RecordsTest::wire).toArray();
    }
    return node.isBoolean() ? (Object) node.asBoolean() : ref(node.asString());
  }

  private static <R extends XenRecord> R decode(XenClass<R> type, String name) {
    JsonNode record = WORLD.get(type.wireName()).get(name);
    return type.decode(ref(name), Struct.of(wire(record)));
  }

  @Test
  void everyRecordOfTheRecordedWorldIsRead() {
    for (XenClass<?> type : XenClass.all()) {
      JsonNode records = WORLD.get(type.wireName());
      if (records != null) {
        records
            .propertyStream()
            .forEach(
                each -> {
                  var record = type.decode(ref(each.getKey()), Struct.of(wire(each.getValue())));
                  assertThat(record.ref().type()).isEqualTo(type);
                  assertThat(record.uuid()).isNotEmpty();
                });
      }
    }
  }

  @Test
  void readsAVm() {
    var vm = decode(XenClass.VM, "{ref VM centos63}");

    assertThat(vm.nameLabel()).isEqualTo("centos63");
    assertThat(vm.powerState()).isEqualTo(PowerState.RUNNING);
    assertThat(vm.residentOn().value()).isEqualTo(ref("{ref host xs1}"));
    assertThat(vm.domid()).isPositive();
    assertThat(vm.isTemplate()).isFalse();
    assertThat(vm.vbds()).isNotEmpty();
    assertThat(vm.guestMetrics().isNull()).isFalse();
    assertThat(vm.affinity().isNull()).isTrue();
  }

  @Test
  void readsGuestMetrics() {
    var metrics = decode(XenClass.VM_GUEST_METRICS, "{ref VM_guest_metrics centos63}");

    assertThat(metrics.pvDriversVersion()).containsEntry("major", "7");
    assertThat(metrics.pvDriversDetected()).isTrue();
    assertThat(metrics.canUseHotplugVbd()).isEqualTo(Hotplug.UNSPECIFIED);
    assertThat(metrics.lastUpdated()).isEqualTo(Instant.parse("2026-11-22T07:19:52Z"));
    assertThat(metrics.networks()).containsEntry("0/ip", "192.0.2.63");
  }

  @Test
  void theEpochMeansNever() {
    var metrics = decode(XenClass.VM_METRICS, "{ref VM_metrics CentOS 6 (64-bit)}");

    assertThat(metrics.startTime()).isNull();
    assertThat(metrics.hvm()).isFalse();
    assertThat(metrics.currentDomainType()).isEqualTo("unspecified");
  }

  @Test
  void readsADisk() {
    var vdi = decode(XenClass.VDI, "{ref VDI /dev/xapi/block/sdb}");

    assertThat(vdi.location()).isEqualTo("/dev/xapi/block/sdb");
    assertThat(vdi.virtualSize()).isEqualTo(2000365289472L);
    assertThat(vdi.smConfig()).containsEntry("hotplugged_at", "2026-11-22T06:26:58Z");
    assertThat(vdi.managed()).isTrue();
    assertThat(vdi.vbds()).isEmpty();
  }

  @Test
  void readsAHost() {
    var host = decode(XenClass.HOST, "{ref host xs1}");

    assertThat(host.apiVersionMajor()).isEqualTo(2);
    assertThat(host.apiVersionMinor()).isEqualTo(23);
    assertThat(host.softwareVersion()).containsEntry("product_brand", "XenServer");
  }

  @Test
  void anOldReleaseThatSendsNothingGivesTheDocumentedDefaults() {
    for (XenClass<?> type : XenClass.all()) {
      assertThat(type.decode("OpaqueRef:1", Struct.of(Map.of())).uuid()).isEmpty();
    }
    var metrics = XenClass.VM_GUEST_METRICS.decode("OpaqueRef:1", Struct.of(Map.of()));
    assertThat(metrics.canUseHotplugVbd()).isEqualTo(Hotplug.ABSENT);
    assertThat(metrics.pvDriversDetected()).isNull();
    var vbd = XenClass.VBD.decode("OpaqueRef:1", Struct.of(Map.of()));
    assertThat(vbd.unpluggable()).isTrue();
    assertThat(vbd.vdi().isNull()).isTrue();
    assertThat(vbd.mode()).isEqualTo(VbdMode.UNKNOWN);
    var vm = XenClass.VM.decode("OpaqueRef:1", Struct.of(Map.of()));
    assertThat(vm.domid()).isEqualTo(-1);
    assertThat(vm.powerState()).isEqualTo(PowerState.UNKNOWN);
    assertThat(XenClass.VDI.decode("OpaqueRef:1", Struct.of(Map.of())).managed()).isTrue();
  }

  @Test
  void aTasksErrorKeepsItsOrderAndItsRepetitions() {
    var task =
        XenClass.TASK.decode(
            "OpaqueRef:t",
            Struct.of(
                Map.of(
                    "status",
                    "failure",
                    "error_info",
                    new Object[] {"SR_BACKEND_FAILURE_46", "", "The VDI is not available", ""})));

    assertThat(task.errorInfo())
        .containsExactly("SR_BACKEND_FAILURE_46", "", "The VDI is not available", "");
    assertThat(task.failure("VBD.plug"))
        .hasValueSatisfying(
            e -> assertThat(e.params()).containsExactly("", "The VDI is not available", ""));
  }

  @Test
  void aTasksResultIsTheTextInItsXml() {
    for (var expected :
        Map.of(
                "<value>OpaqueRef:v</value>", List.of("OpaqueRef:v"),
                "<value></value>", List.<String>of(),
                "", List.<String>of())
            .entrySet()) {
      var task =
          XenClass.TASK.decode("OpaqueRef:t", Struct.of(Map.of("result", expected.getKey())));

      assertThat(task.resultText().stream().toList()).isEqualTo(expected.getValue());
    }
  }

  @Test
  void enumsAreReadUnderATurkishLocaleToo() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.of("tr", "TR"));
    try {
      var vbd = XenClass.VBD.decode("OpaqueRef:1", Struct.of(Map.of("type", "Disk", "mode", "RW")));

      assertThat(vbd.type()).isEqualTo(VbdType.DISK);
      assertThat(decode(XenClass.VM, "{ref VM centos63}").powerState())
          .isEqualTo(PowerState.RUNNING);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aValueOfATimeToComeIsUnknown() {
    assertThat(
            XenClass.VM
                .decode("OpaqueRef:1", Struct.of(Map.of("power_state", "Hibernating")))
                .powerState())
        .isEqualTo(PowerState.UNKNOWN);
    assertThat(
            XenClass.VM_GUEST_METRICS
                .decode("OpaqueRef:1", Struct.of(Map.of("can_use_hotplug_vbd", "absent")))
                .canUseHotplugVbd())
        .isEqualTo(Hotplug.UNKNOWN);
  }
}
