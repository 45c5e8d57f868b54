package io.xendisk.adapter.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/** Reaches the person's agent for a login; the agent is never forwarded. Immutable. */
record AgentFactory(Path socket) implements SshAgentFactory {
  @Override
  public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
    return List.of();
  }

  /** An agent that does not answer is as good as none: there may be keys in files. */
  @Override
  public @Nullable SshAgent createClient(@Nullable Session session, FactoryManager manager) {
    try {
      return AgentSocket.at(socket);
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  @Override
  public SshAgentServer createServer(ConnectionService service) throws IOException {
    throw new IOException("no agent is forwarded");
  }
}
