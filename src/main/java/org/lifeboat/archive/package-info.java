/**
 * The outer file: where each entry lies, and which entries are the chunks of an archive. Reads
 * headers only.
 */
package org.lifeboat.archive;
