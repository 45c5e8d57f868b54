package io.xendisk.adapter.notify;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.xendisk.domain.tell.Message;
import io.xendisk.domain.tell.News;
import io.xendisk.domain.tell.NewsKind;
import io.xendisk.port.Delivery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What a receiver of a webhook sees, and what is done with answers of every kind. */
class WebhookIT {
  private static final Instant NOW = Instant.parse("2026-11-25T18:00:00Z");
  private static final String SECRET = "grün und geheim";
  private static final String PATH = "/hooks/token-in-the-path";

  private static final Message OVERDUE =
      new Message(
          "2026-11-25:disk-overdue:ab12",
          News.of(NewsKind.DISK_OVERDUE, NOW, "\"Grün\" is overdue.")
              .inSet("offsite")
              .ofDisk("Grün", "ab12"),
          "xendisk: Grün is overdue",
          "a body\n");

  private static WireMockServer receiver;

  private final List<Duration> pauses = new ArrayList<>();

  @BeforeAll
  static void startReceiver() {
    receiver = new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
    receiver.start();
  }

  @AfterAll
  static void stopReceiver() {
    receiver.stop();
  }

  @BeforeEach
  void forgetEverything() {
    receiver.resetAll();
  }

  @Test
  void theReceiverCanCheckWhoSentItAndWhen() throws GeneralSecurityException {
    answer(aResponse().withStatus(204));

    var delivery = deliver(SECRET);

    assertThat(delivery).isEqualTo(new Delivery.Done());
    var request = requests().getFirst();
    assertThat(request.getHeader("X-Xendisk-Signature"))
        .isEqualTo("sha256=" + hmac(SECRET, request.getBody()));
    assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(request.getHeader("X-Xendisk-Event")).isEqualTo("disk-overdue");
    var json = new JsonMapper().readTree(request.getBody());
    assertThat(json.get("sentAt").asString()).isEqualTo("2026-11-25T18:00:00Z");
    assertThat(json.get("id").asString()).isEqualTo("2026-11-25:disk-overdue:ab12");
    assertThat(json.get("event").asString()).isEqualTo("disk-overdue");
    assertThat(json.get("severity").asString()).isEqualTo("warning");
    assertThat(json.get("set").asString()).isEqualTo("offsite");
    assertThat(json.at("/disk/name").asString()).isEqualTo("Grün");
    assertThat(json.at("/disk/id").asString()).isEqualTo("ab12");
    assertThat(json.get("vm").isNull()).isTrue();
    assertThat(json.get("text").asString()).isEqualTo("\"Grün\" is overdue.");
  }

  @Test
  void withoutASecretThereIsNoSignature() {
    answer(aResponse().withStatus(200));

    assertThat(deliver(null)).isEqualTo(new Delivery.Done());
    assertThat(requests().getFirst().containsHeader("X-Xendisk-Signature")).isFalse();
  }

  @Test
  void aServerThatIsOutOfOrderForAMomentIsAskedAgain() {
    receiver.stubFor(
        post(PATH)
            .inScenario("a moment")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(aResponse().withStatus(503))
            .willSetStateTo("well"));
    receiver.stubFor(
        post(PATH)
            .inScenario("a moment")
            .whenScenarioStateIs("well")
            .willReturn(aResponse().withStatus(200)));

    assertThat(deliver(SECRET)).isEqualTo(new Delivery.Done());
    assertThat(requests()).hasSize(2);
    assertThat(pauses).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 429})
  void aServerThatStaysOutOfOrderIsLeftInPeaceAfterThreeRequests(int status) {
    answer(aResponse().withStatus(status));

    assertThat(why(deliver(SECRET))).contains(String.valueOf(status));
    assertThat(requests()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 410})
  void anAnswerThatWillNotChangeIsNotAskedForAgain(int status) {
    answer(aResponse().withStatus(status));

    assertThat(why(deliver(SECRET))).contains(String.valueOf(status));
    assertThat(requests()).hasSize(1);
  }

  @Test
  void aRedirectIsNotFollowed() {
    answer(aResponse().withStatus(307).withHeader("Location", "/elsewhere"));
    receiver.stubFor(post("/elsewhere").willReturn(aResponse().withStatus(200)));

    assertThat(why(deliver(SECRET))).contains("redirect");
    assertThat(receiver.findAll(postRequestedFor(urlEqualTo("/elsewhere")))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK", "RANDOM_DATA_THEN_CLOSE"})
  void aBrokenAnswerIsTriedAnotherTimeAndTheUrlIsNotTold(Fault fault) {
    answer(aResponse().withFault(fault));

    assertThat(why(deliver(SECRET))).doesNotContain("token-in-the-path");
  }

  @Test
  void aSlowServerIsNotWaitedForLongerThanTold() throws InterruptedException {
    answer(aResponse().withStatus(200).withFixedDelay(30_000));

    var delivery = hook(SECRET, url()).deliver(OVERDUE, Duration.ofMillis(300));

    assertThat(why(delivery)).contains("no answer within");
  }

  @Test
  void aServerThatDripsItsAnswerIsNotWaitedForEither() throws InterruptedException {
    answer(
        aResponse().withStatus(200).withBody("x".repeat(100)).withChunkedDribbleDelay(100, 30_000));

    var delivery = hook(SECRET, url()).deliver(OVERDUE, Duration.ofMillis(500));

    assertThat(why(delivery)).contains("no answer within");
  }

  @Test
  void aServerThatIsDownIsTriedAnotherTime() throws InterruptedException {
    var nobody = URI.create("http://127.0.0.1:1" + PATH);

    assertThat(why(hook(SECRET, nobody).deliver(OVERDUE, Duration.ofSeconds(20))))
        .contains("no connection");
  }

  private static void answer(ResponseDefinitionBuilder answer) {
    receiver.stubFor(post(PATH).willReturn(answer));
  }

  private static List<LoggedRequest> requests() {
    return receiver.findAll(postRequestedFor(urlEqualTo(PATH)));
  }

  private static URI url() {
    return URI.create(receiver.baseUrl() + PATH);
  }

  private Webhook hook(@Nullable String secret, URI url) {
    return new Webhook(
        new Webhook.Target(url, secret == null ? null : () -> secret, null),
        () -> NOW,
        pauses::add);
  }

  private Delivery deliver(@Nullable String secret) {
    try {
      return hook(secret, url()).deliver(OVERDUE, Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hmac(String secret, byte[] body) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body));
  }

  private static String why(Delivery delivery) {
    return switch (delivery) {
      case Delivery.Failed(var why) -> why;
      case Delivery.Refused(var why) -> throw new AssertionError("it was refused: " + why);
      case Delivery.Done _ -> throw new AssertionError("it was done");
    };
  }
}
