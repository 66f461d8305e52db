package dev.gleaner.config;

/**
 * A value that somebody set.
 *
 * @param value as it was written
 * @param origin where, for messages: a file, a variable, an option
 */
record Setting(String value, String origin) {}
