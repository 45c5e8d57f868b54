package io.xendisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A Chromium without a screen, as Debian packages it, and what a person does with it. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  /** A machine that many builds share is slow. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final ChromeDriver driver;
  private final URI service;

  private Browser(ChromeDriver driver, URI service) {
    this.driver = driver;
    this.service = service;
  }

  static boolean isThere() {
    return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
  }

  static Browser on(URI service) {
    var options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    // In a container root has no sandbox; the pages are our own.
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--force-color-profile=srgb",
        "--disable-dev-shm-usage",
        "--lang=en");
    var chromedriver =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    var browser = new Browser(new ChromeDriver(chromedriver, options), service);
    browser.size(1280, 900);
    return browser;
  }

  void open(String path) {
    driver.get(service.resolve(path).toString());
  }

  void size(int width, int height) {
    // What counts is the page's own width, which a window without a screen cannot have below 500.
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    driver.manage().window().setSize(new Dimension(Math.max(width, 600), height));
  }

  void dark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  void javaScript(boolean on) {
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
  }

  /** Waits until there is something by this selector of CSS, and that it is to be seen. */
  WebElement see(String css) {
    return waiting().until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css)));
  }

  /** Waits until these words are on the page. */
  void read(String words) {
    waiting()
        .withMessage("the page does not say: " + words)
        .ignoring(WebDriverException.class)
        .until(it -> text().contains(words));
  }

  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** A live page may exchange its parts in just this moment: then the new one is pressed. */
  void press(String css) {
    waiting()
        .ignoring(WebDriverException.class)
        .until(
            it -> {
              see(css).click();
              return true;
            });
  }

  void follow(String words) {
    waiting().until(ExpectedConditions.elementToBeClickable(By.linkText(words))).click();
  }

  void choose(String css, String option) {
    new Select(see(css)).selectByVisibleText(option);
  }

  void type(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  boolean has(String css) {
    return !driver.findElements(By.cssSelector(css)).isEmpty();
  }

  /** Nothing sticks out at the side: nobody scrolls a page to and fro. */
  void isNoWiderThanItsWindow() {
    assertThat(driver.executeScript("return document.documentElement.scrollWidth"))
        .isEqualTo(driver.executeScript("return document.documentElement.clientWidth"));
  }

  String script(String script) {
    return String.valueOf(driver.executeScript(script));
  }

  /** What the browser refused or failed at. */
  List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream()
        .map(Object::toString)
        .filter(line -> line.contains("SEVERE"))
        .toList();
  }

  /** The whole page, however long it is. */
  void photograph(String name) throws IOException {
    var all = driver.executeCdpCommand("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
    if (!(all instanceof Map<?, ?> size)) {
      throw new AssertionError("the browser does not know how large its page is");
    }
    var picture =
        driver.executeCdpCommand(
            "Page.captureScreenshot",
            Map.of(
                "captureBeyondViewport",
                true,
                "clip",
                Map.of(
                    "x",
                    0,
                    "y",
                    0,
                    "scale",
                    1,
                    "width",
                    size.get("width"),
                    "height",
                    size.get("height"))));
    Files.createDirectories(SCREENSHOTS);
    Files.write(
        SCREENSHOTS.resolve(name + ".png"),
        OutputType.BYTES.convertFromBase64Png(String.valueOf(picture.get("data"))));
  }

  private WebDriverWait waiting() {
    return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(100));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
