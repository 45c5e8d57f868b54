package io.xendisk.config;

import io.xendisk.config.YamlTokens.Scalar;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads the section {@code service}. Stateless. */
final class ServiceSection {
  private static final List<String> MEMBERS = List.of("listen");

  private ServiceSection() {}

  static ServiceSettings read(YamlTokens yaml) {
    var texts = new LinkedHashMap<String, Scalar>();
    yaml.members("service", MEMBERS, name -> texts.put(name, yaml.scalar(name)));
    return new ServiceSettings(
        yaml.value(texts, "listen", ListenAddress::parse).orElse(ListenAddress.DEFAULT));
  }
}
