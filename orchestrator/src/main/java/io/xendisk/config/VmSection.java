package io.xendisk.config;

import io.xendisk.config.YamlTokens.Scalar;
import io.xendisk.domain.attach.BootSettings;
import io.xendisk.domain.hook.Hook;
import io.xendisk.domain.hook.HookMoment;
import io.xendisk.domain.hook.VmHooks;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.core.JsonToken;

/** Reads what is set for one VM of a pool: when it has booted, and its hooks. Stateless. */
final class VmSection {
  private static final List<String> MEMBERS =
      List.of(
          "boot-port", "boot-uptime", "settled-uptime", "before-detach", "after-attach", "usage");
  private static final List<String> HOOK = List.of("command", "timeout");

  private VmSection() {}

  static VmSettings read(YamlTokens yaml, String vm) {
    var texts = new LinkedHashMap<String, Scalar>();
    var hooks = new EnumMap<HookMoment, Hook>(HookMoment.class);
    yaml.members(
        "VM '%s'".formatted(vm),
        MEMBERS,
        name -> {
          switch (name) {
            case "before-detach" ->
                hooks.put(HookMoment.BEFORE_DETACH, hook(yaml, HookMoment.BEFORE_DETACH));
            case "after-attach" ->
                hooks.put(HookMoment.AFTER_ATTACH, hook(yaml, HookMoment.AFTER_ATTACH));
            case "usage" -> hooks.put(HookMoment.USAGE, hook(yaml, HookMoment.USAGE));
            default -> texts.put(name, yaml.scalar(name));
          }
        });
    var boot =
        new BootSettings(
            yaml.value(texts, "settled-uptime", Durations::parse)
                .orElse(BootSettings.DEFAULT.settled()),
            yaml.value(texts, "boot-port", BootSettings.GuestPort::parse).orElse(null),
            yaml.value(texts, "boot-uptime", Durations::parse).orElse(null));
    return new VmSettings(
        boot,
        new VmHooks(
            hooks.get(HookMoment.BEFORE_DETACH),
            hooks.get(HookMoment.AFTER_ATTACH),
            hooks.get(HookMoment.USAGE)));
  }

  private static Hook hook(YamlTokens yaml, HookMoment moment) {
    var place = yaml.here();
    var command = new ArrayList<String>();
    var texts = new LinkedHashMap<String, Scalar>();
    yaml.members(
        moment.word(),
        HOOK,
        name -> {
          switch (name) {
            case "command" -> command.addAll(words(yaml, name));
            default -> texts.put(name, yaml.scalar(name));
          }
        });
    var timeout = yaml.value(texts, "timeout", Durations::parse).orElse(Hook.TIMEOUT);
    return yaml.checked(place, () -> new Hook(moment, command, timeout));
  }

  /** A text would have to be taken apart, by rules that no two shells agree on. */
  private static List<String> words(YamlTokens yaml, String name) {
    if (!yaml.isAt(JsonToken.START_ARRAY)) {
      throw yaml.at(
          yaml.here(),
          "'%s' has to be a list of words, such as [ssh, nas01, umount, /srv/backup]; no shell is"
                  .formatted(name)
              + " started: for one, write [sh, -c, '...']");
    }
    return yaml.oneOrSeveral(name).stream().map(Scalar::text).toList();
  }
}
