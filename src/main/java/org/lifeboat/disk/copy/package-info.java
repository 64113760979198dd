/**
 * <b>Step 8:</b> copying files and folders out of a disk image. {@link TreeCopier} counts and
 * checks the space; {@code CopyRun} walks the tree and makes the folders; {@code FileWriters} write
 * the files, each under a name that ends in {@code .incomplete} until it is whole and on the disk.
 * Nothing that is there already is written over, and no link of the image is ever followed.
 */
package org.lifeboat.disk.copy;
