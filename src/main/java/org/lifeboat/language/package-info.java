/**
 * The languages that people are spoken to in: which there are, which one it is, and sentences with
 * facts in them. Texts are in {@code messages.properties} (English) and {@code
 * messages_de.properties} and its like, in UTF-8.
 */
package org.lifeboat.language;
