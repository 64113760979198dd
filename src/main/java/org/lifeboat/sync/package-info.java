/** Bringing what was written to the disk, so that names mean what they say after a power cut. */
package org.lifeboat.sync;
