package io.xendisk.config;

import io.xendisk.config.YamlTokens.Scalar;
import io.xendisk.domain.attach.AttachRequest;
import io.xendisk.domain.attach.IfHalted;
import io.xendisk.domain.declared.Declaration;
import io.xendisk.domain.disk.Attachment;
import io.xendisk.domain.disk.Keep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** Reads which disks are to be in which VMs, by the disks' names. Stateless. */
final class AttachmentsSection {
  private static final List<String> MEMBERS = List.of("vm", "mode", "keep", "if-halted");
  private static final List<String> MODES = List.of("read-write", "read-only");

  private AttachmentsSection() {}

  static List<Declaration> read(YamlTokens yaml) {
    var declarations = new ArrayList<Declaration>();
    yaml.named("attachments", "the disks' names", disk -> declarations.add(one(yaml, disk)));
    return declarations;
  }

  private static Declaration one(YamlTokens yaml, String disk) {
    var place = yaml.here();
    var texts = new LinkedHashMap<String, Scalar>();
    yaml.members(
        "attachment of '%s'".formatted(disk), MEMBERS, name -> texts.put(name, yaml.scalar(name)));
    var vm = texts.get("vm");
    if (vm == null) {
      throw yaml.at(place, "attachment of '%s' needs a vm".formatted(disk));
    }
    var request =
        new AttachRequest(
            yaml.value(texts, "mode", AttachmentsSection::mode).orElse(Attachment.Mode.RW),
            yaml.value(texts, "if-halted", AttachmentsSection::ifHalted).orElse(IfHalted.WAIT),
            yaml.value(texts, "keep", AttachmentsSection::keep).orElse(Keep.KEPT));
    return yaml.checked(place, () -> new Declaration(disk, vm.text(), request));
  }

  private static Attachment.Mode mode(String word) {
    return switch (MODES.indexOf(word)) {
      case 0 -> Attachment.Mode.RW;
      case 1 -> Attachment.Mode.RO;
      default -> throw unknown("mode", word, MODES);
    };
  }

  private static IfHalted ifHalted(String word) {
    return Stream.of(IfHalted.values())
        .filter(value -> value.toString().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                unknown(
                    "if-halted",
                    word,
                    Stream.of(IfHalted.values()).map(IfHalted::toString).toList()));
  }

  private static Keep keep(String word) {
    return Keep.of(word)
        .orElseThrow(
            () -> unknown("keep", word, List.of(Keep.KEPT.word(), Keep.UNTIL_SHUTDOWN.word())));
  }

  private static IllegalArgumentException unknown(String what, String word, List<String> known) {
    return new IllegalArgumentException(
        "%s is '%s'%s".formatted(what, word, YamlTokens.suggestion(word, known)));
  }
}
