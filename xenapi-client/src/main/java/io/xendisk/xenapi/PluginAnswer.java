package io.xendisk.xenapi;

/** What a host's plugin answered (facts §5.6, trace {@code call_plugin}). Immutable. */
public sealed interface PluginAnswer {
  /** What it printed. */
  record Text(String text) implements PluginAnswer {}

  /** The host has no such plugin, as stock XenServer has none of XCP-ng's. */
  record Missing(String plugin) implements PluginAnswer {}

  /**
   * The plugin ran and failed: {@code XENAPI_PLUGIN_FAILURE} with status, output and error output,
   * or a code of its own, which may look like anything.
   */
  record Failed(XenError error) implements PluginAnswer {}
}
