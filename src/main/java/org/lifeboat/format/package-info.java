/**
 * <b>Steps 4 and 5.</b> How the versions of the backup format authenticate and join chunks. Nothing
 * outside this package asks for a version; {@link org.lifeboat.format.BackupFormats} finds the
 * right one.
 */
package org.lifeboat.format;
