package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AdviceTest {
  /** Codes of different releases for one thing. */
  private static final Set<String> SAME = Set.of("VDI_NOT_AVAILABLE", "VDI_MISSING");

  private static String resource(String name) {
    try (InputStream in = AdviceTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String advice(String code, String... params) {
    return new PoolException.Rejected("VBD.plug", "xs1", new XenError(code, Arrays.asList(params)))
        .advice();
  }

  @Test
  void everyCodeThatXapiKnowsGetsItsMeaningAndWhatToDoInTwoLines() {
    var codes =
        new ArrayList<>(
            JsonMapper.shared().readTree(resource("/xenapi-errors.json")).propertyNames());
    codes.addAll(resource("/codes-of-the-facts.txt").lines().toList());
    codes.addAll(List.of("SR_BACKEND_FAILURE_12", "A_CODE_OF_A_TIME_TO_COME", "-1", ""));

    for (String code : codes) {
      assertThat(advice(code).lines())
          .as(code)
          .hasSize(2)
          .allMatch(line -> !line.isBlank() && line.length() <= 120)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void everyCodeOfTheFactsGetsAdviceOfItsOwn() {
    String nothingKnown = advice("A_CODE_OF_A_TIME_TO_COME");

    for (String code : resource("/codes-of-the-facts.txt").lines().toList()) {
      assertThat(advice(code)).as(code).isNotEqualTo(nothingKnown);
    }
  }

  @Test
  void noTwoCodesAreToldTheSame() {
    var told = new HashMap<String, String>();
    for (String code : resource("/codes-of-the-facts.txt").lines().toList()) {
      var other = told.put(advice(code), code);
      assertThat(other == null || SAME.contains(code)).as("%s and %s", code, other).isTrue();
    }
  }

  @Test
  void aMissingRoleIsNamed() {
    assertThat(advice("RBAC_PERMISSION_DENIED", "sr.scan", "No permission"))
        .contains("vm-power-admin");
    assertThat(advice("RBAC_PERMISSION_DENIED", "pool.add_to_other_config/key:folder", "x"))
        .contains("pool-operator");
    assertThat(advice("RBAC_PERMISSION_DENIED", "host.call_plugin", "x")).contains("pool-admin");
    assertThat(advice("RBAC_PERMISSION_DENIED", "vbd.plug", "x")).contains("vm-admin");
    assertThat(advice("RBAC_PERMISSION_DENIED", "quantum.leap", "x")).contains("permission");
  }

  @Test
  void theStoragesOwnErrorsPointToItsLog() {
    assertThat(advice("SR_BACKEND_FAILURE_94", "", "x", "")).contains("SMlog");
  }

  @Test
  void everyOtherFailureHasAdviceToo() {
    for (var reason : PoolException.NotSent.Reason.values()) {
      assertThat(new PoolException.NotSent("VBD.plug", "xs1", reason, "x", null).advice())
          .isNotBlank();
    }
    for (var reason : PoolException.ReplyLost.Reason.values()) {
      assertThat(new PoolException.ReplyLost("VBD.plug", "xs1", reason, "x", null).advice())
          .isNotBlank();
    }
  }

  @Test
  void aLostWriteSaysWhatToLookAtAndALostReadThatItMayBeRepeated() {
    var reason = PoolException.ReplyLost.Reason.TIMED_OUT;

    assertThat(new PoolException.ReplyLost("VBD.create", "xs1", reason, "x", null).advice())
        .contains("marker");
    assertThat(new PoolException.ReplyLost("VBD.get_record", "xs1", reason, "x", null).advice())
        .contains("Try again");
  }

  @Test
  void parametersAreComparedWithoutTheirPlaces() {
    var error = new XenError("VM_BAD_POWER_STATE", List.of("OpaqueRef:vm", "running", "Halted"));

    assertThat(error.mentions("Running")).isTrue();
    assertThat(error.mentions("halted")).isTrue();
    assertThat(error.mentions("paused")).isFalse();
    assertThat(error).hasToString("VM_BAD_POWER_STATE [OpaqueRef:vm, running, Halted]");
  }
}
