package io.xendisk.xenapi.xmlrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.array;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

class ReplyReaderTest {
  private static final ReplyReader READER = new ReplyReader(new Limits(8, 1000, 10_000));

  private static @Nullable Object read(String xml) throws SAXException, IOException {
    return READER.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static @Nullable Object value(String value) throws SAXException, IOException {
    return read(response(value));
  }

  private static String response(String value) {
    return "<?xml version=\"1.0\"?><methodResponse><params><param><value>%s</value></param></params></methodResponse>"
        .formatted(value);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> trace(String name) throws SAXException, IOException {
    Object value =
        new ReplyReader(Limits.DEFAULT).read(new ByteArrayInputStream(WireTraces.body(name)));
    return (Map<String, Object>) Objects.requireNonNull(value);
  }

  /** What a parser counts for its limits begins anew with each answer. */
  @Test
  void readsThousandsOfAnswersOneAfterTheOtherAndRefusesBadOnesBetween() throws Exception {
    var quotes = "&quot;&amp;".repeat(200);
    for (int i = 0; i < 3_000; i++) {
      assertThat(value(quotes + i)).isEqualTo("\"&".repeat(200) + i);
      if (i % 100 == 0) {
        assertThatThrownBy(() -> read("<!DOCTYPE x [<!ENTITY e 'x'>]>" + response("&e;")))
            .isInstanceOf(SAXException.class);
        assertThatThrownBy(() -> value("a".repeat(20_000)))
            .isInstanceOf(MalformedReplyException.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-xml-login",
        "03-xml-datetime",
        "04-xml-int64",
        "05-xml-bool",
        "06-xml-double",
        "07-xml-void",
        "08-xml-empty-set",
        "09-xml-empty-map",
        "10-xml-empty-string",
        "11-xml-enum",
        "12-xml-null-ref",
        "13-xml-set-of-refs",
        "14-xml-record",
        "15-xml-map-of-records",
        "20-xml-escaped",
        "21-xml-escaped-out",
        "22-xml-event-from",
        "23-xml-RPC2",
        "26-xml-untyped-string",
        "27-xml-i4",
        "39-http10",
        "45-keep-alive"
      })
  void readsWhatXapiAnswered(String trace) throws Exception {
    assertThat(trace(trace + ".txt")).containsEntry("Status", "Success").containsKey("Value");
  }

  @ParameterizedTest
  @CsvSource({
    "02-xml-login-bad,SESSION_AUTHENTICATION_FAILED",
    "16-xml-failure,VM_BAD_POWER_STATE",
    "17-xml-bad-session,SESSION_INVALID",
    "18-xml-unknown-method,MESSAGE_METHOD_UNKNOWN",
    "19-xml-param-count,MESSAGE_PARAMETER_COUNT_MISMATCH"
  })
  void readsHowXapiRefused(String trace, String code) throws Exception {
    var answer = trace(trace + ".txt");

    assertThat(answer).containsEntry("Status", "Failure");
    assertThat(answer.get("ErrorDescription")).asInstanceOf(array(Object[].class)).startsWith(code);
  }

  @Test
  void readsCharactersBeyondTheFirstPlane() throws Exception {
    assertThat(trace("21-xml-escaped-out.txt")).containsEntry("Value", "a<b & \"c\" ä€😀 \t\n");
  }

  @Test
  void readsTheRecordedDate() throws Exception {
    assertThat(trace("03-xml-datetime.txt"))
        .containsEntry("Value", Date.from(Instant.parse("2026-11-22T07:15:37Z")));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "text,text",
        "<string> a </string>, a ",
        "<int>5</int>,5",
        "<i4>-5</i4>,-5",
        "<i8>9223372036854775807</i8>,9223372036854775807",
        "<string/>,``"
      })
  void readsTextAndIntegersAsText(String xml, String text) throws Exception {
    Object value = value(xml);

    assertThat(value).isInstanceOf(String.class);
    assertThat(String.valueOf(value).strip()).isEqualTo(text.strip());
  }

  @Test
  void readsWhatIsNoNumberAndNothing() throws Exception {
    assertThat(value("<double>nan</double>")).isEqualTo(Double.NaN);
    assertThat(value("<double>inf</double>")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(value("<double>1e+22</double>")).isEqualTo(1e22);
    assertThat(value("<nil/>")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "20260821T02:00:23Z,2026-08-21T02:00:23Z",
    "2026-08-21T02:00:23Z,2026-08-21T02:00:23Z",
    "20260821T02:00:23.5+01:00,2026-08-21T01:00:23.500Z",
    "20260821T02:00:23,2026-08-21T02:00:23Z"
  })
  void readsEveryFormOfADate(String text, Instant instant) throws Exception {
    assertThat(value("<dateTime.iso8601>" + text + "</dateTime.iso8601>"))
        .isEqualTo(Date.from(instant));
  }

  @Test
  void keepsADateThatNobodyUnderstandsAsText() throws Exception {
    assertThat(value("<dateTime.iso8601>20261399T99:00:00Z</dateTime.iso8601>"))
        .isEqualTo("20261399T99:00:00Z");
  }

  @Test
  void readsNestedStructsAndArrays() throws Exception {
    assertThat(
            value(
                """
                <struct><member><name>a</name><value><array><data><value>1</value><value/></data></array></value></member>
                <member><name></name><value><struct/></value></member></struct>\
                """))
        .asInstanceOf(map(String.class, Object.class))
        .containsEntry("", Map.of())
        .hasEntrySatisfying("a", a -> assertThat(a).isEqualTo(new Object[] {"1", ""}));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<base64>AAAA</base64>",
        "<ex:serializable"
            + " xmlns:ex=\"http://ws.apache.org/xmlrpc/namespaces/extensions\">AAAA</ex:serializable>",
        "<ex:nil xmlns:ex=\"http://ws.apache.org/xmlrpc/namespaces/extensions\"/>",
        "<dom/>",
        "<int>five</int>",
        "<int>99999999999999999999</int>",
        "<boolean>yes</boolean>",
        "<double>one</double>",
        "<int>1</int><int>2</int>",
        "text<int>1</int>",
        "<int>1</int>text",
        "<int><b/></int>",
        "<struct><value>1</value></struct>",
        "<struct><member><value>1</value></member></struct>",
        "<struct><member><name>a</name></member></struct>",
        "<struct><member><name>a</name><value>1</value><value>2</value></member></struct>",
        "<struct><member><name>a</name><value>1</value></member><member><name>a</name><value>2</value></member></struct>",
        "<struct>text</struct>",
        "<array><value>1</value></array>",
        "<array><data/><data/></array>"
      })
  void refusesWhatXapiNeverSends(String xml) {
    assertThatThrownBy(() -> value(xml)).isInstanceOf(MalformedReplyException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no xml",
        "<methodResponse/>",
        "<methodResponse><params/></methodResponse>",
        "<methodResponse><params><param/></params></methodResponse>",
        "<methodResponse><params><param><value>1</value></param><param><value>1</value></param></params></methodResponse>",
        "<methodResponse><params><param><value>1</value></param></params><params/></methodResponse>",
        "<methodCall><methodName>x</methodName></methodCall>",
        "<methodResponse><fault><value>1</value></fault></methodResponse>",
        "<methodResponse><params><param><value>1</value></param></params></methodResponse><more/>",
        "<!DOCTYPE a [<!ENTITY b"
            + " \"c\">]><methodResponse><params><param><value>&b;</value></param></params></methodResponse>",
        "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><methodResponse/>",
        "<?php run() ?><methodResponse/>"
      })
  void refusesWhatIsNoAnswer(String xml) {
    assertThatThrownBy(() -> read(xml)).isInstanceOf(SAXException.class);
  }

  @Test
  void refusesAnswersThatAreTooDeepTooManyOrTooLong() {
    String deep = "<array><data><value>".repeat(9) + "</value></data></array>".repeat(9);
    String many = "<array><data>" + "<value/>".repeat(1000) + "</data></array>";
    String lengthy = "x".repeat(10_001);

    for (String each : new String[] {deep, many, lengthy}) {
      assertThatThrownBy(() -> value(each))
          .isInstanceOfSatisfying(
              MalformedReplyException.class, e -> assertThat(e.isTooLarge()).isTrue());
    }
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    byte[] bytes = response("x").getBytes(StandardCharsets.UTF_8);
    bytes[new String(bytes, StandardCharsets.UTF_8).indexOf(">x<") + 1] = (byte) 0xff;

    assertThatThrownBy(() -> READER.read(new ByteArrayInputStream(bytes)))
        .isInstanceOf(SAXException.class);
  }
}
