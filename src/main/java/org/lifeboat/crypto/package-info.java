/**
 * <b>What steps 2 to 5 are made of.</b> The passphrase, digests, HMACs, {@code openssl enc} and
 * {@code scrypt enc}: names as openssl knows them, the JDK's implementation where it has one,
 * Bouncy Castle's where not, and our own of scrypt, which has to be fast.
 */
package org.lifeboat.crypto;
