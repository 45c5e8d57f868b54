package io.xendisk.service.http;

import io.xendisk.answer.Failure;
import io.xendisk.config.CertificateSource;
import io.xendisk.config.PasswordSource;
import io.xendisk.domain.Exit;
import io.xendisk.domain.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The service's certificate with its key, read from where the configuration says. Stateless. */
final class Certificate {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

  /** What the key is locked with in memory; the file's own password is not kept. */
  static final String IN_MEMORY = "in memory only";

  private Certificate() {}

  static KeyStore read(CertificateSource source, Function<PasswordSource, String> secrets) {
    try {
      return switch (source) {
        case CertificateSource.Pem(var chain, var key) -> pem(chain, key);
        case CertificateSource.Pkcs12(var file, var password) ->
            pkcs12(file, secrets.apply(password).toCharArray());
      };
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new Failure(
          new Explanation(
              "certificate-unusable",
              Exit.USAGE,
              "the service's certificate cannot be used: " + e.getMessage(),
              "`service: certificate:` names `pem` and `key` (PKCS#8, not encrypted: `openssl pkcs8"
                  + " -topk8 -nocrypt` makes one), or `pkcs12` and its `password`."));
    }
  }

  private static KeyStore pem(Path chain, Path keyFile)
      throws IOException, GeneralSecurityException {
    java.security.cert.Certificate[] certificates;
    try (var in = Files.newInputStream(chain)) {
      certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(java.security.cert.Certificate[]::new);
    }
    if (certificates.length == 0) {
      throw new GeneralSecurityException("%s holds no certificate".formatted(chain));
    }
    var store = empty();
    store.setKeyEntry("service", key(keyFile), IN_MEMORY.toCharArray(), certificates);
    return store;
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    var found = KEY.matcher(Files.readString(file));
    if (!found.find()) {
      throw new GeneralSecurityException("%s holds no PRIVATE KEY in PEM".formatted(file));
    }
    var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
    InvalidKeySpecException last = null;
    for (var algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        last = e; // it is of another kind
      }
    }
    throw new GeneralSecurityException(
        "the key in %s is none of %s".formatted(file, ALGORITHMS), last);
  }

  private static KeyStore pkcs12(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    var from = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      from.load(in, password);
    }
    var store = empty();
    for (var alias : java.util.Collections.list(from.aliases())) {
      if (from.isKeyEntry(alias)) {
        store.setKeyEntry(
            alias,
            from.getKey(alias, password),
            IN_MEMORY.toCharArray(),
            from.getCertificateChain(alias));
      }
    }
    if (store.size() == 0) {
      throw new GeneralSecurityException("%s holds no key".formatted(file));
    }
    return store;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
