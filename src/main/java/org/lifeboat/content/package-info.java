/**
 * One archive's plaintext: decompressed, its tar read and checked, its members put in place.
 * Streams that do not end as they must, and members that are not the archive's own, end the
 * archive.
 */
package org.lifeboat.content;
