package io.xendisk.domain.disk.passport;

import io.xendisk.domain.disk.passport.FieldText.BadText;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A VDI's memory as one value of {@code VDI.other_config}, without its rebinding, which has a key
 * of its own so that nothing that is written later can lose it. A value that cannot be read is no
 * memory: the bytes are read again. Pure.
 */
public final class DiskMemoryText {
  public static final String KEY = "xendisk:seen";
  private static final int VERSION = 1;

  private DiskMemoryText() {}

  public static String write(DiskMemory memory, Instant at) {
    return EvidenceText.fitting(memory.evidence(), kept -> text(memory, kept, at));
  }

  private static String text(DiskMemory memory, Evidence kept, Instant at) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("e", EvidenceText.time(at));
    fields.put("size", Long.toString(memory.stamp().size()));
    put(fields, "hot", memory.stamp().hotpluggedAt());
    put(fields, "boot", memory.stamp().hostBootTime());
    put(fields, "made", memory.age().describedInBoot());
    put(fields, "hot2", memory.age().hotpluggedAt());
    put(fields, "scan", memory.age().scannedInBoot());
    if (!memory.evidence().missing().isEmpty()) {
      fields.put(
          "gone",
          FieldText.joined(
              memory.evidence().missing().stream().map(EvidenceKind::code).sorted().toList()));
    }
    fields.putAll(EvidenceText.fields(kept, at, ""));
    fields.putAll(EvidenceText.fields(otherIdentity(memory), at, "id."));
    return new FieldText(VERSION, fields).toString();
  }

  public static Optional<DiskMemory> read(String value, Optional<Rebound> rebound) {
    try {
      var text = FieldText.parse(value);
      String time = text.fields().get("e");
      String size = text.fields().get("size");
      if (text.version() != VERSION || time == null || size == null) {
        return Optional.empty();
      }
      var stamp =
          new EvidenceStamp(
              word(text.fields(), "hot"), Long.parseLong(size), word(text.fields(), "boot"));
      Instant at = EvidenceText.instant(time);
      var items = EvidenceText.parse(text.fields(), at, "").evidence().items();
      var evidence = new Evidence(items, missing(text.fields()));
      var identity = EvidenceText.parse(text.fields(), at, "id.").evidence();
      var age =
          new RecordAge(
              word(text.fields(), "made"),
              word(text.fields(), "hot2"),
              word(text.fields(), "scan"));
      return Optional.of(
          new DiskMemory(Rebound.identity(evidence).and(identity), evidence, stamp, age, rebound));
    } catch (BadText | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What the identity has beyond the evidence of now. */
  private static Evidence otherIdentity(DiskMemory memory) {
    return memory
        .identity()
        .without(
            memory.identity().items().keySet().stream()
                .filter(kind -> memory.evidence().items().containsKey(kind))
                .toList());
  }

  private static Set<EvidenceKind> missing(Map<String, String> fields) throws BadText {
    String value = fields.get("gone");
    Set<EvidenceKind> missing = EnumSet.noneOf(EvidenceKind.class);
    for (String code : value == null ? List.<String>of() : FieldText.words(value)) {
      EvidenceKind.ofCode(code).ifPresent(missing::add);
    }
    return missing;
  }

  private static void put(Map<String, String> fields, String key, Optional<String> value) {
    value.ifPresent(text -> fields.put(key, FieldText.joined(List.of(text))));
  }

  private static Optional<String> word(Map<String, String> fields, String key) throws BadText {
    String value = fields.get(key);
    return value == null ? Optional.empty() : Optional.of(FieldText.words(value).getFirst());
  }
}
