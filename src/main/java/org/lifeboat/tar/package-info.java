/**
 * The blocks that tar files are made of (POSIX ustar and pax, GNU), shared by the outer file and
 * the archives in it.
 */
package org.lifeboat.tar;
