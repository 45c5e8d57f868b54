package io.xendisk.adapter.ssh;

import io.xendisk.port.SshLogin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * Makes the client for one login. It reads nothing of the person's but what it is given: no {@code
 * ~/.ssh/config}.
 */
final class SshClients {
  private SshClients() {}

  static SshClient client(SshLogin login, HostKeyCheck check, Identities identities) {
    var client = ClientBuilder.builder().build();
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setServerKeyVerifier(check);
    client.setKeyIdentityProvider(KeyIdentityProvider.wrapKeyPairs(identities.keys()));
    if (login.agent() != null) {
      client.setAgentFactory(new AgentFactory(login.agent()));
    }
    if (login.old()) {
      speakAsIn2006(client);
    }
    client.setSignatureFactories(knownFirst(client.getSignatureFactories(), check.knownTypes()));
    CoreModuleProperties.NIO_WORKERS.set(client, 2);
    CoreModuleProperties.CLIENT_IDENTIFICATION.set(client, "xendisk");
    return client;
  }

  /** What OpenSSH 4.3 speaks, after everything that is better. */
  private static void speakAsIn2006(SshClient client) {
    var exchanges = new ArrayList<>(client.getKeyExchangeFactories());
    for (var name : List.of("diffie-hellman-group14-sha1", "diffie-hellman-group-exchange-sha1")) {
      var factory = BuiltinDHFactories.fromFactoryName(name);
      if (factory != null) {
        exchanges.add(ClientBuilder.DH2KEX.apply(factory));
      }
    }
    client.setKeyExchangeFactories(exchanges);
    client.setSignatureFactories(
        added(client.getSignatureFactories(), BuiltinSignatures.fromFactoryName("ssh-rsa")));
    client.setMacFactories(
        added(client.getMacFactories(), BuiltinMacs.fromFactoryName("hmac-sha1")));
    client.setCipherFactories(
        added(client.getCipherFactories(), BuiltinCiphers.fromFactoryName("aes128-cbc")));
  }

  private static <T> List<NamedFactory<T>> added(
      List<NamedFactory<T>> factories, NamedFactory<T> more) {
    var all = new ArrayList<>(factories);
    if (factories.stream().noneMatch(known -> known.getName().equals(more.getName()))) {
      all.add(more);
    }
    return all;
  }

  /**
   * A host has keys of several kinds and shows the first that it is asked for: it is asked for a
   * kind that is known, or it would look like another host.
   */
  private static List<NamedFactory<Signature>> knownFirst(
      List<NamedFactory<Signature>> factories, List<String> types) {
    return factories.stream()
        .sorted(Comparator.comparing(factory -> !types.contains(keyType(factory.getName()))))
        .toList();
  }

  private static String keyType(String algorithm) {
    return algorithm.startsWith("rsa-sha2-") ? "ssh-rsa" : algorithm;
  }
}
