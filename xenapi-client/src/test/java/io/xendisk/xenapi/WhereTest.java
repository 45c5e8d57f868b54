package io.xendisk.xenapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WhereTest {
  @Test
  void spellsNameLabelAsTheDatamodelDoesAndOtherFieldsAsTheyAre() {
    assertThat(Where.nameLabel("nas01").expression())
        .isEqualTo("field \"name__label\" = \"nas01\"");
    assertThat(Where.field("power_state").is("Running").expression())
        .isEqualTo("field \"power_state\" = \"Running\"");
    assertThat(Where.field("SR").is(new SrRef("OpaqueRef:1")).expression())
        .isEqualTo("field \"SR\" = \"OpaqueRef:1\"");
  }

  @Test
  void putsEveryPartInBracketsBecauseAndAndOrBindAlike() {
    var running = Where.field("power_state").is("Running");
    var template = Where.field("is_a_template").is(true);

    assertThat(Where.allOf(running, Where.not(template)).expression())
        .isEqualTo(
            "(field \"power_state\" = \"Running\") and (not (field \"is_a_template\" = \"true\"))");
    assertThat(Where.anyOf(running, template).expression())
        .isEqualTo("(field \"power_state\" = \"Running\") or (field \"is_a_template\" = \"true\")");
  }

  @Test
  void refusesAQuoteThatWouldBecomePartOfTheFilter() {
    assertThatThrownBy(() -> Where.nameLabel("x\" or true"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use the UUID");
    assertThatThrownBy(() -> Where.nameLabel("nas\u0001"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Where.field("a\" b")).isInstanceOf(IllegalArgumentException.class);
  }
}
