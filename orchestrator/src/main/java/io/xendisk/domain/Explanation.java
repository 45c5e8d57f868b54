package io.xendisk.domain;

/**
 * What a person is told when something was not done: what failed and why, and what to do next.
 * Immutable.
 *
 * @param id stable, for scripts
 * @param message names with uuids, and the reason
 * @param advice what to do next, in whole sentences
 */
public record Explanation(String id, Exit exit, String message, String advice) {}
