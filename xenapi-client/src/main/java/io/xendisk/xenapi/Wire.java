package io.xendisk.xenapi;

import io.xendisk.xenapi.http.Deadline;
import io.xendisk.xenapi.http.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Carries one call to a host and brings the answer back as the SDK knows it: the struct with {@code
 * Status}. XML-RPC is the one that every release speaks; JSON-RPC (since 6.5) would be another.
 * Implementations are thread-safe.
 */
interface Wire {
  /**
   * Sends the call once.
   *
   * @param last whether the connection will not be needed again
   * @throws PoolException {@link PoolException.NotSent} or {@link PoolException.ReplyLost}; a
   *     refusal of the pool is an answer
   */
  @Nullable Object call(Target target, boolean last, String method, Object[] params);

  /** How many calls have begun to go out. */
  long sent();

  /** Where a call goes, and until when. */
  record Target(Endpoint endpoint, Deadline deadline) {}
}
