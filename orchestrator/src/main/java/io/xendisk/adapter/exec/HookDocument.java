package io.xendisk.adapter.exec;

import io.xendisk.domain.disk.Contents;
import io.xendisk.domain.hook.HookCall;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What a hook reads on its stdin: one JSON document in one line (docs/configuration.md). */
final class HookDocument {
  private static final int VERSION = 1;

  private HookDocument() {}

  static String of(HookCall call) {
    var text = new StringWriter();
    try (var json = JsonFactory.builder().build().createGenerator(context(), text)) {
      json.writeStartObject();
      json.writeNumberProperty("version", VERSION);
      json.writeStringProperty("hook", call.hook().moment().word());
      json.writeStringProperty("operation", call.operation());
      json.writeStringProperty("why", call.why());
      json.writeStringProperty("host", call.disk().seat().host().name());
      disk(json, call);
      vm(json, call);
      vbd(json, call);
      json.writeEndObject();
    }
    return text + "\n";
  }

  private static ObjectWriteContext context() {
    return ObjectWriteContext.empty();
  }

  private static void disk(JsonGenerator json, HookCall call) {
    var disk = call.disk();
    json.writeObjectPropertyStart("disk");
    json.writeStringProperty("name", disk.name());
    json.writeStringProperty("vdi", disk.vdi().uuid());
    json.writeStringProperty("device", disk.seat().device());
    put(json, "bay", disk.seat().bay() == null ? null : disk.seat().bay().address());
    put(json, "model", disk.hardware().model());
    put(json, "serial", disk.serial());
    json.writeNumberProperty("size", disk.hardware().size());
    put(json, "label", disk.label().orElse(null));
    var filesystem = disk.filesystem();
    put(json, "filesystem", filesystem.map(Contents.Filesystem::type).orElse(null));
    put(json, "fsUuid", filesystem.map(Contents.Filesystem::uuid).orElse(null));
    json.writeEndObject();
  }

  private static void vm(JsonGenerator json, HookCall call) {
    json.writeObjectPropertyStart("vm");
    json.writeStringProperty("name", call.vbd().holder().name());
    json.writeStringProperty("uuid", call.vbd().holder().vm().uuid());
    json.writeEndObject();
  }

  private static void vbd(JsonGenerator json, HookCall call) {
    json.writeObjectPropertyStart("vbd");
    json.writeStringProperty("uuid", call.vbd().vbd().uuid());
    json.writeStringProperty("userdevice", call.vbd().userdevice());
    put(json, "device", call.vbd().device());
    json.writeStringProperty("mode", call.vbd().mode().name());
    json.writeEndObject();
  }

  private static void put(JsonGenerator json, String name, @Nullable String value) {
    if (value == null) {
      json.writeNullProperty(name);
    } else {
      json.writeStringProperty(name, value);
    }
  }
}
