package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xendisk.fixtures.SimulatedPool;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.Test;

/** The page, as a browser without JavaScript uses it. */
class ServicePageIT {
  private static final String HOSTILE = "\"><script>x//";

  @Test
  void attachesIsRefusedAndReleasesWithTheWordsOfTheCommand() throws Exception {
    try (var pool = pool();
        var service = RunningService.start(Shell.on(pool));
        var person = new Person(service, "operator")) {
      var asked = person.follow(person.get("/"), "a[aria-label='Attach BACKUP-02']");
      var explained = person.get(asked.location() + "?vm=nas01&if-halted=refuse");
      assertThat(explained.select(".explained").text()).contains("attach BACKUP-02 to nas01? yes");

      var attached = person.end(person.submit(explained, ".deed"));
      assertThat(attached.text()).contains("attached BACKUP-02 to nas01 as /dev/xvdb");

      pool.guest("nas01").mount("xvdb");
      var ask = person.follow(person.follow(attached, "#to-disk"), "#release");
      ask.select("#deadline option").removeAttr("selected");
      ask.select("#deadline option[value=10]").attr("selected", "");
      var refused = person.end(person.submit(ask, ".deed"));
      assertThat(refused.select(".trouble").text())
          .contains("nas01", "NOT SAFE TO PULL", "guest-holds-disk");
      assertThat(refused.select(".safe")).isEmpty();

      pool.guest("nas01").umount("xvdb");
      var released =
          person.end(
              person.submit(
                  person.follow(person.follow(refused, "#to-disk"), "#release"), ".deed"));
      assertThat(released.select(".outcome").text()).contains("released xs1 bay 3:0:0:0");
      await("the page says so").until(() -> person.get("/").select(".safe").size() == 1);
    }
  }

  @Test
  void aHostileLabelIsTextOnEveryPage() throws Exception {
    try (var pool = SimulatedPool.start("nas")) {
      pool.rack()
          .push(
              "xs1",
              Map.of("device", "sde", "filesystem", Map.of("type", "ext3", "label", HOSTILE)));
      var shell = Shell.on(pool);
      shell.run("disks");
      try (var service = RunningService.start(shell);
          var person = new Person(service, "operator")) {
        var bays = person.get("/");
        var disk = person.follow(bays, "h4 a:contains(//)");
        var attach = person.follow(disk, "#attach");
        for (var page : new Document[] {bays, disk, attach}) {
          assertThat(page.text()).contains(HOSTILE);
          assertThat(page.select("script")).hasSize(3);
          assertThat(page.select("[style], style, script:not([src])")).isEmpty();
        }
      }
    }
  }

  @Test
  void aViewerIsOfferedNothingAndMayDoNothing() throws Exception {
    try (var pool = pool();
        var service = RunningService.start(Shell.on(pool));
        var person = new Person(service, "viewer")) {
      var bays = person.get("/");

      assertThat(bays.select(".acts a")).isEmpty();
      assertThat(bays.select("h4 a")).isNotEmpty();
      var disk = bays.expectFirst("h4 a").attr("href");
      assertThat(
              person
                  .send(HttpRequest.newBuilder(service.url().resolve(disk + "/attach")))
                  .statusCode())
          .isEqualTo(403);
      assertThat(person.get("/pools").text()).doesNotContain("Exception");
    }
  }

  @Test
  void aFormThatIsNotOfAPageOfOursDoesNothing() throws Exception {
    try (var pool = pool();
        var service = RunningService.start(Shell.on(pool));
        var person = new Person(service, "operator")) {
      var disk = person.get("/").expectFirst("h4 a").attr("href");
      var explained = person.get(disk + "/attach?vm=nas01");
      explained.select("input[name=_csrf]").attr("value", "guessed");

      assertThat(person.post(explained.expectFirst(".deed")).statusCode()).isEqualTo(403);
      assertThat(pool.calls().count("VBD.create")).isZero();
    }
  }

  @Test
  void anOrderForAnotherDiskThanTheOneInThatPlaceDoesNothing() throws Exception {
    try (var pool = pool();
        var service = RunningService.start(Shell.on(pool));
        var person = new Person(service, "operator")) {
      var disk = person.get("/").expectFirst("h4 a").attr("href");
      var explained = person.get(disk + "/attach?vm=nas01");
      explained.select("input[name=disk]").attr("value", "fs-uuid:of-yesterday");

      var answer = person.post(explained.expectFirst(".deed"));

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("is not the disk that stood there");
      assertThat(pool.calls().count("VBD.create")).isZero();
    }
  }

  /** Whose disks were read: status, and the page with it, reads none. */
  private static SimulatedPool pool() {
    var pool = SimulatedPool.start("nas");
    Shell.on(pool).run("disks");
    return pool;
  }

  /** A person with a browser that knows no JavaScript. */
  private static final class Person implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final URI service;
    private final HttpClient client =
        HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    Person(RunningService service, String role) throws Exception {
      this.service = service.url();
      var login =
          HttpRequest.newBuilder(this.service.resolve("/login"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString("token=" + service.token(role, role)));
      assertThat(send(login).statusCode()).isEqualTo(303);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
      return client.send(
          request.header("Accept", "text/html").timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    Document get(String path) throws Exception {
      var url = service.resolve(path);
      return Jsoup.parse(send(HttpRequest.newBuilder(url)).body(), url.toString());
    }

    Document follow(Document page, String link) throws Exception {
      return get(page.expectFirst(link).attr("href"));
    }

    HttpResponse<String> post(Element form) throws Exception {
      var body = new StringBuilder();
      for (var field : ((FormElement) form).formData()) {
        body.append(body.isEmpty() ? "" : "&")
            .append(URLEncoder.encode(field.key(), StandardCharsets.UTF_8))
            .append('=')
            .append(URLEncoder.encode(field.value(), StandardCharsets.UTF_8));
      }
      return send(
          HttpRequest.newBuilder(service.resolve(form.attr("action")))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(body.toString())));
    }

    /** Where the browser is sent after a form. */
    String submit(Document page, String form) throws Exception {
      var answer = post(page.expectFirst(form));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
      return answer.headers().firstValue("Location").orElseThrow();
    }

    /** The page of a deed once it is over. */
    Document end(String deed) {
      return await("the deed is over")
          .atMost(PATIENCE)
          .until(() -> get(deed), page -> page.select(".under-way").isEmpty());
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
