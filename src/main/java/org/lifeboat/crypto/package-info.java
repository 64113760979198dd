/**
 * The passphrase, digests, HMACs and {@code openssl enc}: names as openssl knows them, the JDK's
 * implementation where it has one, Bouncy Castle's where not.
 */
package org.lifeboat.crypto;
