/**
 * <b>Step 1.</b> The outer file. Where each entry lies, which entries are the chunks of an archive,
 * and what shows that something was lost. Reads headers only, unless something is wrong.
 */
package org.lifeboat.archive;
