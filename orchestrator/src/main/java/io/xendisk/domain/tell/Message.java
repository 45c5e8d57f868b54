package io.xendisk.domain.tell;

/**
 * News in the words in which it is told. Immutable.
 *
 * @param id the same whenever the same news is told again, by whatever workstation
 * @param subject one line
 * @param body plain text
 */
public record Message(String id, News news, String subject, String body) {}
