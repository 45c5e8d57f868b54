package io.xendisk.config;

import io.xendisk.config.YamlTokens.Scalar;
import io.xendisk.domain.schedule.Schedules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads the section {@code service}. Stateless. */
final class ServiceSection {
  private static final List<String> MEMBERS =
      List.of("listen", "tokens", "certificate", "limits", "metrics", "log", "schedules");
  private static final List<String> CERTIFICATE = List.of("pem", "key", "pkcs12", "password");
  private static final List<String> LIMITS = List.of("requests", "connections", "body");

  private ServiceSection() {}

  static ServiceSettings read(YamlTokens yaml) {
    var texts = new LinkedHashMap<String, Scalar>();
    var certificates = new ArrayList<CertificateSource>();
    var limits = new ArrayList<ServiceLimits>();
    var schedules = new ArrayList<Schedules>();
    yaml.members(
        "service",
        MEMBERS,
        name -> {
          switch (name) {
            case "certificate" -> certificates.add(certificate(yaml));
            case "limits" -> limits.add(limits(yaml));
            case "schedules" -> schedules.add(SchedulesSection.read(yaml));
            default -> texts.put(name, yaml.scalar(name));
          }
        });
    return new ServiceSettings(
        yaml.value(texts, "listen", ListenAddress::parse).orElse(ListenAddress.DEFAULT),
        yaml.value(texts, "tokens", Path::of).orElse(null),
        certificates.isEmpty() ? null : certificates.getFirst(),
        limits.isEmpty() ? ServiceLimits.DEFAULT : limits.getFirst(),
        yaml.value(texts, "metrics", text -> isOther(text, "token", "open")).orElse(false),
        yaml.value(texts, "log", text -> isOther(text, "json", "text")).orElse(false),
        schedules.isEmpty() ? Schedules.NONE : schedules.getFirst());
  }

  /** Whether it is the second of two words, of which the first is what is so else. */
  private static boolean isOther(String text, String usual, String other) {
    if (!text.equals(usual) && !text.equals(other)) {
      throw new IllegalArgumentException("'%s' is neither %s nor %s".formatted(text, usual, other));
    }
    return text.equals(other);
  }

  private static CertificateSource certificate(YamlTokens yaml) {
    var place = yaml.here();
    var files = new LinkedHashMap<String, Path>();
    var passwords = new ArrayList<PasswordSource>();
    yaml.members(
        "certificate",
        CERTIFICATE,
        name -> {
          switch (name) {
            case "password" -> passwords.add(PasswordSection.read(yaml, name));
            default -> files.put(name, Path.of(yaml.scalar(name).text()));
          }
        });
    var pem = files.get("pem");
    var key = files.get("key");
    var pkcs12 = files.get("pkcs12");
    if (pem != null && key != null && pkcs12 == null && passwords.isEmpty()) {
      return new CertificateSource.Pem(pem, key);
    }
    if (pkcs12 != null && pem == null && key == null && !passwords.isEmpty()) {
      return new CertificateSource.Pkcs12(pkcs12, passwords.getFirst());
    }
    throw yaml.at(place, "certificate names `pem` and `key`, or `pkcs12` and its `password`");
  }

  private static ServiceLimits limits(YamlTokens yaml) {
    var place = yaml.here();
    var texts = new LinkedHashMap<String, Scalar>();
    yaml.members("limits", LIMITS, name -> texts.put(name, yaml.scalar(name)));
    int requests =
        yaml.value(texts, "requests", ServiceSection::number)
            .orElse(ServiceLimits.DEFAULT.requests());
    int connections =
        yaml.value(texts, "connections", ServiceSection::number)
            .orElse(ServiceLimits.DEFAULT.connections());
    int body =
        yaml.value(texts, "body", ServiceSection::number).orElse(ServiceLimits.DEFAULT.body());
    return yaml.checked(place, () -> new ServiceLimits(requests, connections, body));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is no whole number".formatted(text), e);
    }
  }
}
