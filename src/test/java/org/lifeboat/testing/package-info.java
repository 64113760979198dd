/** Backups, whole and hostile, made without any code of the program, and runs of the program. */
package org.lifeboat.testing;
