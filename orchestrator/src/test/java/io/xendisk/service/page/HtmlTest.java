package io.xendisk.service.page;

import static io.xendisk.service.page.Html.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {
  @Test
  void textIsTextWhateverItHolds() {
    var page =
        Html.document(
            tag("p").with("title", "\"'><script>").add("<script>alert('1')</script> & \"co\""));

    assertThat(page)
        .isEqualTo(
            "<!DOCTYPE html>\n<p title=\"&quot;&#39;&gt;&lt;script&gt;\">"
                + "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;co&quot;</p>\n");
  }

  @Test
  void lettersThatSteerOrTurnALineAreShownAndNotObeyed() {
    var page = Html.document(tag("p").add("A\u202eB\u0000C\u001b[31mD\ud800E\u00e4"));

    assertThat(page).contains("<p>A\ufffdB\ufffdC\ufffd[31mD\ufffdE\u00e4</p>");
  }

  @Test
  void anElementWithoutContentHasNoEnd() {
    assertThat(Html.document(tag("div").add(tag("input").with("required", true))))
        .contains("<div><input required=\"\"></div>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"onclick", "onload", "style", "hx-on", "hx-on-click", "Style", "a b"})
  void noAttributeThatTheContentPolicyWouldRefuse(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> tag("p").with(name, "x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"javascript:alert(1)", "//example.com/x", "https://example.com", "data:,x"})
  void noAddressOutsideOfTheService(String address) {
    assertThatIllegalArgumentException().isThrownBy(() -> tag("a").with("href", address));
  }

  @Test
  void noScriptAndNoStyleInsideOfAPage() {
    assertThatIllegalArgumentException().isThrownBy(() -> tag("script").add("alert(1)"));
    assertThatIllegalArgumentException().isThrownBy(() -> tag("style"));
  }
}
