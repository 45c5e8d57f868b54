package io.xendisk.xenapi;

import com.xensource.xenapi.Connection;
import com.xensource.xenapi.Types.XenAPIException;
import io.xendisk.xenapi.http.Endpoint;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.xmlrpc.XmlRpcException;
import org.jspecify.annotations.Nullable;

/**
 * The connection that the SDK's bindings see, for one call: they dispatch through it with the
 * session that it holds. The SDK's own client, its error classes and its redirects are never used
 * (facts §9). Confined to one call.
 */
final class SdkCall extends Connection {
  /** What the bindings do with a connection. */
  @FunctionalInterface
  interface Binding<T extends @Nullable Object> {
    T call(SdkCall connection) throws XmlRpcException, XenAPIException;
  }

  /** Nobody opens this URL, and without a handler the JDK would look for one in every jar. */
  private static final URLStreamHandler UNOPENED =
      new URLStreamHandler() {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
          throw new IOException("only the address is used of " + url);
        }
      };

  private final Wire wire;
  private final Wire.Target target;
  private final boolean last;
  private final Calls.Login login;
  private final String session;
  private final Around around;
  private String method = "a call";
  private boolean answered;

  /** What does not differ from call to call. */
  record Around(ClientOptions options, LongSupplier nanos) {}

  SdkCall(Wire wire, Wire.Target target, boolean last, Calls.Login login, Around around)
      throws MalformedURLException {
    super(URL.of(login.master().uri(), UNOPENED));
    this.around = around;
    this.wire = wire;
    this.target = target;
    this.last = last;
    this.login = login;
    this.session = login.session();
  }

  /** Tells one login from the next. */
  long serial() {
    return login.serial();
  }

  @Override
  public String getSessionReference() {
    return session;
  }

  @Override
  protected Map<?, ?> dispatch(String method, Object[] params) {
    this.method = method;
    long begun = around.nanos.getAsLong();
    PoolException failure = null;
    try {
      return answer(params);
    } catch (PoolException e) {
      failure = e;
      throw e;
    } finally {
      var time = Duration.ofNanos(around.nanos.getAsLong() - begun);
      around.options.observer().called(method, time, failure);
    }
  }

  private Map<?, ?> answer(Object[] params) {
    Object reply = wire.call(target, last, method, params);
    answered = true;
    if (reply instanceof Map<?, ?> response) {
      Object status = response.get("Status");
      if ("Success".equals(status)) {
        return response;
      }
      if ("Failure".equals(status) && response.get("ErrorDescription") instanceof Object[] error) {
        throw rejected(error);
      }
    }
    throw malformed("it holds no status");
  }

  /** A call that the SDK has no binding for; the session goes first. */
  @Nullable Object raw(String method, Object... params) {
    var all = new Object[params.length + 1];
    all[0] = session;
    System.arraycopy(params, 0, all, 1, params.length);
    return dispatch(method, all).get("Value");
  }

  /** Runs a binding; whatever it throws over a reply that came is a lost reply. */
  <T extends @Nullable Object> T run(Binding<T> binding) {
    try {
      return binding.call(this);
    } catch (PoolException e) {
      throw e;
    } catch (XmlRpcException | XenAPIException e) {
      throw malformed(e.getMessage(), e);
    } catch (RuntimeException e) {
      if (answered) {
        throw malformed(e.getMessage(), e);
      }
      throw e;
    }
  }

  private PoolException.Rejected rejected(Object[] error) {
    List<String> all = new ArrayList<>();
    for (Object each : error) {
      all.add(without(around.options.password().value(), without(session, String.valueOf(each))));
    }
    if (all.isEmpty()) {
      throw malformed("it is a failure without a code");
    }
    return new PoolException.Rejected(method, endpoint().authority(), XenError.of(all));
  }

  /** What a pool echoes goes into messages and logs: nothing that lets somebody in. */
  private static String without(String secret, String text) {
    return secret.length() < 4 ? text : text.replace(secret, "***");
  }

  private PoolException.ReplyLost malformed(@Nullable String why) {
    return malformed(why, null);
  }

  private PoolException.ReplyLost malformed(@Nullable String why, @Nullable Throwable cause) {
    return new PoolException.ReplyLost(
        method,
        endpoint().authority(),
        PoolException.ReplyLost.Reason.MALFORMED,
        "it is not what xapi sends: " + why,
        cause);
  }

  private Endpoint endpoint() {
    return target.endpoint();
  }
}
