/**
 * <b>Steps 2 and 3.</b> The backup header: it is verified with the passphrase, and only then read.
 */
package org.lifeboat.header;
