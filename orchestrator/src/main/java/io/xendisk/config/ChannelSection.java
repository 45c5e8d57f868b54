package io.xendisk.config;

import com.google.common.net.HostAndPort;
import io.xendisk.config.Channel.MailTls;
import io.xendisk.config.YamlTokens.Scalar;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads how a mail server or a webhook is reached. Confined to one thread. */
final class ChannelSection {
  static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(15);

  private static final List<String> MAIL =
      List.of("server", "tls", "ca", "user", "password", "from", "to");
  private static final List<String> WEBHOOK = List.of("url", "secret", "ca");

  private final YamlTokens yaml;

  ChannelSection(YamlTokens yaml) {
    this.yaml = yaml;
  }

  Channel channel(String kind) {
    return kind.equals("mail") ? mail() : webhook();
  }

  private Channel mail() {
    var place = yaml.here();
    var texts = new LinkedHashMap<String, Scalar>();
    var to = new ArrayList<String>();
    var password = new ArrayList<PasswordSource>();
    yaml.members(
        "mail",
        MAIL,
        name -> {
          switch (name) {
            case "to" -> yaml.oneOrSeveral(name).forEach(one -> to.add(address(one)));
            case "password" -> password.add(PasswordSection.read(yaml, name));
            default -> texts.put(name, yaml.scalar(name));
          }
        });
    var from = texts.get("from");
    if (!texts.containsKey("server") || from == null || to.isEmpty()) {
      throw yaml.at(place, "mail needs server, from and to");
    }
    var user = texts.get("user");
    if ((user == null) != password.isEmpty()) {
      throw yaml.at(place, "mail needs user and password, or neither");
    }
    var tls = yaml.value(texts, "tls", ChannelSection::tls).orElse(MailTls.STARTTLS);
    if (tls == MailTls.NONE && user != null) {
      throw yaml.at(
          place, "without TLS anybody on the way would read the password of the mail server");
    }
    var server = yaml.value(texts, "server", ChannelSection::server).orElseThrow();
    return new Channel.Mail(
        server.getHost(),
        server.getPortOrDefault(port(tls)),
        tls,
        yaml.value(texts, "ca", Path::of).orElse(null),
        user == null ? null : new Channel.Login(user.text(), password.getFirst()),
        new Channel.Envelope(address(from), to));
  }

  private Channel webhook() {
    var place = yaml.here();
    var texts = new LinkedHashMap<String, Scalar>();
    var secret = new ArrayList<PasswordSource>();
    yaml.members(
        "webhook",
        WEBHOOK,
        name -> {
          switch (name) {
            case "secret" -> secret.add(PasswordSection.read(yaml, name));
            default -> texts.put(name, yaml.scalar(name));
          }
        });
    var url =
        yaml.value(texts, "url", ChannelSection::url)
            .orElseThrow(() -> yaml.at(place, "webhook needs a url"));
    return new Channel.Webhook(
        url,
        secret.isEmpty() ? null : secret.getFirst(),
        yaml.value(texts, "ca", Path::of).orElse(null));
  }

  /** What a mail server takes as an address; whether somebody reads there it does not tell. */
  private String address(Scalar address) {
    if (!address.text().matches("[^@\\s<>,;:\"\\p{Cntrl}]+@[^@\\s<>,;:\"\\p{Cntrl}]+")) {
      throw yaml.at(
          address.place(),
          "'%s' is no mail address, such as ops@example.org".formatted(address.text()));
    }
    return address.text();
  }

  private static HostAndPort server(String text) {
    try {
      return HostAndPort.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is no mail server, such as smtp.example.org:587".formatted(text), e);
    }
  }

  private static int port(MailTls tls) {
    return switch (tls) {
      case STARTTLS -> 587;
      case IMPLICIT -> 465;
      case NONE -> 25;
    };
  }

  private static MailTls tls(String text) {
    return Stream.of(MailTls.values())
        .filter(tls -> tls.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "tls is starttls, implicit or none, not '%s'".formatted(text)));
  }

  private static URI url(String text) {
    try {
      var url = new URI(text);
      boolean known = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (known && url.getHost() != null && url.getUserInfo() == null) {
        return url;
      }
      throw new IllegalArgumentException(
          "a webhook is an http or https URL without a password in it");
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the url of a webhook is none: " + e.getReason(), e);
    }
  }
}
