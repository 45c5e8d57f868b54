package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xendisk.fixtures.SimulatedPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A person clicks through the page in a browser, and photographs what they see. */
class ServicePageBrowserIT {
  @TempDir Path directory;

  private SimulatedPool pool;
  private RunningService service;
  private Browser browser;

  @BeforeEach
  void begin() throws Exception {
    assumeTrue(
        Browser.isThere(),
        "there is no /usr/bin/chromium with /usr/bin/chromedriver:"
            + " apt-get install chromium chromium-driver");
    pool = SimulatedPool.start("nas");
    var shell = Shell.on(pool);
    pool.rack()
        .push(
            "xs1",
            Map.of(
                "device", "sde",
                "bay", "5:0:0:0",
                "serial", "WD-WMAZA1000003",
                "filesystem", Map.of("type", "ext3", "label", "BACKUP-03", "usedPercent", 57)));
    var config = directory.resolve("config.yaml");
    Files.writeString(config, configuration());
    for (var disk : new String[] {"BACKUP-01", "BACKUP-03"}) {
      assertThat(shell.run("disk", "enrol", disk, "--config", config.toString()).exit()).isZero();
    }
    pool.rack().pull("xs1", "sde");
    service = RunningService.start(shell, "--config", config.toString());
    browser = Browser.on(service.url());
    browser.open("/");
    browser.see("input[name=token]").sendKeys(service.token("supervisor", "ann"), Keys.ENTER);
    browser.read("BACKUP-02");
    // That nobody was logged in yet is not one that counts.
    assertThat(browser.complaints()).allMatch(line -> line.contains("401"));
  }

  private String configuration() {
    return """
    pools:
      lab:
        url: %s
        password: {env: XENDISK_PASSWORD}
        rotations:
          offsite:
            vm: nas02
            disks: [BACKUP-03, BACKUP-01]
            bays: [xs1/2:0:0:0, xs1/5:0:0:0]
            turn: round-robin
            swap: {every: week, on: friday, at: "18:00"}
    """
        .formatted(pool.url());
  }

  @AfterEach
  void end() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (service != null) {
      service.close();
    }
    if (pool != null) {
      pool.close();
    }
  }

  @Test
  void attachesIsRefusedUnmountsAndReleases() throws Exception {
    browser.photograph("1-bays");

    browser.press("a[aria-label='Attach BACKUP-02']");
    browser.choose("#vm", "nas01");
    browser.press("#explain");
    browser.read("attach BACKUP-02 to nas01?");
    browser.photograph("2-attach-explained");
    browser.press("#do");
    browser.read("attached BACKUP-02 to nas01");
    browser.photograph("3-attached");
    assertThat(pool.guest("nas01").devices()).containsEntry("xvdb", "ready");

    pool.guest("nas01").mount("xvdb");
    browser.press("#to-disk");
    browser.press("#release");
    browser.choose("#deadline", "ten seconds");
    browser.photograph("4-release-explained");
    browser.press("#do");
    browser.read("Under way");
    browser.photograph("5-release-under-way");
    browser.read("To all bays");
    assertThat(browser.has(".safe")).isFalse();
    browser.photograph("6-release-refused");

    pool.guest("nas01").umount("xvdb");
    browser.press("#to-disk");
    browser.press("#release");
    browser.press("#do");
    browser.see(".safe");
    browser.read("SAFE TO PULL");
    browser.photograph("7-safe-to-pull");
    browser.open("/");
    browser.see(".safe");
    browser.photograph("8-bays-safe-to-pull");

    pool.rack().pull("xs1", "sdc");
    await("the page has noticed by itself")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !browser.has(".safe"));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void attachesAndReleasesByKeyboardAlone() throws Exception {
    tabTo("Attach BACKUP-02");
    browser.photograph("keyboard-focus");
    browser.type(Keys.ENTER);
    browser.see("#vm");
    tabToId("vm");
    browser.type("nas01");
    tabToId("explain");
    browser.type(Keys.ENTER);
    browser.read("attach BACKUP-02 to nas01?");
    tabToId("do");
    browser.type(Keys.ENTER);
    browser.read("attached BACKUP-02 to nas01");
    tabToId("to-disk");
    browser.type(Keys.ENTER);
    browser.see("#release");
    tabToId("release");
    browser.type(Keys.ENTER);
    browser.see("#do");
    tabToId("do");
    browser.type(Keys.ENTER);
    browser.see(".safe");
    assertThat(browser.script("return document.getElementById('said').textContent"))
        .contains("SAFE TO PULL");
  }

  @Test
  void fitsOnAPhone() throws Exception {
    browser.size(390, 844);
    browser.open("/");
    browser.read("BACKUP-02");
    browser.isNoWiderThanItsWindow();
    browser.photograph("phone-bays");
    browser.press("a[aria-label='Attach BACKUP-02']");
    browser.choose("#vm", "nas02");
    browser.press("#explain");
    browser.read("vm-halted-first-attach");
    browser.isNoWiderThanItsWindow();
    browser.photograph("phone-refused");
    browser.open("/pools/lab/findings");
    browser.read("What doctor finds");
    browser.isNoWiderThanItsWindow();
    browser.photograph("phone-findings");
  }

  @Test
  void isDarkWhereThePersonLikesItDark() throws Exception {
    browser.dark(true);
    browser.open("/");
    browser.read("BACKUP-02");
    assertThat(browser.script("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo("rgb(17, 20, 24)");
    browser.photograph("dark-bays");
    browser.follow("BACKUP-02");
    browser.read("identity");
    browser.photograph("dark-disk");
  }

  @Test
  void isThereWithoutJavaScriptToo() throws Exception {
    browser.javaScript(false);
    browser.open("/");
    browser.read("BACKUP-02");
    browser.press("a[aria-label='Attach BACKUP-02']");
    browser.choose("#vm", "nas01");
    browser.press("#explain");
    browser.press("#do");
    browser.read("attached BACKUP-02 to nas01");
  }

  @Test
  void saysPlainlyThatItHearsNothingOfTheServiceAnyMore() throws Exception {
    service.close();
    browser.see("#stale");
    browser.photograph("stale");
  }

  private void tabTo(String label) {
    tab("aria-label", label);
  }

  private void tabToId(String id) {
    tab("id", id);
  }

  private void tab(String attribute, String value) {
    for (int i = 0; i < 80; i++) {
      if (value.equals(browser.focused().getDomAttribute(attribute))) {
        return;
      }
      browser.type(Keys.TAB);
    }
    throw new AssertionError("no way by the keyboard to " + value);
  }
}
