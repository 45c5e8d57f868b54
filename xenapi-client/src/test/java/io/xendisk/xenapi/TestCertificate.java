package io.xendisk.xenapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A key and its certificate, made for one test. Immutable. */
record TestCertificate(KeyPair keys, X509Certificate certificate) {
  private static final AtomicLong SERIAL = new AtomicLong(1);

  /** What stands in a certificate. */
  record Wish(String ip, Instant from, Instant until, boolean authority) {
    static Wish host() {
      Instant now = Instant.now();
      return new Wish(
          "127.0.0.1", now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(30)), false);
    }

    Wish ip(String other) {
      return new Wish(other, from, until, authority);
    }

    Wish expired() {
      return new Wish(
          ip, from.minus(Duration.ofDays(60)), from.minus(Duration.ofDays(30)), authority);
    }

    Wish ofAuthority() {
      return new Wish(ip, from, until, true);
    }
  }

  static TestCertificate selfSigned(Wish wish) {
    return make(wish, null);
  }

  TestCertificate sign(Wish wish) {
    return make(wish, this);
  }

  Fingerprint fingerprint() {
    return Fingerprint.of(certificate);
  }

  Path pem(Path directory) {
    try {
      return Files.writeString(
          directory.resolve("ca-" + SERIAL.getAndIncrement() + ".pem"),
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
              + "\n-----END CERTIFICATE-----\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  SSLContext server() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "host", keys.getPrivate(), new char[0], new X509Certificate[] {certificate});
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestCertificate make(Wish wish, @Nullable TestCertificate issuer) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      KeyPair keys = generator.generateKeyPair();
      long serial = SERIAL.getAndIncrement();
      var name = new X500Name("CN=test " + serial);
      var builder =
          new JcaX509v3CertificateBuilder(
              issuer == null
                  ? name
                  : X500Name.getInstance(issuer.certificate.getSubjectX500Principal().getEncoded()),
              BigInteger.valueOf(serial),
              Date.from(wish.from),
              Date.from(wish.until),
              name,
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(wish.authority));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.iPAddress, wish.ip)));
      var signer =
          new JcaContentSignerBuilder("SHA256withECDSA")
              .build((issuer == null ? keys : issuer.keys).getPrivate());
      return new TestCertificate(
          keys, new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
