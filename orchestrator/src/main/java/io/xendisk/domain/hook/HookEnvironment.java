package io.xendisk.domain.hook;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What of xendisk's own environment a hook gets: what programs need to find their files, and
 * nothing else. A password may stand in a variable of any name, so that what is passed on is named,
 * and not what is kept back. Pure.
 */
public final class HookEnvironment {
  private static final Set<String> PASSED_ON =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "SHELL",
          "LANG",
          "TZ",
          "TMPDIR",
          "SSH_AUTH_SOCK",
          "XDG_CONFIG_HOME",
          "XDG_RUNTIME_DIR",
          "KRB5CCNAME");

  private HookEnvironment() {}

  public static Map<String, String> of(Map<String, String> own, HookCall call) {
    var environment = new TreeMap<String, String>();
    own.forEach(
        (name, value) -> {
          if (PASSED_ON.contains(name) || name.startsWith("LC_")) {
            environment.put(name, value);
          }
        });
    environment.putAll(call.variables());
    return environment;
  }
}
