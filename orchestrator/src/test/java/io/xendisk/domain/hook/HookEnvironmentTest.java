package io.xendisk.domain.hook;

import static io.xendisk.testing.DiskBuilder.aDisk;
import static io.xendisk.testing.VbdBuilder.aVbdOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.xendisk.testing.DiskBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HookEnvironmentTest {
  @Test
  void passesOnWhatIsNamedAndNoSecretWhateverItsNameIs() {
    var environment =
        HookEnvironment.of(
            Map.of(
                "PATH", "/usr/bin",
                "LC_ALL", "C.UTF-8",
                "SSH_AUTH_SOCK", "/run/agent",
                "XENDISK_PASSWORD", "s3cret",
                "XENDISK_PASSWORD_FILE", "/etc/secret",
                "CREDENTIALS_DIRECTORY", "/run/credentials",
                "LAB_PASS", "s3cret",
                "XENDISK_URL", "https://xs1"),
            call(aDisk("BACKUP-02")));

    assertThat(environment)
        .containsEntry("PATH", "/usr/bin")
        .containsEntry("LC_ALL", "C.UTF-8")
        .containsEntry("SSH_AUTH_SOCK", "/run/agent")
        .doesNotContainKeys(
            "XENDISK_PASSWORD", "XENDISK_PASSWORD_FILE", "CREDENTIALS_DIRECTORY", "LAB_PASS")
        .doesNotContainKey("XENDISK_URL");
    assertThat(environment.values()).noneMatch(value -> value.contains("s3cret"));
  }

  @Test
  void namesDiskVmAndDevice() {
    var variables = call(aDisk("BACKUP-02")).variables();

    assertThat(variables)
        .containsEntry("XENDISK_HOOK", "before-detach")
        .containsEntry("XENDISK_OPERATION", "detach")
        .containsEntry("XENDISK_DISK", "BACKUP-02")
        .containsEntry("XENDISK_VM", "nas01")
        .containsEntry("XENDISK_HOST", "xs1")
        .containsEntry("XENDISK_DEVICE", "/dev/xvdb");
  }

  @Test
  void aHostileLabelStaysOneValue() {
    var variables = call(aDisk("X\nXENDISK_VM=other\0")).variables();

    assertThat(variables).containsEntry("XENDISK_DISK", "X?XENDISK_VM=other?");
  }

  private static HookCall call(DiskBuilder disk) {
    var hook = new Hook(HookMoment.BEFORE_DETACH, List.of("true"), Hook.TIMEOUT);
    return new HookCall(hook, "detach", "me", disk.build(), aVbdOf("nas01").attached().build());
  }
}
