package io.xendisk.domain.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class LabelSvgTest {
  private static final boolean[][] CODE = {{true, false}, {false, true}};

  @Test
  void showsNameSetTheEndOfTheSerialAndTheHost() throws Exception {
    var svg =
        LabelSvg.of(new Label("BACKUP-02", "ab12", "WD-WMC4N0123456", "offsite", "xs1"), CODE);

    assertThat(texts(svg)).isEqualTo("BACKUP-02|Set offsite|Serial …123456|From xs1|Id ab12");
    assertThat(svg).contains("M4 4h1v1h-1z", "M5 5h1v1h-1z").doesNotContain("WD-WMC4N0");
  }

  @Test
  void leavesOutWhatIsNotKnown() throws Exception {
    var svg = LabelSvg.of(new Label("BACKUP-02", "ab12", null, "", null), CODE);

    assertThat(texts(svg)).isEqualTo("BACKUP-02|Id ab12");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</text><script>alert(1)</script>",
        "a & b \"c\" 'd' <e/>",
        "Grün 💾",
        "a\u0001b\ud800c\uffff",
        "]]>"
      })
  void whateverADiskIsCalledIsText(String name) throws Exception {
    var document = parsed(LabelSvg.of(new Label(name, "ab12", name, name, name), CODE));

    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    assertThat(document.getElementsByTagName("text").item(0).getTextContent())
        .isEqualTo(name.replaceAll("[\u0001\ud800\uffff]", "?"));
  }

  private static String texts(String svg) throws Exception {
    var texts = parsed(svg).getElementsByTagName("text");
    var all = new StringBuilder();
    for (int n = 0; n < texts.getLength(); n++) {
      all.append(n == 0 ? "" : "|").append(texts.item(n).getTextContent());
    }
    return all.toString();
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}
