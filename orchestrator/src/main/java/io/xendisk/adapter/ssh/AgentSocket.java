package io.xendisk.adapter.ssh;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentKeyConstraint;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * An SSH agent at its Unix socket, as the JDK reaches it without a native library: it lists keys
 * and signs (draft-ietf-sshm-ssh-agent). Confined to one session, which asks it in turn.
 */
final class AgentSocket implements SshAgent {
  private static final byte LIST = 11;
  private static final byte LISTED = 12;
  private static final byte SIGN = 13;
  private static final byte SIGNED = 14;
  private static final int RSA_SHA2_256 = 2;
  private static final int RSA_SHA2_512 = 4;
  private static final int LARGEST = 256 * 1024;

  private final SocketChannel socket;

  private AgentSocket(SocketChannel socket) {
    this.socket = socket;
  }

  static AgentSocket at(Path path) throws IOException {
    return new AgentSocket(SocketChannel.open(UnixDomainSocketAddress.of(path)));
  }

  @Override
  public Iterable<? extends Map.Entry<PublicKey, String>> getIdentities() throws IOException {
    var request = new ByteArrayBuffer();
    request.putByte(LIST);
    var answer = asked(request, LISTED);
    long count = answer.getUInt();
    var keys = new ArrayList<Map.Entry<PublicKey, String>>();
    for (long i = 0; i < count; i++) {
      var blob = answer.getBytes();
      var comment = answer.getString();
      key(blob).ifPresent(key -> keys.add(Map.entry(key, comment)));
    }
    return List.copyOf(keys);
  }

  /** A key of a kind that is not known here is of no use here. */
  private static Optional<PublicKey> key(byte[] blob) {
    try {
      return Optional.of(new ByteArrayBuffer(blob).getRawPublicKey());
    } catch (SshException e) {
      return Optional.empty();
    }
  }

  @Override
  public Map.Entry<String, byte[]> sign(
      SessionContext session, PublicKey key, String algorithm, byte[] data) throws IOException {
    var blob = new ByteArrayBuffer();
    blob.putRawPublicKey(key);
    var request = new ByteArrayBuffer();
    request.putByte(SIGN);
    request.putBytes(blob.getCompactData());
    request.putBytes(data);
    request.putUInt(
        switch (algorithm) {
          case "rsa-sha2-256" -> RSA_SHA2_256;
          case "rsa-sha2-512" -> RSA_SHA2_512;
          default -> 0;
        });
    var signature = new ByteArrayBuffer(asked(request, SIGNED).getBytes());
    return Map.entry(signature.getString(), signature.getBytes());
  }

  private Buffer asked(Buffer request, byte expected) throws IOException {
    var payload = request.getCompactData();
    var out = ByteBuffer.allocate(4 + payload.length).putInt(payload.length).put(payload).flip();
    while (out.hasRemaining()) {
      socket.write(out);
    }
    int length = received(4).getInt();
    if (length < 1 || length > LARGEST) {
      throw new IOException("the SSH agent answered with %d bytes".formatted(length));
    }
    var answer = received(length);
    byte kind = answer.get();
    if (kind != expected) {
      throw new IOException("the SSH agent refused (it answered %d)".formatted(kind));
    }
    var rest = new byte[answer.remaining()];
    answer.get(rest);
    return new ByteArrayBuffer(rest);
  }

  private ByteBuffer received(int length) throws IOException {
    var in = ByteBuffer.allocate(length);
    while (in.hasRemaining()) {
      if (socket.read(in) < 0) {
        throw new IOException("the SSH agent ended the connection");
      }
    }
    return in.flip();
  }

  @Override
  public void addIdentity(KeyPair key, String comment, SshAgentKeyConstraint... constraints) {
    throw new UnsupportedOperationException("keys are added by ssh-add");
  }

  @Override
  public void removeIdentity(PublicKey key) {
    throw new UnsupportedOperationException("keys are removed by ssh-add");
  }

  @Override
  public void removeAllIdentities() {
    throw new UnsupportedOperationException("keys are removed by ssh-add");
  }

  @Override
  public boolean isOpen() {
    return socket.isOpen();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
