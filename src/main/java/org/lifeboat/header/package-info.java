/**
 * Steps 2 and 3: the backup header. First what vouches for it is checked against the passphrase,
 * then it is read.
 */
package org.lifeboat.header;
