/**
 * What the computer's own file systems want: names that each of them takes, and calls that bring
 * what was written to the disk, so that names mean what they say after a power cut.
 */
package org.lifeboat.local;
