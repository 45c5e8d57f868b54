package io.xendisk.xenapi.xmlrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * What a large pool sends is no attack, though it is large: the JDK has limits of its own for XML.
 */
class LargeReplyTest {
  /** About what xapi keeps of a VM's last boot, most of it escaped. */
  private static final String BOOT_RECORD =
      "('struct' ('uuid' &quot;1&quot;) &lt;&amp;&gt; &#10;)".repeat(60);

  @Test
  void fiveThousandVmsWithMuchThatIsEscapedAreRead() throws Exception {
    var xml =
        new StringBuilder("<?xml version=\"1.0\"?><methodResponse><params><param><value><struct>");
    for (int vm = 0; vm < 5000; vm++) {
      xml.append("<member><name>OpaqueRef:").append(vm).append("</name><value><struct>");
      for (int field = 0; field < 60; field++) {
        xml.append("<member><name>field_").append(field).append("</name><value>v</value></member>");
      }
      xml.append("<member><name>last_booted_record</name><value>")
          .append(BOOT_RECORD)
          .append("</value></member></struct></value></member>");
    }
    xml.append("</struct></value></param></params></methodResponse>");

    Object value =
        new ReplyReader(Limits.DEFAULT)
            .read(new ByteArrayInputStream(xml.toString().getBytes(StandardCharsets.UTF_8)));

    assertThat(value).asInstanceOf(map(String.class, Object.class)).hasSize(5000);
  }

  @Test
  void oneTextOfMegabytesIsRead() throws Exception {
    String xml =
        "<methodResponse><params><param><value>%s</value></param></params></methodResponse>"
            .formatted("&quot;x&lt;".repeat(500_000));

    Object value =
        new ReplyReader(Limits.DEFAULT)
            .read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));

    assertThat(value).asString().hasSize(1_500_000).startsWith("\"x<\"x<");
  }
}
