/** The backup header: what it says, and whether the passphrase vouches for it. */
package org.lifeboat.header;
